import {
  bucketsOf,
  type Counters,
  daysOf,
  mayView,
  type Period,
  previousPeriod,
  type ReadDay,
  sumCounters,
} from '@windmill/claude-core'
import type { StorageAdapter } from '../adapter.ts'
import { type Accounts, entriesOf } from './accounts.ts'

type UsageMethods = Pick<StorageAdapter, 'visibleEmployees' | 'sumEmployeeUsage'>

export const usage = ({ read }: Accounts): UsageMethods => ({
  async visibleEmployees(viewer, among, on) {
    const { employees } = read(viewer.accountId)
    return among.filter((id) => mayView(viewer, id, employees, on))
  },

  async sumEmployeeUsage(accountId, employeeId, period, bucket) {
    const account = read(accountId)
    const { employees, links } = account
    const claudeUsers = [...links.values()].filter((link) => link.employeeId === employeeId)
    const archivedOn = employees.get(employeeId)?.archivedOn ?? null
    const rowsOf = (span: Period): Counters[] =>
      daysOf(span)
        .filter((day) => archivedOn === null || day <= archivedOn)
        .flatMap((day) => claudeUsers.flatMap((link) => account.usage.get(day)?.get(link.claudeUserId) ?? []))
    const previous = previousPeriod(period)
    const buckets = bucketsOf(period, bucket)
      .map((part) => ({ start: part.from, rows: rowsOf(part) }))
      .filter(({ rows }) => rows.length > 0)
    return {
      sums: {
        previous: sumCounters(rowsOf(previous)),
        buckets: new Map(buckets.map(({ start, rows }) => [start, sumCounters(rows)])),
      },
      claudeUsers: claudeUsers.length,
      archivedOn,
      days: entriesOf(account, { from: previous.from, to: period.to }).flatMap(({ day, read: reading }): ReadDay[] =>
        reading ? [{ day, latestDay: reading.latestDay, skills: reading.skills, connectors: reading.connectors }] : [],
      ),
    }
  },
})
