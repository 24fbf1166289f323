import { type ConnectionResponse, firstServedDay, type PeriodCoverage, type Period } from '@windmill/claude-core'
import { isReading } from './is-reading.ts'

/** Why an answer has no figures to show. */
export type WhyNothing =
  | 'before_records'
  | 'unpublished'
  | 'not_connected'
  | 'attention'
  | 'starting'
  | 'reading'
  | 'not_read'
  | 'not_matched'
  | 'no_activity'

/** Of someone, or of a group. */
export interface MaybeNothing {
  readonly period: Period
  readonly coverage: PeriodCoverage & { readonly claudeUsers: number }
}

export const whyNothing = (
  { period, coverage }: MaybeNothing,
  connection: ConnectionResponse | undefined,
): WhyNothing => {
  if (coverage.through !== null) return coverage.claudeUsers === 0 ? 'not_matched' : 'no_activity'
  if (period.to < firstServedDay) return 'before_records'
  if (coverage.latestDay !== null && period.from > coverage.latestDay) return 'unpublished'
  switch (connection?.status) {
    case 'disconnected':
      return 'not_connected'
    case 'needs_attention':
      return 'attention'
    case 'connecting':
      return 'starting'
    default:
      return isReading(connection) ? 'reading' : 'not_read'
  }
}
