export { type Permission, permissions } from './access/permissions.ts'
export type { Viewer } from './access/viewer.ts'
export {
  canView,
  canViewEveryone,
  canViewFigures,
  canViewTeam,
  type DirectoryNode,
  listManagers,
  listTeam,
  listVisible,
  type VisibilityScope,
  type VisibilityViewer,
} from './access/visibility.ts'
export { type ActivePeople, type AdoptionId, adoptionIds } from './adoption/adoption-ids.ts'
export type { Engagement } from './adoption/engagement.ts'
export type { RoundedCount } from './adoption/rounded-count.ts'
export type { Seats } from './adoption/seats.ts'
export type { WeeklyAverage } from './adoption/weekly-average.ts'
export type * from './contract/adoption-response.ts'
export type * from './contract/claude-users-response.ts'
export type * from './contract/connection-response.ts'
export type * from './contract/directory-status.ts'
export type * from './contract/employee-data-response.ts'
export type * from './contract/employee-days-response.ts'
export type * from './contract/employee-stats-response.ts'
export type { EmployeesResponse } from './contract/employees-response.ts'
export type * from './contract/log-response.ts'
export type * from './contract/observations-response.ts'
export type * from './contract/reconciliation-response.ts'
export type * from './contract/team-stats-response.ts'
export type * from './contract/totals-response.ts'
export type * from './contract/viewer-response.ts'
export type { ClaudeUser } from './people/claude-user.ts'
export type { EmailRules } from './people/email-rules.ts'
export { type Employee, type EmployeeChoice, type EmployeeName, isArchived } from './people/employee.ts'
export {
  type AccountId,
  accountId,
  type ClaudeUserId,
  claudeUserId,
  type EmployeeId,
  employeeId,
} from './people/ids.ts'
export type { Link, LinkMethod } from './people/link.ts'
export { type MappingReason, type MappingReasonCode, type MappingState, mappingStates } from './people/mapping.ts'
export { normalizeEmail } from './people/normalize-email.ts'
export { type Participation, participations } from './people/participation.ts'
export type { Suggestion, SuggestionReason } from './people/suggestion.ts'
export { type DayFailureCode, dayFailures } from './problems/day-failures.ts'
export { createProblem, isProblemCode, type Problem, type ProblemCode, problems } from './problems/problems.ts'
export {
  type BaseStat,
  catalog,
  getStat,
  isStatId,
  listProductStats,
  type ProductDefinition,
  type ProductId,
  products,
  type RatioStat,
  type StatDefinition,
  type StatId,
  type SumStat,
  statIds,
  type Unit,
} from './stats/catalog.ts'
export { assessComparison, type Comparison, type ComparisonInput } from './stats/comparison.ts'
export type { StatValue } from './stats/compute-stat.ts'
export type { CounterSums, PartialCounterSums } from './stats/counter-sums.ts'
export { type CounterId, type Counters, counterIds, type UsageSource } from './stats/counters.ts'
export {
  type AccountCoverage,
  type CheckedMonth,
  type Coverage,
  firstServedDay,
  type PeriodCoverage,
  provisionalDays,
  type ReadDay,
} from './stats/coverage.ts'
export { type StatMeaning, statMeanings } from './stats/stat-meanings.ts'
export { addDays, type Day, dayAt, daysBetween, isDay, maxDay, minDay, parseDay } from './time/day.ts'
export type { Instant } from './time/instant.ts'
export {
  type Bucket,
  buckets,
  countDays,
  getQuarter,
  lastDays,
  listDays,
  type Period,
  previousPeriod,
} from './time/period.ts'
