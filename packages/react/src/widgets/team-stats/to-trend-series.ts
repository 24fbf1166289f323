import type { SeriesPoint, TeamMember, TeamTrendBuckets } from '@windmill/claude-core'

/**
 * Combines a person's trend values with the bucket starts, which the response contains only once for the whole team.
 */
export const toTrendSeries = ({ starts }: TeamTrendBuckets, values: NonNullable<TeamMember['trend']>): SeriesPoint[] =>
  starts.map((start, index) => ({ start, value: values[index] ?? null }))
