import {
  type Bucket,
  dayAt,
  type EmployeeId,
  type Period,
  type StatId,
  type TeamStatsResponse,
  teamStats,
  type Viewer,
} from '@windmill/claude-core'
import { ProblemError } from '../problem-error.ts'
import { recordAccess } from './access.ts'
import type { Context } from './context.ts'

/** What may be asked for: which stats, and perhaps one of them over time. */
export interface TeamStatsQuery extends Period {
  readonly stats: readonly StatId[]
  readonly trend?: StatId | undefined
  /** How the trend is cut; by days when left out. */
  readonly bucket?: Bucket
}

/** The stats of everyone below a manager, for those who may see the manager. */
export const getTeamStats = async (
  context: Context,
  viewer: Viewer,
  managerId: EmployeeId,
  { stats, trend: stat, bucket = 'day', ...period }: TeamStatsQuery,
): Promise<TeamStatsResponse> => {
  const { storage, directory, clock } = context
  const { accountId } = viewer
  const trend = stat ? { stat, bucket } : null
  await directory.ensure(accountId)
  const [team, connection] = await Promise.all([
    storage.sumTeamUsage(viewer, managerId, period, dayAt(clock.now()), trend),
    storage.getConnection(accountId),
  ])
  if (!team) throw new ProblemError('not_found')
  await recordAccess(context, viewer, { kind: 'team', period, subjects: team.members.map(({ id }) => id) })
  return teamStats({ ...team, period, stats, trend, latestDay: connection?.latestDay ?? null })
}
