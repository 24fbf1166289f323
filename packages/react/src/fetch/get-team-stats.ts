import type { Bucket, Period, StatId, TeamStatsResponse } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'
import { withQuery } from './with-query.ts'

export interface TeamStatsQuery extends Period {
  readonly managerId: string
  /** All twenty without it. */
  readonly stats?: readonly StatId[] | undefined
  /** One stat over time, for everyone. */
  readonly trend?: StatId | undefined
  /** How the trend is cut; by days when left out. */
  readonly bucket?: Bucket | undefined
}

/** The stats of everyone below a manager, for that manager, those above them, and admins; others get `not_found`. */
export const getTeamStats = (
  client: ClaudeClient,
  { managerId, from, to, stats, trend, bucket }: TeamStatsQuery,
  options?: RequestOptions,
): Promise<TeamStatsResponse> =>
  request(
    client,
    withQuery(`/teams/${encodeURIComponent(managerId)}/stats`, { from, to, stats: stats?.join(), trend, bucket }),
    options,
  )
