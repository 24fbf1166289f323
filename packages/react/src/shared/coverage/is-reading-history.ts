import type { ConnectionResponse } from '@windmill/claude-core'

/** How often figures are refetched while the history is being read, in milliseconds. */
export const readingIntervalMs = 15_000

/** Returns whether the history is still being read. False while the connection is unknown. */
export const isReadingHistory = (connection: ConnectionResponse | undefined): boolean =>
  connection !== undefined && (connection.backfill !== null || connection.status === 'connecting')
