import type { ConnectionResponse } from '@windmill/claude-core'

/** While the history is being read, figures are asked for again this often, in milliseconds. */
export const readingInterval = 15_000

/** Whether the history is still being read. */
export const isReading = (connection: ConnectionResponse | undefined): boolean =>
  connection !== undefined && (connection.backfill !== null || connection.status === 'connecting')
