import type { TeamStatsResponse } from '@windmill/claude-core'

/** Returns whether a response has everyone of the team. Otherwise the rest is still loading. */
export const isWholeTeam = ({ people, size }: TeamStatsResponse): boolean => people.length >= size
