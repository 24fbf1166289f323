import type { TeamStatsQuery, TeamStatsResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { type PeriodInput, parsePeriod } from './parse-period.ts'
import { request } from './request.ts'
import { withQuery } from './with-query.ts'

/** Whose team, and what of it. */
export interface TeamStatsParameters extends PeriodInput, Omit<TeamStatsQuery, keyof PeriodInput> {
  readonly managerId: string
}

/** The stats of everyone below a manager, for that manager, those above them, and admins; others get `not_found`. */
export const getTeamStats = async (
  client: ClaudeClient,
  { managerId, stats, trend, bucket, ...period }: TeamStatsParameters,
  options?: RequestOptions,
): Promise<TeamStatsResponse> => {
  const { from, to } = parsePeriod(period)
  return await request(
    client,
    withQuery(`/teams/${encodeURIComponent(managerId)}/stats`, { from, to, stats: stats?.join(), trend, bucket }),
    options,
  )
}
