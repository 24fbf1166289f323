import { countDays } from '../time/period.ts'
import type { StatDefinition } from './catalog.ts'
import { type ComparisonInput, getComparedDays } from './comparison.ts'

/** Minimum previous value of a sum for a change in percent. Below it, a percentage reflects mostly chance. */
export const minPercentBase = 20

/** The change of a stat from the previous period to the settled days of a period. */
export type Change =
  /** At least one of the two values is unknown. */
  | { readonly kind: 'unknown' }
  /** The values are equal. */
  | { readonly kind: 'same' }
  /** The previous value of a sum is zero, and the current value is not. */
  | { readonly kind: 'new' }
  /** The current value of a sum is zero, and the previous value is not. */
  | { readonly kind: 'none' }
  /**
   * `amount` is a whole percentage of the previous value (`percent`), whole percentage points (`points`), or the
   * difference of the values (`count`). With the direction `about`, the amount rounds to zero. Otherwise it is above
   * zero.
   */
  | {
      readonly kind: 'percent' | 'points' | 'count'
      readonly direction: 'up' | 'down' | 'about'
      readonly amount: number
    }

/**
 * Computes the number of days of `previous` per compared day. It is 1 unless two quarters with different numbers of
 * days are compared.
 */
export const computeLengthRatio = (response: Pick<ComparisonInput, 'period' | 'compared' | 'previous'>): number =>
  countDays(response.previous) / countDays(getComparedDays(response))

/**
 * Computes the change from the previous value:
 *
 * - For a ratio, in percentage points: the difference of the rounded percentages, so that it matches the shown values.
 * - For a sum that rose from zero or fell to zero, without an amount.
 * - For a sum with a previous value below `minPercentBase`, as the difference.
 * - For every other sum, in percent of the previous value. Both values are taken per day, except that equal values
 *   always give the kind `same`.
 *
 * @param lengthRatio The result of `computeLengthRatio`. For a count that does not grow with the days, such as a number
 * of people, it is 1.
 */
export const computeChange = (
  stat: Pick<StatDefinition, 'kind'>,
  value: number | null,
  previous: number | null,
  lengthRatio: number,
): Change => {
  if (value === null || previous === null) return { kind: 'unknown' }
  if (value === previous) return { kind: 'same' }
  const createChange = (kind: 'percent' | 'points' | 'count', difference: number): Change => {
    const amount = Math.round(Math.abs(difference))
    return { kind, direction: amount === 0 ? 'about' : difference > 0 ? 'up' : 'down', amount }
  }
  if (stat.kind === 'ratio') return createChange('points', Math.round(value * 100) - Math.round(previous * 100))
  if (previous === 0) return { kind: 'new' }
  if (value === 0) return { kind: 'none' }
  if (previous < minPercentBase) return createChange('count', value - previous)
  return createChange('percent', ((value * lengthRatio - previous) / previous) * 100)
}
