import { addDays, type Day } from '../time/day.ts'
import type { AnalyticsClient } from './analytics-client.ts'
import { AnalyticsError } from './analytics-error.ts'

/** Maximum days to go back from today when the API does not name its latest day. */
const maxDaysBack = 31

/**
 * Finds the newest day that the API serves. Requests today first, because the rejection usually names the latest day.
 * If a rejection names no earlier day, requests the day before, up to 31 days back. The delay of the data is not fixed, so it
 * cannot be assumed. A refusal of the key or the organization ends the search at once.
 * @throws `AnalyticsError` `api_unavailable` if the API serves none of these days, or the error of a request that fails
 * for another reason.
 */
export const findLatestDay = async (client: Pick<AnalyticsClient, 'probe'>, today: Day): Promise<Day> => {
  let lastMessage = ''
  for (let daysBack = 0; daysBack <= maxDaysBack; daysBack += 1) {
    const day = addDays(today, -daysBack)
    try {
      await client.probe('users', day)
      return day
    } catch (error) {
      if (!(error instanceof AnalyticsError)) throw error
      if (error.code === 'day_too_recent' && error.latestDay) return error.latestDay
      if (error.code !== 'request_rejected') throw error
      lastMessage = error.message
    }
  }
  throw new AnalyticsError(
    'api_unavailable',
    `Claude’s API serves none of the last ${maxDaysBack} days, or answers in an unknown way. ${lastMessage}`,
    { isRetryable: true },
  )
}
