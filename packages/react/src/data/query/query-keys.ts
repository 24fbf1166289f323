import type { ClaudeUsersFilter } from '@windmill/claude-core'
import type { ClaudeClient } from '../fetch/client.ts'
import type { AdoptionParameters } from '../fetch/get-adoption.ts'
import type { EmployeeStatsParameters } from '../fetch/get-employee-stats.ts'
import type { TeamStatsParameters } from '../fetch/get-team-stats.ts'

/**
 * Returns the prefix of all query keys of a client. Invalidate it to refetch everything that is shown from its server.
 */
export const claudeKey = (client: ClaudeClient): readonly ['claude', string] => ['claude', client.baseUrl]

/** Returns the query key of `getConnection`. */
export const connectionKey = (client: ClaudeClient): readonly ['claude', string, 'connection'] => [
  ...claudeKey(client),
  'connection',
]

/** Returns the query key of `getEmployeeStats`. */
export const employeeStatsKey = (
  client: ClaudeClient,
  { employeeId, from, to, bucket }: EmployeeStatsParameters,
): readonly ['claude', string, 'employee-stats', EmployeeStatsParameters] => [
  ...claudeKey(client),
  'employee-stats',
  { employeeId, from, to, bucket },
]

/** Returns the query key of `getAdoption`. */
export const adoptionKey = (
  client: ClaudeClient,
  { from, to, bucket }: AdoptionParameters,
): readonly ['claude', string, 'adoption', AdoptionParameters] => [
  ...claudeKey(client),
  'adoption',
  { from, to, bucket },
]

/** Returns the query key of `getTeamStats`. */
export const teamStatsKey = (
  client: ClaudeClient,
  { managerId, from, to, stats, trend, bucket }: TeamStatsParameters,
): readonly ['claude', string, 'team-stats', TeamStatsParameters] => [
  ...claudeKey(client),
  'team-stats',
  { managerId, from, to, stats, trend, bucket },
]

/** Returns the query key of `getClaudeUsers`. Without a filter, returns the prefix of the keys of all filters. */
export const claudeUsersKey = (
  client: ClaudeClient,
  filter?: ClaudeUsersFilter,
): readonly ['claude', string, 'claude-users', ...ClaudeUsersFilter[]] => [
  ...claudeKey(client),
  'claude-users',
  ...(filter ? [{ state: filter.state, search: filter.search }] : []),
]

/** Returns the query key of `getClaudeUser`. */
export const claudeUserKey = (client: ClaudeClient, id: string): readonly ['claude', string, 'claude-user', string] => [
  ...claudeKey(client),
  'claude-user',
  id,
]

/** Returns the query key of `getEmployees`. */
export const employeesKey = (
  client: ClaudeClient,
  search: string,
): readonly ['claude', string, 'employees', string] => [...claudeKey(client), 'employees', search]

/** Returns the query key of `getEmployeeAccess`. One key covers all pages. */
export const employeeAccessKey = (
  client: ClaudeClient,
  employeeId: string,
): readonly ['claude', string, 'employee-access', string] => [...claudeKey(client), 'employee-access', employeeId]
