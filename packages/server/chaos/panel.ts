import {
  type ClaudeUserId,
  type Counters,
  type Day,
  daysOf,
  type EmployeeStatsResponse,
  firstDay,
} from '@windmill/claude-core'

export interface Stored {
  /** The rows of a day that was read, null of one that was not. */
  readonly rowsOf: (day: Day) => ReadonlyMap<ClaudeUserId, Counters> | null
  /** The claude users of the employee. */
  readonly claudeUsers: readonly ClaudeUserId[]
  readonly archivedOn: string | null
}

/** What is wrong with the numbers shown of an employee, given what is stored. */
export const wrongPanel = (shown: EmployeeStatsResponse, { rowsOf, claudeUsers, archivedOn }: Stored): string[] => {
  const { employeeId, period, coverage, stats } = shown
  const wrong: string[] = []
  const expect = (what: string, found: unknown, right: unknown) => {
    if (found !== right) wrong.push(`${employeeId} ${period.from} to ${period.to}: ${what} is ${found}, not ${right}`)
  }
  const days = daysOf(period).filter((day) => archivedOn === null || day <= archivedOn)
  const read = days.filter((day) => rowsOf(day))
  const rows = read.flatMap((day) => claudeUsers.flatMap((id) => rowsOf(day)?.get(id) ?? []))
  const sum = (counter: keyof Counters) => rows.reduce((total, row) => total + (row[counter] ?? 0), 0)
  const [accepted, rejected] = [sum('code_edits_accepted'), sum('code_edits_rejected')]
  const known = read.length > 0 && claudeUsers.length > 0

  expect('claude users', coverage.claudeUsers, claudeUsers.length)
  expect('messages', stats['chat.messages'].value, known ? sum('chat_messages') + sum('unified_messages') : null)
  expect('commits', stats['code.commits'].value, known ? sum('code_commits') : null)
  expect(
    'acceptance',
    stats['code.edit_acceptance_rate'].value,
    accepted + rejected > 0 ? accepted / (accepted + rejected) : null,
  )
  const { latestDay } = coverage
  const missing = days.filter((day) => !rowsOf(day) && latestDay !== null && day <= latestDay && day >= firstDay)
  expect('missing', coverage.missing.join(), missing.join())
  return wrong
}
