import {
  type AccountId,
  type CheckedMonth,
  catalog,
  type Day,
  type EmployeeId,
  type Period,
  previousPeriod,
  type StatId,
  statIds,
} from '@windmill/claude-core'
import { listStatCounters, startOfBucket } from '@windmill/claude-core/internal'
import type { Finding, MonthCheck } from '../storage/adapter.ts'
import { toInstant } from '../to-instant.ts'
import type { Context } from './context.ts'

/** The figures in an answer. */
interface ShownFigures {
  readonly accountId: AccountId
  readonly period: Period
  /** Everyone with figures in the answer. */
  readonly employees: readonly EmployeeId[]
  /** The first kept days of the employees' Claude users, if a Claude user has a first kept day of its own. */
  readonly userKeptFrom: readonly Day[]
  /** The stats in the answer. `@default` all */
  readonly stats?: readonly StatId[]
}

/**
 * Returns the months of a period and of the previous period that were reconciled with Claude's totals. The result of a
 * month is `differs` only if figures of someone in the answer differ, so that the answer reveals nothing about anyone
 * else. A month that is not kept for someone in the answer was not reconciled for that person, so it is left out.
 * @param checks - The account's checks, oldest month first.
 */
export const readCheckedMonths = async (
  { storage }: Pick<Context, 'storage'>,
  checks: readonly MonthCheck[],
  { accountId, period, employees, userKeptFrom, stats = statIds }: ShownFigures,
): Promise<readonly CheckedMonth[]> => {
  if (employees.length === 0) return []
  const from = startOfBucket(previousPeriod(period).from, 'month')
  const months = checks.filter(
    ({ month, finished }) =>
      finished && month >= from && month <= period.to && userKeptFrom.every((keptFrom) => keptFrom <= month),
  )
  const differing = months.filter(({ finished }) => finished?.result === 'differs').map(({ month }) => month)
  const [first, last] = [differing[0], differing.at(-1)]
  const findings =
    first && last ? await storage.listDifferingCounters(accountId, employees, { from: first, to: last }) : []
  return months.flatMap(({ month, finished }): CheckedMonth | readonly [] => {
    if (!finished) return []
    const differingStats = listStats(findings.filter((finding) => finding.month === month)).filter((id) =>
      stats.includes(id),
    )
    const isEqualForShown = finished.result === 'differs' && differingStats.length === 0
    return {
      month,
      checkedAt: toInstant(finished.at),
      result: isEqualForShown ? 'equal' : finished.result,
      stats: finished.result === 'differs' ? differingStats : [],
    }
  })
}

/** Lists the stats that have any counter with a finding. */
const listStats = (findings: readonly Pick<Finding, 'counter'>[]): readonly StatId[] => {
  const counters = new Set(findings.map(({ counter }) => counter))
  return catalog.filter((stat) => listStatCounters(stat).some((id) => counters.has(id))).map(({ id }) => id)
}
