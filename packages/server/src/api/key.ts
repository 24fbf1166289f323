import {
  type AccountId,
  cleanKey,
  createMatcher,
  type Day,
  dayAt,
  findKeyProblem,
  type PreviewResponse,
} from '@windmill/claude-core'
import { AnalyticsError, learnLatestDay } from '@windmill/claude-core/api'
import { refreshDirectory } from '../people/directory.ts'
import { ProblemError } from '../problem-error.ts'
import { readDay } from '../sync/read-day.ts'
import type { Context } from './context.ts'

/** An admin waits for the answer, and can try again themself. */
const interactive = { attempts: 2 }

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

/** What a key gives access to, seen on the latest day. */
export const previewKey = async (context: Context, accountId: AccountId, pasted: string): Promise<PreviewResponse> => {
  const { key, latestDay } = await checkKey(context, accountId, pasted)
  await refreshDirectory(context.directory, context.storage, accountId)
  try {
    const reports = { skills: true, connectors: true }
    const client = context.createClient(accountId, key, interactive)
    const { claudeUsers } = await readDay({ client, day: latestDay, reports, spareReports: true })
    const match = createMatcher(await context.storage.listEmployees(accountId), dayAt(context.clock.now()))
    const matched = claudeUsers.filter((user) => match(user).kind === 'matched').length
    return { latestDay, claudeUsers: claudeUsers.length, matched, reports }
  } catch (error) {
    throw asProblem(error)
  }
}

const asProblem = (error: unknown): unknown => {
  if (!(error instanceof AnalyticsError)) return error
  const { code, requestId } = error
  const known =
    code === 'day_too_recent' || code === 'request_rejected' || code === 'cursor_expired' || code === 'cursor_repeated'
      ? 'unexpected_answer'
      : code
  return new ProblemError(known, requestId === undefined ? {} : { requestId })
}
