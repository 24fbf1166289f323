import type { ClaudeClient } from '../fetch/client.ts'
import type { EmployeeStatsQuery } from '../fetch/get-employee-stats.ts'

/** Every key begins with these two, so that one call can invalidate all that was read from a server. */
export const claudeKey = (client: ClaudeClient): readonly ['claude', string] => ['claude', client.baseUrl]

export const connectionKey = (client: ClaudeClient): readonly ['claude', string, 'connection'] => [
  ...claudeKey(client),
  'connection',
]

export const employeeStatsKey = (
  client: ClaudeClient,
  { employeeId, from, to, bucket }: EmployeeStatsQuery,
): readonly ['claude', string, 'employee-stats', EmployeeStatsQuery] => [
  ...claudeKey(client),
  'employee-stats',
  { employeeId, from, to, bucket },
]
