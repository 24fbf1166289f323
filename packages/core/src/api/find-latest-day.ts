import { addDays, type Day } from '../time/day.ts'
import type { AnalyticsClient } from './analytics-client.ts'
import { AnalyticsError } from './analytics-error.ts'

/**
 * How many days before today to request, in this order. The data is a few days behind, so the first days are requested
 * one by one. The steps then double, so that an API that refuses every day gets few requests.
 */
const daysBackInOrder = [0, 1, 2, 3, 4, 8, 16, 31] as const
const maxDaysBack = 31

/**
 * Finds the newest day that the API serves. Requests today first, because the rejection usually names the latest day.
 * If a rejection names no earlier day, requests earlier days, up to 31 days back. The delay of the data is not fixed,
 * so it cannot be assumed. A refusal of the key or the organization ends the search at once.
 * @throws `AnalyticsError` `api_unavailable` if the API serves none of these days, or the error of a request that fails
 * for another reason.
 */
export const findLatestDay = async (client: Pick<AnalyticsClient, 'probe'>, today: Day): Promise<Day> => {
  // Counts tomorrow as refused.
  let refusedDaysBack = -1
  let message = ''
  for (const daysBack of daysBackInOrder) {
    const answer = await probe(client, addDays(today, -daysBack))
    if (answer.latestDay) return answer.latestDay
    if (answer.isServed) return await findBetween(client, today, refusedDaysBack, daysBack)
    refusedDaysBack = daysBack
    message = answer.message
  }
  throw new AnalyticsError(
    'api_unavailable',
    `Claude’s API serves none of the last ${maxDaysBack} days, or answers in an unknown way. ${message}`,
    { isRetryable: true },
  )
}

/** Finds the newest served day between a refused day and an older served day. */
const findBetween = async (
  client: Pick<AnalyticsClient, 'probe'>,
  today: Day,
  refusedDaysBack: number,
  servedDaysBack: number,
): Promise<Day> => {
  if (servedDaysBack - refusedDaysBack === 1) return addDays(today, -servedDaysBack)
  const middle = Math.floor((refusedDaysBack + servedDaysBack) / 2)
  const { isServed } = await probe(client, addDays(today, -middle))
  return isServed
    ? await findBetween(client, today, refusedDaysBack, middle)
    : await findBetween(client, today, middle, servedDaysBack)
}

/** The API's answer about a day: either the day is served, or the answer may name the latest served day. */
type DayAnswer =
  | { readonly isServed: true; readonly latestDay?: undefined }
  | { readonly isServed: false; readonly latestDay: Day | undefined; readonly message: string }

const probe = async (client: Pick<AnalyticsClient, 'probe'>, day: Day): Promise<DayAnswer> => {
  try {
    await client.probe('users', day)
    return { isServed: true }
  } catch (error) {
    if (!(error instanceof AnalyticsError)) throw error
    const { code, latestDay, message } = error
    if (code === 'day_too_recent' && latestDay) return { isServed: false, latestDay, message }
    if (code === 'request_rejected') return { isServed: false, latestDay: undefined, message }
    throw error
  }
}
