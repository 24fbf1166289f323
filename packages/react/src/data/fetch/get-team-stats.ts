import type { TeamStatsQuery, TeamStatsResponse } from '@windmill/claude-core'
import { appendQuery } from './append-query.ts'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { type PeriodInput, parsePeriod } from './parse-period.ts'
import { request } from './request.ts'

/** The team and period of a stats request, and which stats to return. */
export interface TeamStatsParameters extends PeriodInput, Omit<TeamStatsQuery, keyof PeriodInput> {
  /** The id of the manager. The team is everyone below them, at any depth. */
  readonly managerId: string
}

/**
 * Returns the stats of everyone below a manager over a period. Allowed for that manager, the managers above them, and
 * viewers with `people:view`.
 * @throws `ClaudeProblem` with `not_found` for all other viewers and for an unknown id, `directory_stale`,
 * `date_invalid`, or a code common to all requests.
 */
export const getTeamStats = async (
  client: ClaudeClient,
  { managerId, stats, trend, bucket, limit, ...period }: TeamStatsParameters,
  options?: RequestOptions,
): Promise<TeamStatsResponse> => {
  const { from, to } = parsePeriod(period)
  return await request(
    client,
    'teamStats',
    appendQuery(`/teams/${encodeURIComponent(managerId)}/stats`, {
      from,
      to,
      stats: stats?.join(),
      trend,
      bucket,
      limit: limit?.toString(),
    }),
    options,
  )
}
