import type { TeamStatsQuery, TeamStatsResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'
import { withQuery } from './with-query.ts'

/** Whose team, and what of it. */
export interface TeamStatsParameters extends TeamStatsQuery {
  readonly managerId: string
}

/** The stats of everyone below a manager, for that manager, those above them, and admins; others get `not_found`. */
export const getTeamStats = (
  client: ClaudeClient,
  { managerId, from, to, stats, trend, bucket }: TeamStatsParameters,
  options?: RequestOptions,
): Promise<TeamStatsResponse> =>
  request(
    client,
    withQuery(`/teams/${encodeURIComponent(managerId)}/stats`, { from, to, stats: stats?.join(), trend, bucket }),
    options,
  )
