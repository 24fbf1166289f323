/**
 * Exports for the server, the widgets and the local API, not for hosts. They can change in any release.
 *
 * @module
 */
export { showsFiguresTo } from './access/visibility.ts'
export { type ActiveCounts, activityCounters, isActive, mapAdoptionIds } from './adoption/adoption-ids.ts'
export {
  type AdoptionInput,
  computeAdoption,
  type GroupCounts,
  type PeopleCounts,
  sumTeams,
  type TeamCounts,
} from './adoption/compute-adoption.ts'
export { computeEngagement, type EngagementCounts, minRegularDaysPerWeek } from './adoption/engagement.ts'
export { roundCount } from './adoption/rounded-count.ts'
export type { WeekCounts } from './adoption/weekly-average.ts'
export { maxFoundEmployees } from './contract/employees-response.ts'
export { getProductLabel } from './observations/describe-observation.ts'
export { formatValue } from './observations/texts/format-value.ts'
export { formatNumber, getFormatter, selectPluralForm } from './observations/texts/formatters.ts'
export { isolateText } from './observations/texts/isolate-text.ts'
export { createEmailKeyParser } from './people/email-rules.ts'
export { findManagerCycles } from './people/find-manager-cycles.ts'
export { foldSearchText } from './people/fold-search-text.ts'
export { isStorableId } from './people/ids.ts'
export { type EmployedDays, isEmployedIn } from './people/is-employed-in.ts'
export { isWithinEdits } from './people/is-within-edits.ts'
export { findUsersWithFormerOwners } from './people/link-rule.ts'
export { describeMapping, mapClaudeUsers } from './people/map-claude-users.ts'
export type { Mapping } from './people/mapping.ts'
export { createMatcher, type Matcher } from './people/matcher.ts'
export { countCodePoints, maxNoteLength, normalizeNote } from './people/note.ts'
export { hasUsage, isInGroups, isLimited } from './people/participation.ts'
export { reconcileLinks } from './people/reconcile-links.ts'
export { isOtherKindOfAddress, splitEmails } from './people/split-emails.ts'
export { suggestEmployees } from './people/suggest-employees.ts'
export { isDayFailureCode, maxListedFailures } from './problems/day-failures.ts'
export { type FoundKey, findKey } from './problems/find-key.ts'
export { type KeyProblem, keyPageUrl, keyProblems } from './problems/key-problems.ts'
export { listStatCounters, mapStats } from './stats/catalog.ts'
export { additiveCounters, type TotalComparability, totalComparability } from './stats/comparable-totals.ts'
export { compareTotals, isDisagreement, type PersonComparison, type TotalDifference } from './stats/compare-totals.ts'
export { countReadDays, countUnservedDays, getComparedDays } from './stats/comparison.ts'
export { type Change, computeChange, computeLengthRatio } from './stats/compute-change.ts'
export { computeEmployeeDays, type EmployeeDaysInput } from './stats/compute-employee-days.ts'
export { type ActiveDay, computeEmployeeStats, type EmployeeSums } from './stats/compute-employee-stats.ts'
export { computeStat, type SummedDays, summarizeDays } from './stats/compute-stat.ts'
export { computeTeamStats, type TeamMemberSums } from './stats/compute-team-stats.ts'
export { addSums, emptySums, pickSums, sumCounters } from './stats/counter-sums.ts'
export { mapCounters, maxCount } from './stats/counters.ts'
export { computeCoverage, isProvisional } from './stats/coverage.ts'
export { countNewerDays, cutToSettledDays, findLastSettledDay } from './stats/find-last-settled-day.ts'
export { findSettledWeeks } from './stats/find-settled-weeks.ts'
export { byteOrderMark, formatCsvLine } from './stats/format-csv-line.ts'
export { isActiveOn } from './stats/is-active-on.ts'
export { computeCountedValue, type DayCounts, listDayCounts, sumDayCounts } from './stats/sum-day-counts.ts'
export { startOfDay } from './time/day.ts'
export { chooseBucket, intersectPeriods, splitIntoBuckets, startOfBucket } from './time/period.ts'
