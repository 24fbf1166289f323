import { catalog, listStatCounters } from './catalog.ts'
import type { CounterSums } from './counter-sums.ts'
import type { CounterId, Counters } from './counters.ts'

/** A counter with a stored sum that differs from Claude's total. */
export interface TotalDifference {
  readonly counter: CounterId
  /** The sum of the stored days. */
  readonly stored: number
  /** Claude's total. Null if Claude gives no total of this person. */
  readonly claude: number | null
}

/** The comparison of one person's stored sums with Claude's totals. */
export interface PersonComparison {
  /** Whether any usage was compared. False if all figures of the person are zero or unknown. */
  readonly isCompared: boolean
  /** Whether a stored sum is incomplete although Claude gives a total: a count of some day is unknown. */
  readonly isIncomplete: boolean
  readonly differences: readonly TotalDifference[]
}

const statCounters = catalog.map((stat) => ({ id: stat.id, counters: listStatCounters(stat) }))

/**
 * Compares one person's stored sums with Claude's totals over the same days. Leaves out counts that one of the sides
 * does not know, because an unknown count is not zero.
 * @param stored - The sums over the stored days. `emptySums` for a person without a stored day: their sums count as
 * zero.
 * @param claude - Claude's totals. Null if Claude gives no totals of this person.
 * @param counters - The counters to compare, all of them additive.
 */
export const compareTotals = (
  stored: Pick<CounterSums, 'sum' | 'unknown'>,
  claude: Counters | null,
  counters: readonly CounterId[],
): PersonComparison => {
  const unknownCounters = new Set(statCounters.flatMap((stat) => (stored.unknown[stat.id] > 0 ? stat.counters : [])))
  let [isCompared, isIncomplete] = [false, false]
  const differences: TotalDifference[] = []
  for (const counter of counters) {
    const total = claude ? claude[counter] : 0
    if (total === null) continue
    isIncomplete ||= claude !== null && unknownCounters.has(counter)
    if (unknownCounters.has(counter)) continue
    const sum = stored.sum[counter] ?? 0
    isCompared ||= sum > 0 || total > 0
    if (sum !== total) differences.push({ counter, stored: sum, claude: claude && total })
  }
  return { isCompared, isIncomplete, differences }
}

/**
 * Whether more than half of the compared people differ. The two sides then count differently, and no single difference
 * means anything.
 */
export const isDisagreement = (differingPeople: number, comparedPeople: number): boolean =>
  differingPeople * 2 > comparedPeople
