import {
  type ClaudeUserId,
  type Counters,
  type Day,
  type EmployeeStatsResponse,
  firstServedDay,
  listDays,
} from '@windmill/claude-core'

/** What is stored about an employee. */
export interface StoredUsage {
  /** The rows of a day, by Claude user. Null for a day that was not read. */
  readonly rowsOf: (day: Day) => ReadonlyMap<ClaudeUserId, Counters> | null
  /** The Claude users that are linked to the employee. */
  readonly claudeUsers: readonly ClaudeUserId[]
  readonly archivedOn: string | null
}

/** Compares a sample of an employee's figures with what is stored, and lists the differences. */
export const findWrongFigures = (
  response: EmployeeStatsResponse,
  { rowsOf, claudeUsers, archivedOn }: StoredUsage,
): string[] => {
  const { employeeId, period, coverage, stats } = response
  const failures: string[] = []
  const check = (name: string, actual: unknown, expected: unknown) => {
    if (actual === expected) return
    failures.push(`${employeeId} ${period.from} to ${period.to}: ${name} is ${actual}, not ${expected}`)
  }
  const days = listDays(period).filter((day) => archivedOn === null || day <= archivedOn)
  const readDays = days.filter((day) => rowsOf(day))
  const rows = readDays.flatMap((day) => claudeUsers.flatMap((id) => rowsOf(day)?.get(id) ?? []))
  const sum = (counter: keyof Counters) => rows.reduce((total, row) => total + (row[counter] ?? 0), 0)
  const [accepted, rejected] = [sum('code_edits_accepted'), sum('code_edits_rejected')]
  const isKnown = readDays.length > 0 && claudeUsers.length > 0

  check('Claude users', coverage.claudeUsers, claudeUsers.length)
  check('messages', stats['chat.messages'].value, isKnown ? sum('chat_messages') + sum('unified_messages') : null)
  check('commits', stats['code.commits'].value, isKnown ? sum('code_commits') : null)
  check(
    'acceptance',
    stats['code.edit_acceptance_rate'].value,
    accepted + rejected > 0 ? accepted / (accepted + rejected) : null,
  )
  const { latestDay } = coverage
  const missing = days.filter((day) => !rowsOf(day) && latestDay !== null && day <= latestDay && day >= firstServedDay)
  check('missing', coverage.missing.join(), missing.join())
  return failures
}
