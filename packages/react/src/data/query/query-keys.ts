import type { ClaudeUsersFilter } from '@windmill/claude-core'
import type { ClaudeClient } from '../fetch/client.ts'
import type { AdoptionParameters } from '../fetch/get-adoption.ts'
import type { EmployeeStatsParameters } from '../fetch/get-employee-stats.ts'
import type { TeamStatsParameters } from '../fetch/get-team-stats.ts'

/** Every key begins with these two, so that one call can invalidate all that was read from a server. */
export const claudeKey = (client: ClaudeClient): readonly ['claude', string] => ['claude', client.baseUrl]

export const connectionKey = (client: ClaudeClient): readonly ['claude', string, 'connection'] => [
  ...claudeKey(client),
  'connection',
]

export const employeeStatsKey = (
  client: ClaudeClient,
  { employeeId, from, to, bucket }: EmployeeStatsParameters,
): readonly ['claude', string, 'employee-stats', EmployeeStatsParameters] => [
  ...claudeKey(client),
  'employee-stats',
  { employeeId, from, to, bucket },
]

export const adoptionKey = (
  client: ClaudeClient,
  { from, to, bucket }: AdoptionParameters,
): readonly ['claude', string, 'adoption', AdoptionParameters] => [
  ...claudeKey(client),
  'adoption',
  { from, to, bucket },
]
export const teamStatsKey = (
  client: ClaudeClient,
  { managerId, from, to, stats, trend, bucket }: TeamStatsParameters,
): readonly ['claude', string, 'team-stats', TeamStatsParameters] => [
  ...claudeKey(client),
  'team-stats',
  { managerId, from, to, stats, trend, bucket },
]

/** Without a filter: what the keys of all lists begin with. */
export const claudeUsersKey = (
  client: ClaudeClient,
  filter?: ClaudeUsersFilter,
): readonly ['claude', string, 'claude-users', ...ClaudeUsersFilter[]] => [
  ...claudeKey(client),
  'claude-users',
  ...(filter ? [{ state: filter.state, search: filter.search }] : []),
]

export const claudeUserKey = (client: ClaudeClient, id: string): readonly ['claude', string, 'claude-user', string] => [
  ...claudeKey(client),
  'claude-user',
  id,
]

export const employeesKey = (
  client: ClaudeClient,
  search: string,
): readonly ['claude', string, 'employees', string] => [...claudeKey(client), 'employees', search]

export const employeeAccessKey = (
  client: ClaudeClient,
  employeeId: string,
): readonly ['claude', string, 'employee-access', string] => [...claudeKey(client), 'employee-access', employeeId]
