import { type AccountId, type Day, dayAt } from '@windmill/claude-core'
import { AnalyticsError, findLatestDay } from '@windmill/claude-core/api'
import { findKey } from '@windmill/claude-core/internal'
import { ProblemError } from '../problem-error.ts'
import type { Context } from './context.ts'

/** Retry options for requests that an admin waits for. The admin can try again, so there are few attempts. */
export const interactiveRetryOptions = { maxAttempts: 2 }

/** A key that Claude accepted, and the latest day it serves. */
export interface CheckedKey {
  readonly key: string
  readonly latestDay: Day
}

/**
 * Checks a pasted key by asking Claude's API for its latest day. Only a key that `findKey` returns is sent.
 * @throws `ProblemError` with the reason why the key is not accepted.
 */
export const checkKey = async (context: Context, accountId: AccountId, pasted: string): Promise<CheckedKey> => {
  const { key, problem } = findKey(pasted)
  if (problem) throw new ProblemError(problem, { field: 'apiKey' })
  try {
    const latestDay = await findLatestDay(
      context.createClient(accountId, key, interactiveRetryOptions),
      dayAt(context.clock.now()),
    )
    return { key, latestDay }
  } catch (error) {
    throw toProblemError(error)
  }
}

/** Converts a failed request to Claude's API into a `ProblemError` for the admin. Returns other errors unchanged. */
export const toProblemError = (error: unknown): unknown => {
  if (!(error instanceof AnalyticsError)) return error
  const { code, requestId } = error
  const problemCode =
    code === 'day_too_recent' || code === 'request_rejected' || code === 'cursor_expired' || code === 'cursor_repeated'
      ? 'unexpected_answer'
      : code
  return new ProblemError(problemCode, requestId === undefined ? {} : { requestId })
}
