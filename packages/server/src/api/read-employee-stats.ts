import type { Bucket, EmployeeId, EmployeeStatsResponse, Period, Viewer } from '@windmill/claude-core'
import { computeEmployeeStats } from '@windmill/claude-core/internal'
import type { PeriodFacts } from '../storage/adapter.ts'
import type { Context } from './context.ts'
import { readCheckedMonths } from './read-checked-months.ts'
import { sumShownUsage } from './sum-shown-usage.ts'

interface StatsQuery {
  readonly period: Period
  /** The settled part of the period. */
  readonly compared: Period | null
  readonly bucket: Bucket
  readonly facts: PeriodFacts
}

/**
 * Reads one employee's stats for a viewer who was authorized. The caller adds the read to the log.
 * @throws `ProblemError` `figures_not_shown`.
 */
export const readEmployeeStats = async (
  context: Pick<Context, 'storage'>,
  viewer: Viewer,
  employeeId: EmployeeId,
  { period, compared, bucket, facts }: StatsQuery,
): Promise<EmployeeStatsResponse> => {
  const query = { period, bucket, comparedTo: compared?.to }
  const usage = await sumShownUsage(context, viewer, employeeId, query)
  const { latestDay, notServedThrough, checks } = facts
  const { claudeUsers, userKeptFrom } = usage
  const checkedMonths = await readCheckedMonths(context, checks, {
    accountId: viewer.accountId,
    period,
    employees: claudeUsers > 0 ? [employeeId] : [],
    userKeptFrom,
  })
  return computeEmployeeStats({
    employeeId,
    period,
    compared,
    bucket,
    latestDay,
    notServedThrough,
    checkedMonths,
    ...usage,
  })
}
