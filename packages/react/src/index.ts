export { AccessLog, type AccessLogProps } from './access-log/access-log.tsx'
export { AdoptionOverview, type AdoptionOverviewProps } from './adoption-overview/adoption-overview.tsx'
export {
  type AdoptionContent,
  AdoptionOverviewView,
  type AdoptionOverviewViewProps,
} from './adoption-overview/view.tsx'
export { ClaudeUserMapping, type ClaudeUserMappingProps } from './claude-user-mapping/claude-user-mapping.tsx'
export { ConnectClaude, type ConnectClaudeProps } from './connect-claude/connect-claude.tsx'
export { ConnectClaudeView, type ConnectClaudeViewProps } from './connect-claude/view.tsx'
export { ClaudeProblem, type ClientProblemCode, isClaudeProblem } from './fetch/claude-problem.ts'
export type { ClaudeClient, RequestOptions } from './fetch/client.ts'
export { deleteConnection } from './fetch/delete-connection.ts'
export { type AdoptionQuery, getAdoption } from './fetch/get-adoption.ts'
export { getClaudeUser } from './fetch/get-claude-user.ts'
export { getClaudeUsers } from './fetch/get-claude-users.ts'
export { getConnection } from './fetch/get-connection.ts'
export { getEmployeeAccess } from './fetch/get-employee-access.ts'
export { type EmployeeStatsQuery, getEmployeeStats } from './fetch/get-employee-stats.ts'
export { getEmployees } from './fetch/get-employees.ts'
export { getTeamStats, type TeamStatsParameters } from './fetch/get-team-stats.ts'
export { postSync } from './fetch/post-sync.ts'
export { previewConnection } from './fetch/preview-connection.ts'
export { putClaudeUserLink } from './fetch/put-claude-user-link.ts'
export { putConnection } from './fetch/put-connection.ts'
export { type UseAdoptionOptions, useAdoption } from './hooks/use-adoption.ts'
export { useClaudeUser } from './hooks/use-claude-user.ts'
export { type ClaudeUserActions, useClaudeUserActions } from './hooks/use-claude-user-actions.ts'
export { useClaudeUsers } from './hooks/use-claude-users.ts'
export { useConnection } from './hooks/use-connection.ts'
export { type ConnectionActions, useConnectionActions } from './hooks/use-connection-actions.ts'
export { useEmployeeAccess } from './hooks/use-employee-access.ts'
export { type UseEmployeeStatsOptions, useEmployeeStats } from './hooks/use-employee-stats.ts'
export { useEmployees } from './hooks/use-employees.ts'
export { useTeamStats } from './hooks/use-team-stats.ts'
export { OneOnOneStats, type OneOnOneStatsProps } from './one-on-one-stats/one-on-one-stats.tsx'
export {
  type OneOnOneContent,
  OneOnOneStatsView,
  type OneOnOneStatsViewProps,
} from './one-on-one-stats/view.tsx'
export {
  type Appearance,
  type ClaudeContext,
  ClaudeProvider,
  type ClaudeProviderProps,
  useClaude,
} from './provider.tsx'
export { getAdoptionQueryOptions } from './query/get-adoption.ts'
export { getClaudeUserQueryOptions } from './query/get-claude-user.ts'
export { getClaudeUsersQueryOptions } from './query/get-claude-users.ts'
export { getConnectionQueryOptions } from './query/get-connection.ts'
export { getEmployeeAccessQueryOptions } from './query/get-employee-access.ts'
export { getEmployeeStatsQueryOptions } from './query/get-employee-stats.ts'
export { getEmployeesQueryOptions } from './query/get-employees.ts'
export { getTeamStatsQueryOptions } from './query/get-team-stats.ts'
export {
  adoptionKey,
  claudeKey,
  claudeUserKey,
  claudeUsersKey,
  connectionKey,
  employeeAccessKey,
  employeeStatsKey,
  employeesKey,
  teamStatsKey,
} from './query/query-keys.ts'
export { ReviewStats, type ReviewStatsProps } from './review-stats/review-stats.tsx'
export { ReviewStatsView, type ReviewStatsViewProps } from './review-stats/view.tsx'
export type { ReviewPeriod } from './stats-panel/period-choice.ts'
export { StatsPanel, type StatsPanelProps } from './stats-panel/stats-panel.tsx'
export { type StatsContent, StatsPanelView, type StatsPanelViewProps } from './stats-panel/view.tsx'
export { SyncStatus, type SyncStatusProps } from './sync-status/sync-status.tsx'
export type { Insert, OneOnOneData, ReviewData } from './talks/insert.ts'
export type { TeamColumns, TeamEvent } from './team-stats/machine.ts'
export { TeamStats, type TeamStatsProps } from './team-stats/team-stats.tsx'
export { TeamStatsView, type TeamStatsViewProps } from './team-stats/view.tsx'
export type { CompleteTexts, TextOverrides, Texts } from './texts/en.ts'
export type { HeadingLevel } from './ui/heading.tsx'
