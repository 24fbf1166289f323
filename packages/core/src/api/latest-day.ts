import { addDays, type Day } from '../time/day.ts'
import { AnalyticsError } from './analytics-error.ts'
import type { AnalyticsClient } from './client.ts'

/** How far back the latest day is looked for when the API does not name it. */
const longestStall = 31

/**
 * Learns the newest day that the API serves, by asking for today: the answer names it. Where its wording names no
 * date, one day at a time is tried backwards. Never assumes a lag.
 */
export const findLatestDay = async (client: Pick<AnalyticsClient, 'probe'>, today: Day): Promise<Day> => {
  for (let back = 0; back <= longestStall; back += 1) {
    const day = addDays(today, -back)
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
    `Claude’s API serves none of the last ${longestStall} days, or answers in an unknown way.`,
    { retryable: true },
  )
}
