import type { ConnectionResponse, EmployeeStatsResponse } from '@windmill/claude-core'
import { explainEmptyState } from '../../shared/coverage/explain-empty-state.ts'

/**
 * Returns whether an employee has no figures because no Claude user is linked, and the viewer may link one. Nobody may
 * link a Claude user to themself.
 */
export const isMatchable = (
  response: EmployeeStatsResponse,
  connection: ConnectionResponse | undefined,
  viewerId: string | null,
): boolean =>
  // The server sends `people` only with `users:match`.
  connection?.people !== undefined &&
  response.employeeId !== viewerId &&
  explainEmptyState(response, connection) === 'not_matched'
