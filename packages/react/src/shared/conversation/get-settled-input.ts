import { addDays, type ConnectionResponse, type Coverage, type Day, provisionalDays } from '@windmill/claude-core'

/** The part of the coverage that decides which days are settled. */
export type SettledInput = Pick<Coverage, 'through' | 'provisionalFrom'>

/**
 * Returns which days are settled. If the coverage is unknown, the days that Claude cannot have settled yet count as
 * provisional.
 */
export const getSettledInput = (connection: ConnectionResponse | undefined, today: Day): SettledInput =>
  connection?.coverage ?? { through: addDays(today, -1), provisionalFrom: addDays(today, -provisionalDays) }
