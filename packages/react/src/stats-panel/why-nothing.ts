import { type EmployeeStatsResponse, firstDay } from '@windmill/claude-core'

/** Why an answer has no figures to show. */
export type WhyNothing = 'before_records' | 'unpublished' | 'reading' | 'not_read' | 'not_matched' | 'no_activity'

/** `reading` while the history is still being read. */
export const whyNothing = ({ period, coverage }: EmployeeStatsResponse, isReading: boolean): WhyNothing => {
  if (coverage.through === null) {
    if (period.to < firstDay) return 'before_records'
    if (coverage.latestDay !== null && period.from > coverage.latestDay) return 'unpublished'
    return isReading ? 'reading' : 'not_read'
  }
  return coverage.claudeUsers === 0 ? 'not_matched' : 'no_activity'
}
