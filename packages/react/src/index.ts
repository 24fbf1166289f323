// Everything that a host needs in the browser. Re-exports parts of core, so that the host installs only this package.
export type {
  AccessResponse,
  AccountCoverage,
  ActiveDays,
  ActivePeople,
  AdoptionId,
  AdoptionPoint,
  AdoptionResponse,
  AdoptionTeam,
  BaseStat,
  Bucket,
  CheckedMonth,
  ClaudeUserId,
  ClaudeUserResponse,
  ClaudeUsersFilter,
  ClaudeUsersQuery,
  ClaudeUsersResponse,
  ConnectionResponse,
  CounterId,
  Coverage,
  Day,
  DayFailure,
  DayFailureCode,
  DayStatus,
  DirectoryProblem,
  DirectoryStatus,
  DisconnectData,
  EmployeeChoice,
  EmployeeCoverage,
  EmployeeDay,
  EmployeeDaysResponse,
  EmployeeId,
  EmployeeName,
  EmployeeStatsResponse,
  EmployeesResponse,
  Engagement,
  GroupStat,
  Instant,
  InvitationResponse,
  InvitedPreviewResponse,
  KeyRequest,
  LinkChange,
  LinkMethod,
  LinkRequest,
  LinkValue,
  LogEntry,
  LogEvent,
  LogPage,
  LogResponse,
  LogSubject,
  MappedClaudeUser,
  MappingReason,
  MappingReasonCode,
  MappingState,
  PagePurpose,
  Participation,
  Period,
  PeriodCoverage,
  Permission,
  PlainLogKind,
  PolicyChange,
  PreviewResponse,
  Problem,
  ProblemCode,
  ProductDefinition,
  ProductId,
  RatioStat,
  ReadPurpose,
  ReconciledMonth,
  ReconciliationFinding,
  ReconciliationFindingsResponse,
  ReconciliationResponse,
  ReconciliationResult,
  RoundedCount,
  Seats,
  SeriesPoint,
  StatDefinition,
  StatId,
  StatResult,
  Suggestion,
  SuggestionReason,
  SumStat,
  TeamMember,
  TeamStatsQuery,
  TeamStatsResponse,
  TeamTrend,
  TeamTrendBuckets,
  TotalsResponse,
  Unit,
  UsageSource,
  WeeklyAverage,
  WeekTotals,
} from '@windmill/claude-core'
export {
  addDays,
  catalog,
  getQuarter,
  isDay,
  lastDays,
  parseDay,
  previousPeriod,
  products,
} from '@windmill/claude-core'
export type { Observation, ObservationKind, Plural, Text, TextsOf } from '@windmill/claude-core/observations'
export {
  ClaudeProblem,
  type ClaudeProblemCode,
  type ClaudeProblemOptions,
  type ClientProblemCode,
  isClaudeProblem,
} from './data/fetch/claude-problem.ts'
export type { ClaudeClient, RequestOptions } from './data/fetch/client.ts'
export { deleteConnection } from './data/fetch/delete-connection.ts'
export { deleteInvitation } from './data/fetch/delete-invitation.ts'
export { type AdoptionParameters, getAdoption } from './data/fetch/get-adoption.ts'
export { getClaudeUser } from './data/fetch/get-claude-user.ts'
export { getClaudeUsers } from './data/fetch/get-claude-users.ts'
export { getConnection } from './data/fetch/get-connection.ts'
export { getEmployeeAccess } from './data/fetch/get-employee-access.ts'
export { type EmployeeDaysParameters, getEmployeeDays } from './data/fetch/get-employee-days.ts'
export { type EmployeeStatsParameters, getEmployeeStats } from './data/fetch/get-employee-stats.ts'
export { getEmployees } from './data/fetch/get-employees.ts'
export { getLog } from './data/fetch/get-log.ts'
export { getReconciliation } from './data/fetch/get-reconciliation.ts'
export { getReconciliationFindings } from './data/fetch/get-reconciliation-findings.ts'
export { getTeamStats, type TeamStatsParameters } from './data/fetch/get-team-stats.ts'
export { getTotals } from './data/fetch/get-totals.ts'
export type { PeriodInput } from './data/fetch/parse-period.ts'
export { postInvitation } from './data/fetch/post-invitation.ts'
export { postSync } from './data/fetch/post-sync.ts'
export { previewConnection } from './data/fetch/preview-connection.ts'
export { putClaudeUserLink } from './data/fetch/put-claude-user-link.ts'
export { putConnection } from './data/fetch/put-connection.ts'
export type { InfiniteQueryOverrides, QueryOverrides } from './data/hooks/query-overrides.ts'
export { type UseAdoptionOptions, useAdoption } from './data/hooks/use-adoption.ts'
export { type UseClaudeUserOptions, useClaudeUser } from './data/hooks/use-claude-user.ts'
export { type ClaudeUserActions, useClaudeUserActions } from './data/hooks/use-claude-user-actions.ts'
export { type UseClaudeUsersOptions, useClaudeUsers } from './data/hooks/use-claude-users.ts'
export { type UseConnectionOptions, useConnection } from './data/hooks/use-connection.ts'
export { type ConnectionActions, useConnectionActions } from './data/hooks/use-connection-actions.ts'
export { type UseEmployeeAccessOptions, useEmployeeAccess } from './data/hooks/use-employee-access.ts'
export { type UseEmployeeDaysOptions, useEmployeeDays } from './data/hooks/use-employee-days.ts'
export { type UseEmployeeStatsOptions, useEmployeeStats } from './data/hooks/use-employee-stats.ts'
export { type UseEmployeesOptions, useEmployees } from './data/hooks/use-employees.ts'
export { type UseLogOptions, useLog } from './data/hooks/use-log.ts'
export { type UseReconciliationOptions, useReconciliation } from './data/hooks/use-reconciliation.ts'
export {
  type UseReconciliationFindingsOptions,
  useReconciliationFindings,
} from './data/hooks/use-reconciliation-findings.ts'
export { type UseTeamStatsOptions, useTeamStats } from './data/hooks/use-team-stats.ts'
export { type UseTotalsOptions, useTotals } from './data/hooks/use-totals.ts'
export { type AdoptionQueryOptions, getAdoptionQueryOptions } from './data/query/get-adoption-query-options.ts'
export { type ClaudeUserQueryOptions, getClaudeUserQueryOptions } from './data/query/get-claude-user-query-options.ts'
export {
  type ClaudeUsersQueryOptions,
  getClaudeUsersQueryOptions,
} from './data/query/get-claude-users-query-options.ts'
export { type ConnectionQueryOptions, getConnectionQueryOptions } from './data/query/get-connection-query-options.ts'
export {
  type EmployeeAccessQueryOptions,
  getEmployeeAccessQueryOptions,
} from './data/query/get-employee-access-query-options.ts'
export {
  type EmployeeDaysQueryOptions,
  getEmployeeDaysQueryOptions,
} from './data/query/get-employee-days-query-options.ts'
export {
  type EmployeeStatsQueryOptions,
  getEmployeeStatsQueryOptions,
} from './data/query/get-employee-stats-query-options.ts'
export { type EmployeesQueryOptions, getEmployeesQueryOptions } from './data/query/get-employees-query-options.ts'
export { getLogQueryOptions, type LogQueryOptions } from './data/query/get-log-query-options.ts'
export {
  getReconciliationFindingsQueryOptions,
  type ReconciliationFindingsQueryOptions,
} from './data/query/get-reconciliation-findings-query-options.ts'
export {
  getReconciliationQueryOptions,
  type ReconciliationQueryOptions,
} from './data/query/get-reconciliation-query-options.ts'
export { getTeamStatsQueryOptions, type TeamStatsQueryOptions } from './data/query/get-team-stats-query-options.ts'
export { getTotalsQueryOptions, type TotalsQueryOptions } from './data/query/get-totals-query-options.ts'
export {
  adoptionKey,
  type ClaudeKey,
  claudeKey,
  claudeUserKey,
  claudeUsersKey,
  connectionKey,
  employeeAccessKey,
  employeeDaysKey,
  employeeStatsKey,
  employeesKey,
  logKey,
  reconciliationFindingsKey,
  reconciliationKey,
  teamStatsKey,
  totalsKey,
} from './data/query/query-keys.ts'
export { type ClaudeContext, ClaudeProvider, type ClaudeProviderProps, useClaude } from './provider.tsx'
export type { Appearance, ColorScheme } from './resolve-settings.ts'
export type { Insert, InsertedObservation, OneOnOneData, ReviewData } from './shared/conversation/insert.ts'
export type { NoteProps } from './shared/note/props.ts'
export type { ReviewPeriod } from './shared/period/period-choice.ts'
export type { HeadingLevel } from './shared/ui/heading.tsx'
export type { CompleteTexts, TextOverrides, Texts } from './texts/en/index.ts'
export type { HeldBack, MappingTexts, ProblemTexts, StatField, StatTexts } from './texts/text-types.ts'
export { AcceptInvitation } from './widgets/accept-invitation/accept-invitation.tsx'
export type { AcceptInvitationProps } from './widgets/accept-invitation/props.ts'
export { AccessLog } from './widgets/access-log/access-log.tsx'
export { prefetchAccessLog } from './widgets/access-log/prefetch-access-log.ts'
export type { AccessLogProps } from './widgets/access-log/props.ts'
export { AdoptionOverview } from './widgets/adoption-overview/adoption-overview.tsx'
export { prefetchAdoptionOverview } from './widgets/adoption-overview/prefetch-adoption-overview.ts'
export type { AdoptionAttribute, AdoptionOverviewProps } from './widgets/adoption-overview/props.ts'
export { AuditLog } from './widgets/audit-log/audit-log.tsx'
export { prefetchAuditLog } from './widgets/audit-log/prefetch-audit-log.ts'
export type { AuditLogProps } from './widgets/audit-log/props.ts'
export { ClaudeUserMapping } from './widgets/claude-user-mapping/claude-user-mapping.tsx'
export { prefetchClaudeUserMapping } from './widgets/claude-user-mapping/prefetch-claude-user-mapping.ts'
export type { ClaudeUserMappingProps } from './widgets/claude-user-mapping/props.ts'
export { ConnectClaude } from './widgets/connect-claude/connect-claude.tsx'
export { prefetchConnectClaude } from './widgets/connect-claude/prefetch-connect-claude.ts'
export type { ConnectClaudeProps } from './widgets/connect-claude/props.ts'
export { OneOnOneStats } from './widgets/one-on-one-stats/one-on-one-stats.tsx'
export { prefetchOneOnOneStats } from './widgets/one-on-one-stats/prefetch-one-on-one-stats.ts'
export type { OneOnOneActions, OneOnOneStatsProps } from './widgets/one-on-one-stats/props.ts'
export { prefetchPublishedTotals } from './widgets/published-totals/prefetch-published-totals.ts'
export type { PublishedTotalsProps } from './widgets/published-totals/props.ts'
export { PublishedTotals } from './widgets/published-totals/published-totals.tsx'
export { prefetchReviewStats } from './widgets/review-stats/prefetch-review-stats.ts'
export type { AddedObservation, ReviewActions, ReviewQuestion, ReviewStatsProps } from './widgets/review-stats/props.ts'
export { ReviewStats } from './widgets/review-stats/review-stats.tsx'
export { prefetchStatsPanel } from './widgets/stats-panel/prefetch-stats-panel.ts'
export type { StatsPanelProps } from './widgets/stats-panel/props.ts'
export { StatsPanel } from './widgets/stats-panel/stats-panel.tsx'
export { prefetchSyncStatus } from './widgets/sync-status/prefetch-sync-status.ts'
export type { SyncStatusProps } from './widgets/sync-status/props.ts'
export { SyncStatus } from './widgets/sync-status/sync-status.tsx'
export { prefetchTeamStats } from './widgets/team-stats/prefetch-team-stats.ts'
export type { TeamStatsProps } from './widgets/team-stats/props.ts'
export { TeamStats } from './widgets/team-stats/team-stats.tsx'
