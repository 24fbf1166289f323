import type { ClaudeUsersFilter } from '@windmill/claude-core'
import type { ClaudeClient } from '../fetch/client.ts'
import type { AdoptionParameters } from '../fetch/get-adoption.ts'
import type { EmployeeDaysParameters } from '../fetch/get-employee-days.ts'
import type { EmployeeStatsParameters } from '../fetch/get-employee-stats.ts'
import type { TeamStatsParameters } from '../fetch/get-team-stats.ts'

/**
 * Returns the prefix of all query keys of a client: its server and its viewer. Invalidate it to refetch everything that
 * is shown to the viewer.
 */
export const claudeKey = ({ baseUrl, viewerId }: ClaudeClient): ClaudeKey => ['claude', baseUrl, viewerId]

/** Returned by `claudeKey`. */
export type ClaudeKey = readonly ['claude', baseUrl: string, viewerId: string | null]

/** Returns whether a query belongs to a client's server and viewer. */
export const isKeyOf = (client: ClaudeClient, queryKey: readonly unknown[]): boolean =>
  claudeKey(client).every((part, index) => part === queryKey[index])

/** Returns the query key of `getConnection`. */
export const connectionKey = (client: ClaudeClient): readonly [...ClaudeKey, 'connection'] => [
  ...claudeKey(client),
  'connection',
]

/** Returns the query key of `getEmployeeStats`. */
export const employeeStatsKey = (
  client: ClaudeClient,
  { employeeId, from, to, bucket, purpose = 'profile' }: EmployeeStatsParameters,
): readonly [...ClaudeKey, 'employee-stats', EmployeeStatsParameters] => [
  ...claudeKey(client),
  'employee-stats',
  // The purpose is part of the key, so that a page with another purpose sends its own request, which the log records.
  { employeeId, from, to, bucket, purpose },
]

/** Returns the query key of `getEmployeeDays`. */
export const employeeDaysKey = (
  client: ClaudeClient,
  { employeeId, from, to, purpose = 'profile' }: EmployeeDaysParameters,
): readonly [...ClaudeKey, 'employee-days', EmployeeDaysParameters] => [
  ...claudeKey(client),
  'employee-days',
  { employeeId, from, to, purpose },
]

/** Returns the query key of `getAdoption`. */
export const adoptionKey = (
  client: ClaudeClient,
  { from, to, bucket, by }: AdoptionParameters,
): readonly [...ClaudeKey, 'adoption', AdoptionParameters] => [
  ...claudeKey(client),
  'adoption',
  { from, to, bucket, by },
]

/** Returns the query key of `getTotals`. */
export const totalsKey = (client: ClaudeClient): readonly [...ClaudeKey, 'totals'] => [...claudeKey(client), 'totals']

/** Returns the query key of `getReconciliation`. */
export const reconciliationKey = (client: ClaudeClient): readonly [...ClaudeKey, 'reconciliation'] => [
  ...claudeKey(client),
  'reconciliation',
]

/** Returns the query key of `getReconciliationFindings`. */
export const reconciliationFindingsKey = (client: ClaudeClient): readonly [...ClaudeKey, 'reconciliation-findings'] => [
  ...claudeKey(client),
  'reconciliation-findings',
]

/** Returns the query key of `getTeamStats`. */
export const teamStatsKey = (
  client: ClaudeClient,
  { managerId, from, to, stats, trend, bucket, limit }: TeamStatsParameters,
): readonly [...ClaudeKey, 'team-stats', TeamStatsParameters] => [
  ...claudeKey(client),
  'team-stats',
  { managerId, from, to, stats, trend, bucket, limit },
]

/** Returns the query key of `getClaudeUsers`. Without a filter, returns the prefix of the keys of all filters. */
export const claudeUsersKey = (
  client: ClaudeClient,
  filter?: ClaudeUsersFilter,
): readonly [...ClaudeKey, 'claude-users', ...ClaudeUsersFilter[]] => [
  ...claudeKey(client),
  'claude-users',
  ...(filter ? [{ state: filter.state, search: filter.search, suggestedFor: filter.suggestedFor }] : []),
]

/** Returns the query key of `getClaudeUser`. */
export const claudeUserKey = (client: ClaudeClient, id: string): readonly [...ClaudeKey, 'claude-user', string] => [
  ...claudeKey(client),
  'claude-user',
  id,
]

/** Returns the query key of `getEmployees`. */
export const employeesKey = (client: ClaudeClient, search: string): readonly [...ClaudeKey, 'employees', string] => [
  ...claudeKey(client),
  'employees',
  search,
]

/** Returns the query key of `getEmployeeAccess`. One key covers all pages. */
export const employeeAccessKey = (
  client: ClaudeClient,
  employeeId: string,
): readonly [...ClaudeKey, 'employee-access', string] => [...claudeKey(client), 'employee-access', employeeId]

/** Returns the query key of `getLog`. One key covers all pages. */
export const logKey = (client: ClaudeClient): readonly [...ClaudeKey, 'log'] => [...claudeKey(client), 'log']
