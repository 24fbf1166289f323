import { type AccountId, cleanKey, type Day, dayAt, findKeyProblem } from '@windmill/claude-core'
import { AnalyticsError, learnLatestDay } from '@windmill/claude-core/api'
import { ProblemError } from '../problem-error.ts'
import type { Context } from './context.ts'

/** An admin waits for the answer, and can try again themself. */
export const interactive = { attempts: 2 }

/** A key that Claude accepted, and what was learned on the way. */
export interface CheckedKey {
  readonly key: string
  readonly latestDay: Day
}

/** Tries a key with one request. A key of the wrong kind is not sent anywhere. Throws a `ProblemError`. */
export const checkKey = async (context: Context, accountId: AccountId, pasted: string): Promise<CheckedKey> => {
  const key = cleanKey(pasted)
  const problem = findKeyProblem(key)
  if (problem) throw new ProblemError(problem, { field: 'apiKey' })
  try {
    const latestDay = await learnLatestDay(
      context.createClient(accountId, key, interactive),
      dayAt(context.clock.now()),
    )
    return { key, latestDay }
  } catch (error) {
    throw asProblem(error)
  }
}

/** A failed request to Claude’s API as the problem that its admin reads; any other error as it is. */
export const asProblem = (error: unknown): unknown => {
  if (!(error instanceof AnalyticsError)) return error
  const { code, requestId } = error
  const known =
    code === 'day_too_recent' || code === 'request_rejected' || code === 'cursor_expired' || code === 'cursor_repeated'
      ? 'unexpected_answer'
      : code
  return new ProblemError(known, requestId === undefined ? {} : { requestId })
}
