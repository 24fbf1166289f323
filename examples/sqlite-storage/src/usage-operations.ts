import { type Period, previousPeriod, products } from '@windmill/claude-core'
import type { StorageAdapter } from '@windmill/claude-server'
import { isActive, splitIntoBuckets } from '@windmill/claude-server/storage'
import type { Database } from './database.ts'
import { readEmployeeRows } from './employee-rows.ts'
import { readKeptDays } from './kept-days.ts'
import { listReadDays } from './ledger.ts'

type UsageOperations = Pick<StorageAdapter, 'sumEmployeeUsage'>

export const createUsageOperations = (db: Database): UsageOperations => ({
  sumEmployeeUsage: (accountId, employeeId, period, bucket, comparedTo = period.to) =>
    db.read(() => {
      const compared: Period = { from: period.from, to: comparedTo }
      const previous = previousPeriod(compared)
      const span = { from: previous.from, to: period.to }
      const kept = readKeptDays(db, accountId)
      const { employee, claudeUsers, userKeptFrom, days, listRows, sum } = readEmployeeRows(
        db,
        accountId,
        employeeId,
        span,
        kept,
      )
      const buckets = splitIntoBuckets(period, bucket).filter((part) => listRows(part).length > 0)
      return {
        sums: {
          previous: sum(previous),
          ...(comparedTo < period.to && { compared: sum(compared) }),
          buckets: new Map(buckets.map((part) => [part.from, sum(part)])),
        },
        claudeUsers: claudeUsers.length,
        userKeptFrom,
        keptFrom: kept.accountFrom,
        startedOn: employee?.startedOn ?? null,
        archivedOn: employee?.archivedOn ?? null,
        activeDays: days.flatMap((day) => {
          const rows = listRows({ from: day, to: day })
          const used = products.flatMap(({ id }) => (rows.some((row) => isActive(row, id)) ? id : []))
          return used.length > 0 ? { day, products: used } : []
        }),
        participation: employee?.participation ?? 'included',
        days: listReadDays(db, accountId, span),
      }
    }),
})
