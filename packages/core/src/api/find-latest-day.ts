import { addDays, type Day } from '../time/day.ts'
import { AnalyticsError } from './analytics-error.ts'
import type { AnalyticsClient } from './client.ts'

/** Maximum days to go back from today when the API does not name its latest day. */
const maxDaysBack = 31

/**
 * Finds the newest day that the API serves. It requests today's data, since the refusal names the latest day. If the
 * refusal names no day, it goes back one day at a time, at most 31 days. It does not assume a fixed delay.
 * @throws `AnalyticsError` `api_unavailable` if none of these days is served, or the code of a request that failed
 * otherwise.
 */
export const findLatestDay = async (client: Pick<AnalyticsClient, 'probe'>, today: Day): Promise<Day> => {
  for (let daysBack = 0; daysBack <= maxDaysBack; daysBack += 1) {
    const day = addDays(today, -daysBack)
    try {
      await client.probe('users', day)
      return day
    } catch (error) {
      if (!(error instanceof AnalyticsError)) throw error
      if (error.code === 'day_too_recent' && error.latestDay) return error.latestDay
      if (error.code !== 'request_rejected') throw error
    }
  }
  throw new AnalyticsError(
    'api_unavailable',
    `Claude’s API serves none of the last ${maxDaysBack} days, or answers in an unknown way.`,
    { isRetryable: true },
  )
}
