import type { ConnectionResponse } from '@windmill/claude-core'

/** Returns whether the viewer has `connection:manage`. The server sends `key` only with that permission. */
export const canManageConnection = (connection: ConnectionResponse | undefined): boolean =>
  connection?.key !== undefined
