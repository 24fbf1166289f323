import { type ComparisonInput, countDays } from '@windmill/claude-core'
import { countReadDays, intersectPeriods } from '@windmill/claude-core/internal'

/**
 * Returns whether every day of the period was read, without the days before the employee started and after they left.
 * Otherwise a zero only means that there was no activity on the days that were read.
 */
export const isWholePeriodRead = (response: Pick<ComparisonInput, 'period' | 'coverage'>): boolean => {
  const { period, coverage } = response
  const employment = { from: coverage.startedOn ?? period.from, to: coverage.archivedOn ?? period.to }
  const days = intersectPeriods(period, employment)
  return days !== null && countReadDays(response) === countDays(days)
}
