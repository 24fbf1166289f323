import {
  type ClaudeUserId,
  type CounterId,
  type Counters,
  type Day,
  type EmployeeStatsResponse,
  firstServedDay,
  listDays,
} from '@windmill/claude-core'
import { mapCounters } from '@windmill/claude-core/internal'

/** The stored data of a read day. */
export interface StoredDay {
  readonly rows: ReadonlyMap<ClaudeUserId, Counters>
  /** Number of rows of unknown Claude users. If there are any, a Claude user without a row is unknown, not zero. */
  readonly unattributedRows: number
}

/** The stored data that an employee's figures come from. */
export interface StoredUsage {
  /** Returns what is stored of a day. Null for a day that was not read. */
  readonly getDay: (day: Day) => StoredDay | null
  /** The Claude users that are linked to the employee. */
  readonly claudeUsers: readonly ClaudeUserId[]
  readonly archivedOn: string | null
  readonly startedOn: string | null
}

/** Compares some of an employee's figures with the stored data, and lists the differences. */
export const findWrongFigures = (
  response: EmployeeStatsResponse,
  { getDay, claudeUsers, archivedOn, startedOn }: StoredUsage,
): string[] => {
  const { employeeId, period, coverage, stats } = response
  const failures: string[] = []
  const compare = (name: string, actual: unknown, expected: unknown) => {
    if (actual === expected) return
    failures.push(`${employeeId} ${period.from} to ${period.to}: ${name} is ${actual}, not ${expected}`)
  }
  // Null if the employee was active before `startedOn`. Then all earlier days count.
  const firstDay = coverage.startedOn
  if (firstDay !== null) compare('first day of employment', firstDay, startedOn)
  const days = listDays(period).filter(
    (day) => (firstDay === null || day >= firstDay) && (archivedOn === null || day <= archivedOn),
  )
  const usageDays = days.flatMap((day) => {
    const stored = getDay(day)
    return stored ? claudeUsers.map((id) => readCounters(stored, id)) : []
  })
  const sumCounter = (counter: CounterId) =>
    usageDays.reduce((total, counters) => total + (counters?.[counter] ?? 0), 0)
  const [accepted, rejected] = [sumCounter('code_edits_accepted'), sumCounter('code_edits_rejected')]
  /** Compares the value of a sum stat: null if nothing is known, and partial if only some of the counters are known. */
  const compareSum = (
    name: string,
    actual: EmployeeStatsResponse['stats']['code.commits'],
    counters: readonly CounterId[],
  ) => {
    const sum = counters.reduce((total, counter) => total + sumCounter(counter), 0)
    const unknownDays = usageDays.filter((row) => counters.some((counter) => row?.[counter] === null || row === null))
    const isUnknown = sum === 0 && unknownDays.length === usageDays.length
    compare(name, actual.value, isUnknown ? null : sum)
    compare(`${name} partial`, actual.partial, !isUnknown && unknownDays.length > 0)
  }

  compare('Claude users', coverage.claudeUsers, claudeUsers.length)
  compareSum('messages', stats['chat.messages'], ['chat_messages', 'unified_messages'])
  compareSum('commits', stats['code.commits'], ['code_commits'])
  compare(
    'acceptance rate',
    stats['code.edit_acceptance_rate'].value,
    accepted + rejected > 0 ? accepted / (accepted + rejected) : null,
  )
  const { latestDay } = coverage
  const missingDays = days.filter(
    (day) => !getDay(day) && latestDay !== null && day <= latestDay && day >= firstServedDay,
  )
  const { notServed } = coverage
  const readButNotServed = days.filter(
    (day) => getDay(day) && notServed && day >= notServed.from && day <= notServed.to,
  )
  compare('read days that are called not served', readButNotServed.join(), '')
  compare('missing days', coverage.missing.join(), missingDays.join())
  return failures
}

const noCounters: Counters = mapCounters(() => 0)

/** Returns the counters of a Claude user on a read day. Null if they are unknown. */
const readCounters = ({ rows, unattributedRows }: StoredDay, id: ClaudeUserId): Counters | null =>
  rows.get(id) ?? (unattributedRows > 0 ? null : noCounters)
