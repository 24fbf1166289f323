import {
  bucketsOf,
  type ClaudeUserId,
  type Counters,
  type Day,
  daysOf,
  type EmployeeId,
  type Period,
  previousPeriod,
  type ReadDay,
  sumCounters,
} from '@windmill/claude-core'
import type { StorageAdapter } from '../adapter.ts'
import { type Account, type Accounts, entriesOf } from './accounts.ts'

type UsageMethods = Pick<StorageAdapter, 'sumEmployeeUsage'>

export const usage = ({ read }: Accounts): UsageMethods => ({
  async sumEmployeeUsage(accountId, employeeId, period, bucket) {
    const account = read(accountId)
    const theirs = usageOf(account, employeeId)
    const previous = previousPeriod(period)
    const buckets = bucketsOf(period, bucket)
      .map((part) => ({ start: part.from, rows: theirs.rows(part) }))
      .filter(({ rows }) => rows.length > 0)
    return {
      sums: {
        previous: sumCounters(theirs.rows(previous)),
        buckets: new Map(buckets.map(({ start, rows }) => [start, sumCounters(rows)])),
      },
      claudeUsers: theirs.claudeUsers.length,
      archivedOn: theirs.archivedOn,
      days: readDaysOf(account, { from: previous.from, to: period.to }),
    }
  },
})

interface EmployeeUsageDays {
  readonly claudeUsers: readonly ClaudeUserId[]
  readonly archivedOn: Day | null
  /** The counters of all their claude users on the days of a span that are theirs. */
  readonly rows: (span: Period) => Counters[]
}

/** What is stored of an employee: nothing after they left. */
export const usageOf = ({ employees, links, usage }: Account, employeeId: EmployeeId): EmployeeUsageDays => {
  const claudeUsers = [...links.values()].flatMap((link) => (link.employeeId === employeeId ? link.claudeUserId : []))
  const archivedOn = employees.get(employeeId)?.archivedOn ?? null
  return {
    claudeUsers,
    archivedOn,
    rows: (span) =>
      daysOf(span)
        .filter((day) => archivedOn === null || day <= archivedOn)
        .flatMap((day) => claudeUsers.flatMap((id) => usage.get(day)?.get(id) ?? [])),
  }
}

/** The days of a span that were read. */
export const readDaysOf = (account: Account, span: Period): ReadDay[] =>
  entriesOf(account, span).flatMap(({ day, read }) =>
    read ? [{ day, latestDay: read.latestDay, skills: read.skills, connectors: read.connectors }] : [],
  )
