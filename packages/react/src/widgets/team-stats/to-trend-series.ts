import type { SeriesPoint, TeamMember, TeamTrendBuckets } from '@windmill/claude-core'

/** Joins a person's trend values with the bucket starts that the whole team shares. */
export const toTrendSeries = ({ starts }: TeamTrendBuckets, values: NonNullable<TeamMember['trend']>): SeriesPoint[] =>
  starts.map((start, index) => ({ start, value: values[index] ?? null }))
