export { ConnectClaude, type ConnectClaudeProps } from './connect-claude/connect-claude.tsx'
export { ConnectClaudeView, type ConnectClaudeViewProps } from './connect-claude/view.tsx'
export { ClaudeProblem, type ClientProblemCode, isClaudeProblem } from './fetch/claude-problem.ts'
export type { ClaudeClient, RequestOptions } from './fetch/client.ts'
export { deleteConnection } from './fetch/delete-connection.ts'
export { getConnection } from './fetch/get-connection.ts'
export { type EmployeeStatsQuery, getEmployeeStats } from './fetch/get-employee-stats.ts'
export { postSync } from './fetch/post-sync.ts'
export { previewConnection } from './fetch/preview-connection.ts'
export { putConnection } from './fetch/put-connection.ts'
export { useConnection } from './hooks/use-connection.ts'
export { type ConnectionActions, useConnectionActions } from './hooks/use-connection-actions.ts'
export { type UseEmployeeStatsOptions, useEmployeeStats } from './hooks/use-employee-stats.ts'
export {
  type Appearance,
  type ClaudeContext,
  ClaudeProvider,
  type ClaudeProviderProps,
  useClaude,
} from './provider.tsx'
export { getConnectionQueryOptions } from './query/get-connection.ts'
export { getEmployeeStatsQueryOptions } from './query/get-employee-stats.ts'
export { claudeKey, connectionKey, employeeStatsKey } from './query/query-keys.ts'
export type { ReviewPeriod } from './stats-panel/period-choice.ts'
export { StatsPanel, type StatsPanelProps } from './stats-panel/stats-panel.tsx'
export { type StatsContent, StatsPanelView, type StatsPanelViewProps } from './stats-panel/view.tsx'
export { en, type TextOverrides, type Texts } from './texts/en.ts'
export type { HeadingLevel } from './ui/heading.tsx'
