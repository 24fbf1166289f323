import type { ConnectionResponse } from '@windmill/claude-core'

/** Whether the history is still being read. */
export const isReading = (connection: ConnectionResponse | undefined): boolean =>
  connection !== undefined && (connection.backfill !== null || connection.status === 'connecting')
