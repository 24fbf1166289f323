// Includes core's types, so that a host's server needs only this package.
export type {
  AccessResponse,
  AccountCoverage,
  AccountId,
  ActiveDays,
  ActivePeople,
  AdoptionId,
  AdoptionPoint,
  AdoptionQuery,
  AdoptionResponse,
  AdoptionTeam,
  BaseStat,
  Bucket,
  CheckedMonth,
  ClaudeUser,
  ClaudeUserId,
  ClaudeUserResponse,
  ClaudeUsersFilter,
  ClaudeUsersQuery,
  ClaudeUsersResponse,
  Comparison,
  ConnectionResponse,
  CounterId,
  CounterSums,
  Counters,
  Coverage,
  Day,
  DayFailure,
  DayFailureCode,
  DirectoryNode,
  DirectoryProblem,
  DirectoryStatus,
  DisconnectData,
  EmailRules,
  Employee,
  EmployeeChoice,
  EmployeeCoverage,
  EmployeeDataResponse,
  EmployeeId,
  EmployeeName,
  EmployeeStatsResponse,
  EmployeesResponse,
  Engagement,
  ExportQuery,
  GroupQuery,
  GroupStat,
  Instant,
  InvitationResponse,
  InvitedConnectResponse,
  InvitedPreviewResponse,
  KeyRequest,
  Link,
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
  ObservationAnswer,
  ObservationsResponse,
  PagePurpose,
  PartialCounterSums,
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
  ReadDay,
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
  StatValue,
  Suggestion,
  SuggestionReason,
  SumStat,
  TeamMember,
  TeamStatsQuery,
  TeamStatsResponse,
  TeamTrend,
  TeamTrendBuckets,
  TextByLanguage,
  TotalsResponse,
  Unit,
  UsageSource,
  Viewer,
  ViewerResponse,
  VisibilityScope,
  VisibilityViewer,
  WeeklyAverage,
  WeekTotals,
} from '@windmill/claude-core'
export {
  accountId,
  addDays,
  canView,
  canViewTeam,
  catalog,
  claudeUserId,
  dayAt,
  daysBetween,
  employeeId,
  getQuarter,
  isArchived,
  isDay,
  lastDays,
  parseDay,
  participations,
  permissions,
  previousPeriod,
  products,
} from '@windmill/claude-core'
export type {
  ActiveCounts,
  ActiveDay,
  AdoptionInput,
  EmployeeSums,
  EngagementCounts,
  GroupCounts,
  Mapping,
  PeopleCounts,
  TeamCounts,
  TeamMemberSums,
  WeekCounts,
} from '@windmill/claude-core/internal'
export type { Observation, ObservationKind } from '@windmill/claude-core/observations'
export type { StatsRow } from './api/build-stats-rows.ts'
export type { ClaudeApi, WithPlainDates } from './api/create-api.ts'
export type { ActorOptions } from './api/parse-actor.ts'
export type { Input } from './api/read-input.ts'
export type { StatsChanges, StatsSelection } from './api/stats.ts'
export type { Clock } from './clock.ts'
export { ConfigurationError, type ConfigurationErrorCode } from './configuration-error.ts'
export type { ClaudeEvent } from './events/claude-event.ts'
export type { DiagnoseOptions, Diagnosis, DiagnosisCheck } from './health/diagnose.ts'
export type { AccountHealth, Health, HealthProblem } from './health/health.ts'
export type { HealthOptions } from './health/read-health.ts'
export type { HostInvitation, HostViewer } from './host-viewer.ts'
export {
  type ClaudeDirectory,
  type ClaudeEmployees,
  type ClaudeIntegration,
  type ClaudeKeyring,
  type ClaudeLinks,
  type ClaudeOrganization,
  type ClaudeReconciliation,
  type ClaudeStats,
  createClaudeIntegration,
} from './integration.ts'
export type { ClaudeIntegrationOptions } from './integration-options.ts'
export type { Logger } from './logger.ts'
export { type CsvFile, csvDirectory } from './people/csv-directory.ts'
export type { Directory } from './people/directory.ts'
export type { DirectoryEntry } from './people/directory-entry.ts'
export type { RenameOptions, RenameResult } from './people/directory-keeper.ts'
export type { EmployeeIdChange } from './people/parse-renames.ts'
export type { HostPolicy, PolicyOptions } from './policy/account-policy.ts'
export { ProblemError } from './problem-error.ts'
export * from './storage/index.ts'
export { inProcessScheduler } from './sync/in-process-scheduler.ts'
export type { Scheduler, SchedulerJobs } from './sync/scheduler.ts'
export type { Span, SpanAttributes, Tracer } from './tracer.ts'
export { type KeyringOptions, keyring, type Vault, VaultError } from './vault/keyring.ts'
export type { ResealResult } from './vault/reseal-keys.ts'
