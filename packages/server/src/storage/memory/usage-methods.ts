import {
  type ClaudeUserId,
  type CounterSums,
  type Counters,
  type Day,
  type EmployeeId,
  listDays,
  type Period,
  previousPeriod,
  products,
  type ReadDay,
} from '@windmill/claude-core'
import { isActive, splitIntoBuckets, sumCounters } from '@windmill/claude-core/internal'
import type { StorageAdapter } from '../adapter.ts'
import { type Account, type Accounts, getKeptFrom, isExcluded, isKept, listLedgerEntries } from './accounts.ts'

type UsageMethods = Pick<StorageAdapter, 'sumEmployeeUsage'>

export const createUsageMethods = ({ getAccount }: Accounts): UsageMethods => ({
  async sumEmployeeUsage(accountId, employeeId, period, bucket, comparedTo = period.to) {
    const account = getAccount(accountId)
    const employeeUsage = findEmployeeUsage(account, employeeId)
    const compared: Period = { from: period.from, to: comparedTo }
    const previous = previousPeriod(compared)
    const buckets = splitIntoBuckets(period, bucket).filter(
      (bucketPeriod) => employeeUsage.listRows(bucketPeriod).length > 0,
    )
    return {
      sums: {
        previous: employeeUsage.sum(previous),
        ...(comparedTo < period.to && { compared: employeeUsage.sum(compared) }),
        buckets: new Map(buckets.map((bucketPeriod) => [bucketPeriod.from, employeeUsage.sum(bucketPeriod)])),
      },
      claudeUsers: employeeUsage.claudeUsers.length,
      userKeptFrom: employeeUsage.userKeptFrom,
      keptFrom: getKeptFrom(account),
      startedOn: account.employees.get(employeeId)?.startedOn ?? null,
      archivedOn: employeeUsage.archivedOn,
      activeDays: listDays({ from: previous.from, to: period.to }).flatMap((day) => {
        const rows = employeeUsage.listRows({ from: day, to: day })
        const used = products.flatMap(({ id }) => (rows.some((row) => isActive(row, id)) ? id : []))
        return used.length > 0 ? { day, products: used } : []
      }),
      participation: account.employees.get(employeeId)?.participation ?? 'included',
      days: listReadDays(account, { from: previous.from, to: period.to }),
    }
  },
})

export interface EmployeeUsageReader {
  /** The linked Claude users, without those that are not kept at all. */
  readonly claudeUsers: readonly ClaudeUserId[]
  /** The first kept days of these Claude users. A Claude user without a first kept day of its own is left out. */
  readonly userKeptFrom: readonly Day[]
  readonly archivedOn: Day | null
  /** Returns the counters of all linked Claude users on the days of a period, up to and including the archived date. */
  readonly listRows: (period: Period) => Counters[]
  /** Sums the rows of a period. */
  readonly sum: (period: Period) => CounterSums
}

/** Finds the usage of an employee. Activity after the archived date, and of an excluded employee, is ignored. */
export const findEmployeeUsage = (account: Account, employeeId: EmployeeId): EmployeeUsageReader => {
  const { employees, links, usage, ledger } = account
  const claudeUsers = [...links.values()].flatMap(({ employeeId: id, claudeUserId }) =>
    id === employeeId && !isExcluded(account, claudeUserId) ? claudeUserId : [],
  )
  const archivedOn = employees.get(employeeId)?.archivedOn ?? null
  const listRowsOf = (days: readonly Day[]): Counters[] =>
    days
      .filter((day) => archivedOn === null || day <= archivedOn)
      .flatMap((day) => claudeUsers.flatMap((id) => (isKept(account, day, id) ? (usage.get(day)?.get(id) ?? []) : [])))
  const hasUnattributedRows = (day: Day): boolean => (ledger.get(day)?.read?.unattributedRows ?? 0) > 0
  return {
    claudeUsers,
    userKeptFrom: claudeUsers.flatMap((id) => getKeptFrom(account, id) ?? []).sort(),
    archivedOn,
    listRows: (period) => listRowsOf(listDays(period)),
    sum: (period) => ({
      ...sumCounters(listRowsOf(listDays(period))),
      rowsOnUnattributedDays: listRowsOf(listDays(period).filter(hasUnattributedRows)).length,
    }),
  }
}

/** Returns the kept days that were read, limited to a period if given. */
export const listReadDays = (account: Account, period?: Period): ReadDay[] =>
  listLedgerEntries(account, period).flatMap(({ day, read }) =>
    read
      ? [
          {
            day,
            latestDay: read.latestDay,
            skills: read.skills,
            connectors: read.connectors,
            unattributedRows: read.unattributedRows,
          },
        ]
      : [],
  )
