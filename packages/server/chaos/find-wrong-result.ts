import { type ClaudeUserId, type CounterId, type Counters, catalog } from '@windmill/claude-core'
import { listStatCounters } from '@windmill/claude-core/internal'
import type { CheckResult, Finding } from '../src/storage/adapter.ts'

/** The counters of each Claude user on one day. */
export type DayRows = ReadonlyMap<ClaudeUserId, Counters>

/** A finished comparison of a month, what is stored, and what was true when Claude's totals were requested. */
export interface FinishedComparison {
  readonly result: CheckResult
  readonly reason: string | null
  /** The counters that were compared. */
  readonly counters: readonly CounterId[]
  readonly findings: readonly Omit<Finding, 'month'>[]
  /** The stored rows of each day. */
  readonly stored: readonly { readonly rows: DayRows; readonly unattributedRows: number }[]
  /** The true rows of each day. */
  readonly truth: readonly DayRows[]
  /** Claude users who are missing in the totals. */
  readonly missingUsers: readonly string[]
  /** Whether every count of the totals is true. If not, a finding may name a different count. */
  readonly areTotalsExact: boolean
}

/** Lists the false claims of a comparison, and the differences that it should have found but did not. */
export const findWrongResult = (comparison: FinishedComparison): string[] => {
  const { result, reason, counters, findings, stored, truth, missingUsers, areTotalsExact } = comparison
  const isDisagreement = reason === 'disagreement'
  if (result === 'not_comparable' && !isDisagreement) return []
  const { differences, differingPeople, comparedPeople } = compare(comparison)
  if (result === 'equal') return [...differences].map(([key, { text }]) => `is called equal, but ${key} is ${text}`)

  const wrongFindings = findings.flatMap(({ claudeUserId: id, counter, stored: storedSum, claude }) => {
    const key = `${id} ${counter}`
    const [ours, theirs] = [
      sum(
        stored.map(({ rows }) => rows),
        id,
        counter,
      ),
      sum(truth, id, counter),
    ]
    if (ours !== storedSum) return [`has a finding that ${key} is stored as ${storedSum}, but it is ${ours}`]
    const isTotalRight =
      claude === null ? missingUsers.includes(id) || theirs === 0 : claude === theirs || !areTotalsExact
    return isTotalRight ? [] : [`has a finding that Claude says ${claude} for ${key}, but it says ${theirs}`]
  })
  if (!areTotalsExact || missingUsers.length > 0) return wrongFindings
  const expectedResult =
    differences.size === 0 ? 'equal' : differingPeople * 2 > comparedPeople ? 'disagreement' : 'differs'
  const actualResult = isDisagreement ? reason : result
  if (actualResult !== expectedResult)
    wrongFindings.push(`is stored as ${actualResult}, but should be ${expectedResult}`)
  const foundKeys = new Set(findings.map(({ claudeUserId, counter }) => `${claudeUserId} ${counter}`))
  const missedKeys = isDisagreement ? [] : [...differences.keys()].filter((key) => !foundKeys.has(key))
  return [
    ...wrongFindings,
    ...missedKeys.map((key) => `has no finding that ${key} differs`),
    ...findUncompared(counters),
  ]
}

/** Counters that every comparison covers. */
const alwaysComparedCounters: readonly CounterId[] = [
  'chat_messages',
  'unified_messages',
  'code_sessions',
  'code_commits',
]

const findUncompared = (counters: readonly CounterId[]): string[] =>
  alwaysComparedCounters.filter((id) => !counters.includes(id)).map((id) => `did not compare ${id}`)

const sum = (days: readonly DayRows[], id: ClaudeUserId, counter: CounterId): number =>
  days.reduce((total, rows) => total + (rows.get(id)?.[counter] ?? 0), 0)

/**
 * Compares the stored sums with the true sums. Leaves out unknown sums: those of a stat with a null counter, and those
 * of a Claude user without a row on a day with unattributed rows.
 */
const compare = ({ counters, stored, truth, missingUsers }: FinishedComparison) => {
  const differences = new Map<string, { readonly text: string }>()
  let [differingPeople, comparedPeople] = [0, 0]
  const storedRows = stored.map(({ rows }) => rows)
  for (const id of new Set([...storedRows, ...truth].flatMap((rows) => [...rows.keys()]))) {
    const isUnknown = stored.some(({ rows, unattributedRows }) => unattributedRows > 0 && !rows.has(id))
    const isUnused = missingUsers.includes(id) && storedRows.every((rows) => !rows.has(id))
    if (isUnknown || isUnused) continue
    const rowsOfUser = storedRows.flatMap((rows) => rows.get(id) ?? [])
    const comparedCounters = counters
      .filter((counter) => !hasUnknown(rowsOfUser, counter))
      .map((counter) => ({ counter, ours: sum(storedRows, id, counter), theirs: sum(truth, id, counter) }))
    if (comparedCounters.some(({ ours, theirs }) => ours > 0 || theirs > 0)) comparedPeople += 1
    const differingCounters = comparedCounters.filter(({ ours, theirs }) => ours !== theirs)
    if (differingCounters.length > 0) differingPeople += 1
    for (const { counter, ours, theirs } of differingCounters) {
      differences.set(`${id} ${counter}`, { text: `${ours}, not ${theirs}` })
    }
  }
  return { differences, differingPeople, comparedPeople }
}

const hasUnknown = (rows: readonly Counters[], counter: CounterId): boolean =>
  catalog
    .map(listStatCounters)
    .filter((statCounters) => statCounters.includes(counter))
    .some((statCounters) => rows.some((row) => statCounters.some((id) => row[id] === null)))
