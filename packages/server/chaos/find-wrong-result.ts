import { type ClaudeUserId, type CounterId, type Counters, catalog } from '@windmill/claude-core'
import { listStatCounters } from '@windmill/claude-core/internal'
import type { CheckResult, Finding } from '../src/storage/adapter.ts'

/** The counters of each Claude user on one day. */
export type DayRows = ReadonlyMap<ClaudeUserId, Counters>

/**
 * The result of a month's reconciliation, the stored rows, and the rows that were true when Claude's totals were
 * requested.
 */
export interface ReconciledMonth {
  readonly result: CheckResult
  readonly reason: string | null
  /** The counters that were compared. */
  readonly counters: readonly CounterId[]
  readonly findings: readonly Omit<Finding, 'month'>[]
  /** The stored rows of each day. */
  readonly stored: readonly { readonly rows: DayRows; readonly unattributedRows: number }[]
  /** The true rows of each day. */
  readonly truth: readonly DayRows[]
  /** Claude users who are missing from the totals. */
  readonly missingUsers: readonly string[]
  /** Whether Claude's totals equal the truth. If they are rounded, a finding may state any total. */
  readonly areTotalsExact: boolean
}

/**
 * Lists the false claims of a result. If the totals are exact and nobody is missing from them, also lists the
 * differences that the result leaves out.
 */
export const findWrongResult = (month: ReconciledMonth): string[] => {
  const { result, reason, counters, findings, stored, truth, missingUsers, areTotalsExact } = month
  const isDisagreement = reason === 'disagreement'
  if (result === 'not_comparable' && !isDisagreement) return []
  const { differences, differingPeople, comparedPeople } = compare(month)
  if (result === 'equal') return [...differences].map(([key, { text }]) => `is called equal, but ${key} is ${text}`)

  const wrongFindings = findings.flatMap(({ claudeUserId: id, counter, stored: claimedSum, claude: claimedTotal }) => {
    const key = `${id} ${counter}`
    const [storedSum, trueSum] = [
      sum(
        stored.map(({ rows }) => rows),
        id,
        counter,
      ),
      sum(truth, id, counter),
    ]
    if (storedSum !== claimedSum)
      return [`has a finding that ${key} is stored as ${claimedSum}, but ${storedSum} is stored`]
    const isTotalRight =
      claimedTotal === null ? missingUsers.includes(id) || trueSum === 0 : claimedTotal === trueSum || !areTotalsExact
    return isTotalRight ? [] : [`has a finding that Claude’s total of ${key} is ${claimedTotal}, but it is ${trueSum}`]
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

/** Counters that every reconciliation compares. */
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
 * of a Claude user without a row on a day with unattributed rows. Also leaves out Claude users who are missing from
 * both the totals and the stored rows.
 */
const compare = ({ counters, stored, truth, missingUsers }: ReconciledMonth) => {
  const differences = new Map<string, { readonly text: string }>()
  let [differingPeople, comparedPeople] = [0, 0]
  const storedRows = stored.map(({ rows }) => rows)
  for (const id of new Set([...storedRows, ...truth].flatMap((rows) => [...rows.keys()]))) {
    const isUnknown = stored.some(({ rows, unattributedRows }) => unattributedRows > 0 && !rows.has(id))
    const isMissingInBoth = missingUsers.includes(id) && storedRows.every((rows) => !rows.has(id))
    if (isUnknown || isMissingInBoth) continue
    const rowsOfUser = storedRows.flatMap((rows) => rows.get(id) ?? [])
    const comparedCounters = counters
      .filter((counter) => !isSumUnknown(rowsOfUser, counter))
      .map((counter) => ({ counter, storedSum: sum(storedRows, id, counter), trueSum: sum(truth, id, counter) }))
    if (comparedCounters.some(({ storedSum, trueSum }) => storedSum > 0 || trueSum > 0)) comparedPeople += 1
    const differingCounters = comparedCounters.filter(({ storedSum, trueSum }) => storedSum !== trueSum)
    if (differingCounters.length > 0) differingPeople += 1
    for (const { counter, storedSum, trueSum } of differingCounters) {
      differences.set(`${id} ${counter}`, { text: `${storedSum}, not ${trueSum}` })
    }
  }
  return { differences, differingPeople, comparedPeople }
}

/** Whether a sum is unknown, because a stat that includes the counter has a null counter. */
const isSumUnknown = (rows: readonly Counters[], counter: CounterId): boolean =>
  catalog
    .map(listStatCounters)
    .filter((statCounters) => statCounters.includes(counter))
    .some((statCounters) => rows.some((row) => statCounters.some((id) => row[id] === null)))
