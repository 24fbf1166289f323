import {
  dayAt,
  type EmployeeId,
  previousPeriod,
  statIds,
  type TeamStatsQuery,
  type TeamStatsResponse,
  type Viewer,
} from '@windmill/claude-core'
import { computeTeamStats } from '@windmill/claude-core/internal'
import { ProblemError } from '../problem-error.ts'
import type { ReadOptions } from '../storage/adapter.ts'
import { authorizeFigures } from './authorize-figures.ts'
import type { Context } from './context.ts'
import { readCheckedMonths } from './read-checked-months.ts'
import { readWithLines, recordGroupRead } from './record.ts'

/**
 * Returns the stats of everyone below a manager, and adds the read to the log.
 * @throws `ProblemError` `not_found` unless the viewer may see the team, or `busy`.
 */
export const getTeamStats = async (
  context: Context,
  viewer: Viewer,
  managerId: EmployeeId,
  { stats = statIds, trend: stat, bucket = 'day', limit, ...period }: TeamStatsQuery,
  options: ReadOptions = {},
): Promise<TeamStatsResponse> => {
  const authorized = await authorizeFigures(context, viewer, 'teamStats', period)
  const { reader, facts, settled: compared } = authorized
  const { storage, clock, readLimiter, firstRowsLimiter } = context
  const { accountId } = viewer
  const trend = stat ? { stat, bucket } : null
  const query = { period, comparedTo: compared?.to, stats, trend, limit }
  const sumUsage = () => storage.sumTeamUsage(viewer, managerId, query, dayAt(clock.now()), options)
  const limiter = limit === undefined ? readLimiter : firstRowsLimiter
  const { figures: team, lines } = await limiter.run(() => readWithLines(context, accountId, sumUsage), options)
  if (!team) throw new ProblemError('not_found')
  options.signal?.throwIfAborted()
  const periods = [period, previousPeriod(compared ?? period)]
  await recordGroupRead(context, reader, { below: managerId }, { purpose: 'team', periods, lines })
  const shownMembers = team.members.filter(({ claudeUsers }) => claudeUsers > 0)
  const { latestDay, notServedThrough, checks } = facts
  const checkedMonths = await readCheckedMonths(context, checks, {
    accountId,
    period,
    employees: shownMembers.map(({ id }) => id),
    userKeptFrom: shownMembers.flatMap(({ userKeptFrom = [] }) => userKeptFrom),
    stats,
  })
  return computeTeamStats({ ...team, period, compared, stats, trend, latestDay, notServedThrough, checkedMonths })
}
