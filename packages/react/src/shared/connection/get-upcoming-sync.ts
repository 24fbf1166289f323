import type { ConnectionResponse } from '@windmill/claude-core'

/**
 * Returns when the next sync starts. Null if the time is unknown or has passed. The server sends only future times, but
 * a page can stay open until such a time has passed.
 *
 * @param now Milliseconds since 1970. Null on a server and while hydrating.
 */
export const getUpcomingSync = (
  { nextSyncAt }: Pick<ConnectionResponse, 'nextSyncAt'>,
  now: number | null,
): ConnectionResponse['nextSyncAt'] =>
  nextSyncAt !== null && now !== null && Date.parse(nextSyncAt) > now ? nextSyncAt : null
