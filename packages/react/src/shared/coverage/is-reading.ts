import type { ConnectionResponse } from '@windmill/claude-core'

/** Refetch interval of figures while the history is being read, in milliseconds. */
export const readingIntervalMs = 15_000

/** Returns whether the history is still being read. */
export const isReading = (connection: ConnectionResponse | undefined): boolean =>
  connection !== undefined && (connection.backfill !== null || connection.status === 'connecting')
