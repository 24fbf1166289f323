import {
  type ComparisonInput,
  type ConnectionResponse,
  type EmployeeStatsResponse,
  firstServedDay,
  type Period,
} from '@windmill/claude-core'
import { isReadingHistory } from './is-reading-history.ts'

/** Why a response has no figures to show. */
export type EmptyReason =
  | 'excluded'
  | 'before_records'
  | 'not_kept'
  | 'not_started'
  | 'left'
  | 'unpublished'
  | 'not_connected'
  | 'attention'
  | 'starting'
  | 'reading'
  | 'not_read'
  | 'not_matched'
  | 'no_activity'

/**
 * The part of a response that explains why it is empty. Responses about one employee have it. For a group, the caller
 * sets `claudeUsers` to the number of linked people.
 */
export interface EmptyStateInput {
  readonly period: Period
  readonly coverage: ComparisonInput['coverage'] & { readonly claudeUsers: number }
  /** The employee. Undefined for a group. */
  readonly employeeId?: EmployeeStatsResponse['employeeId']
  readonly participation?: EmployeeStatsResponse['participation']
  /** The newest active day of one employee in the period and the previous period. */
  readonly lastActiveOn?: EmployeeStatsResponse['lastActiveOn']
}

/**
 * Returns why a response has no figures. If no day of the period was read, looks for the reason in the period first,
 * then in the state of the connection. While days of the period are still being read, it is too early to say that there
 * was no activity.
 */
export const explainEmptyState = (
  { period, coverage, participation }: EmptyStateInput,
  connection: ConnectionResponse | undefined,
): EmptyReason => {
  if (participation === 'excluded') return 'excluded'
  if (coverage.startedOn && coverage.startedOn > period.to) return 'not_started'
  if (coverage.archivedOn && coverage.archivedOn < period.from) return 'left'
  if (coverage.through !== null) {
    if (coverage.claudeUsers === 0) return 'not_matched'
    return coverage.missing.length > 0 && isReadingHistory(connection) ? 'reading' : 'no_activity'
  }
  if (period.to < firstServedDay) return 'before_records'
  if (coverage.keptFrom !== null && period.to < coverage.keptFrom) return 'not_kept'
  if (coverage.latestDay !== null && period.from > coverage.latestDay) return 'unpublished'
  switch (connection?.status) {
    case 'disconnected':
      return 'not_connected'
    case 'needs_attention':
      return 'attention'
    case 'connecting':
      return 'starting'
    default:
      return isReadingHistory(connection) ? 'reading' : 'not_read'
  }
}
