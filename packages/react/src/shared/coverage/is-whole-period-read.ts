import { type ComparisonInput, countDays } from '@windmill/claude-core'
import { countReadDays } from '@windmill/claude-core/internal'

/**
 * Returns whether every day of the period was read. Otherwise a zero only means that there was no activity on the days
 * that were read.
 */
export const isWholePeriodRead = (response: Pick<ComparisonInput, 'period' | 'coverage'>): boolean =>
  countReadDays(response) === countDays(response.period)
