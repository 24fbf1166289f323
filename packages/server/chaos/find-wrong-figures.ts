import {
  type ClaudeUserId,
  type Counters,
  type Day,
  type EmployeeStatsResponse,
  firstServedDay,
  listDays,
} from '@windmill/claude-core'

/** The stored data that an employee's figures come from. */
export interface StoredUsage {
  /** Returns the counters of a day by Claude user. Null for a day that was not read. */
  readonly getRows: (day: Day) => ReadonlyMap<ClaudeUserId, Counters> | null
  /** The Claude users that are linked to the employee. */
  readonly claudeUsers: readonly ClaudeUserId[]
  readonly archivedOn: string | null
}

/** Compares some of an employee's figures with the stored data, and lists the differences. */
export const findWrongFigures = (
  response: EmployeeStatsResponse,
  { getRows: rowsOf, claudeUsers, archivedOn }: StoredUsage,
): string[] => {
  const { employeeId, period, coverage, stats } = response
  const failures: string[] = []
  const compare = (name: string, actual: unknown, expected: unknown) => {
    if (actual === expected) return
    failures.push(`${employeeId} ${period.from} to ${period.to}: ${name} is ${actual}, not ${expected}`)
  }
  const days = listDays(period).filter((day) => archivedOn === null || day <= archivedOn)
  const readDays = days.filter((day) => rowsOf(day))
  const rows = readDays.flatMap((day) => claudeUsers.flatMap((id) => rowsOf(day)?.get(id) ?? []))
  const sumCounter = (counter: keyof Counters) => rows.reduce((total, row) => total + (row[counter] ?? 0), 0)
  const [accepted, rejected] = [sumCounter('code_edits_accepted'), sumCounter('code_edits_rejected')]
  const areSumsKnown = readDays.length > 0 && claudeUsers.length > 0

  compare('Claude users', coverage.claudeUsers, claudeUsers.length)
  compare(
    'messages',
    stats['chat.messages'].value,
    areSumsKnown ? sumCounter('chat_messages') + sumCounter('unified_messages') : null,
  )
  compare('commits', stats['code.commits'].value, areSumsKnown ? sumCounter('code_commits') : null)
  compare(
    'acceptance rate',
    stats['code.edit_acceptance_rate'].value,
    accepted + rejected > 0 ? accepted / (accepted + rejected) : null,
  )
  const { latestDay } = coverage
  const missingDays = days.filter(
    (day) => !rowsOf(day) && latestDay !== null && day <= latestDay && day >= firstServedDay,
  )
  const { notServed } = coverage
  const readButNotServed = days.filter(
    (day) => rowsOf(day) && notServed && day >= notServed.from && day <= notServed.to,
  )
  compare('read days that are called not served', readButNotServed.join(), '')
  compare('missing days', coverage.missing.join(), missingDays.join())
  return failures
}
