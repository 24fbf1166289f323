import type { ConnectionResponse } from '@windmill/claude-core'

/**
 * Returns when the next sync starts, or null if that is unknown or has passed. The server sends only future times, but a
 * page can stay open beyond them.
 *
 * @param now Milliseconds since 1970; null while the time is unknown, on a server.
 */
export const getUpcomingSync = (
  { nextSyncAt }: Pick<ConnectionResponse, 'nextSyncAt'>,
  now: number | null,
): ConnectionResponse['nextSyncAt'] =>
  nextSyncAt !== null && now !== null && Date.parse(nextSyncAt) > now ? nextSyncAt : null
