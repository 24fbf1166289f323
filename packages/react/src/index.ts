export { AccessLog, type AccessLogProps } from './access-log/access-log.tsx'
export { ClaudeUserMapping, type ClaudeUserMappingProps } from './claude-user-mapping/claude-user-mapping.tsx'
export { ConnectClaude, type ConnectClaudeProps } from './connect-claude/connect-claude.tsx'
export { ConnectClaudeView, type ConnectClaudeViewProps } from './connect-claude/view.tsx'
export { ClaudeProblem, type ClientProblemCode, isClaudeProblem } from './fetch/claude-problem.ts'
export type { ClaudeClient, RequestOptions } from './fetch/client.ts'
export { deleteConnection } from './fetch/delete-connection.ts'
export { getClaudeUser } from './fetch/get-claude-user.ts'
export { type ClaudeUsersQuery, getClaudeUsers } from './fetch/get-claude-users.ts'
export { getConnection } from './fetch/get-connection.ts'
export { getEmployeeAccess } from './fetch/get-employee-access.ts'
export { type EmployeeStatsQuery, getEmployeeStats } from './fetch/get-employee-stats.ts'
export { getEmployees } from './fetch/get-employees.ts'
export { postSync } from './fetch/post-sync.ts'
export { previewConnection } from './fetch/preview-connection.ts'
export { putClaudeUserLink } from './fetch/put-claude-user-link.ts'
export { putConnection } from './fetch/put-connection.ts'
export { useClaudeUser } from './hooks/use-claude-user.ts'
export { type ClaudeUserActions, useClaudeUserActions } from './hooks/use-claude-user-actions.ts'
export { useClaudeUsers } from './hooks/use-claude-users.ts'
export { useConnection } from './hooks/use-connection.ts'
export { type ConnectionActions, useConnectionActions } from './hooks/use-connection-actions.ts'
export { useEmployeeAccess } from './hooks/use-employee-access.ts'
export { type UseEmployeeStatsOptions, useEmployeeStats } from './hooks/use-employee-stats.ts'
export { useEmployees } from './hooks/use-employees.ts'
export {
  type Appearance,
  type ClaudeContext,
  ClaudeProvider,
  type ClaudeProviderProps,
  useClaude,
} from './provider.tsx'
export { getClaudeUserQueryOptions } from './query/get-claude-user.ts'
export { getClaudeUsersQueryOptions } from './query/get-claude-users.ts'
export { getConnectionQueryOptions } from './query/get-connection.ts'
export { getEmployeeAccessQueryOptions } from './query/get-employee-access.ts'
export { getEmployeeStatsQueryOptions } from './query/get-employee-stats.ts'
export { getEmployeesQueryOptions } from './query/get-employees.ts'
export {
  claudeKey,
  claudeUserKey,
  claudeUsersKey,
  connectionKey,
  employeeAccessKey,
  employeeStatsKey,
  employeesKey,
} from './query/query-keys.ts'
export type { ReviewPeriod } from './stats-panel/period-choice.ts'
export { StatsPanel, type StatsPanelProps } from './stats-panel/stats-panel.tsx'
export { type StatsContent, StatsPanelView, type StatsPanelViewProps } from './stats-panel/view.tsx'
export { SyncStatus, type SyncStatusProps } from './sync-status/sync-status.tsx'
export type { TextOverrides, Texts } from './texts/en.ts'
export type { HeadingLevel } from './ui/heading.tsx'
