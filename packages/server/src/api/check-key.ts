import { type AccountId, type Day, dayAt, problems } from '@windmill/claude-core'
import { AnalyticsError, findLatestDay, isRefusal } from '@windmill/claude-core/api'
import { findKey } from '@windmill/claude-core/internal'
import { describeError } from '../logger.ts'
import { ProblemError } from '../problem-error.ts'
import { createOrganizationGuard, type OrganizationGuard } from '../sync/organization-guard.ts'
import type { Context } from './context.ts'

/** Client options for requests that an admin waits for. The admin can try again, so there are few attempts. */
export const keyCheckOptions = { purpose: 'check', maxAttempts: 2 } as const

/**
 * Returns the key in a pasted text. No other part of the text is sent to Claude.
 * @throws `ProblemError` with the reason why the text holds no usable key.
 */
export const findPastedKey = (pasted: string): string => {
  const { key, problem } = findKey(pasted)
  if (problem) throw new ProblemError(problem, { field: 'apiKey' })
  return key
}

/** The result of checking a key that Claude accepts. */
export interface CheckedKey {
  /** The latest day that Claude serves. */
  readonly latestDay: Day
  /** Holds the organization of the key, if Claude named it. */
  readonly organization: OrganizationGuard
}

/**
 * Checks a key by asking Claude's API for its latest day.
 * @param key - A key that `findPastedKey` returned.
 * @throws `ProblemError` with the reason why the key is not accepted, or the signal's reason.
 */
export const checkKey = async (
  context: Context,
  accountId: AccountId,
  key: string,
  signal: AbortSignal | undefined,
): Promise<CheckedKey> => {
  const organization = createOrganizationGuard(await findDataOrganization(context, accountId))
  try {
    const client = context.createClient(accountId, key, { ...keyCheckOptions, signal, organization })
    return { latestDay: await findLatestDay(client, dayAt(context.clock.now())), organization }
  } catch (error) {
    if (error instanceof AnalyticsError && error.code === 'organization_differs') {
      context.logger.warn('A key of another organization was refused', { accountId, ...describeError(error) })
    }
    throw toProblemError(error)
  }
}

/**
 * Returns the id of the Claude organization that the account's figures come from. Null if it is not known or if the
 * account holds no figures.
 */
export const findDataOrganization = async ({ storage }: Context, accountId: AccountId): Promise<string | null> => {
  const organizationId = (await storage.getConnection(accountId))?.organizationId ?? null
  if (organizationId === null) return null
  const isAnyDayRead = (await storage.readLedger(accountId)).some(({ read }) => read)
  // Claude users stay stored when their days are no longer kept.
  const hasFigures = isAnyDayRead || (await storage.countPeople(accountId)).claudeUsers > 0
  return hasFigures ? organizationId : null
}

/**
 * Converts a failed request to Claude's API into a `ProblemError` for the admin. Adds Claude's own words if Claude
 * refused the request, and the network error if the API could not be reached. Returns other errors unchanged.
 */
export const toProblemError = (error: unknown): unknown => {
  if (!(error instanceof AnalyticsError)) return error
  const { code, requestId } = error
  const problemCode =
    code === 'day_too_recent' || code === 'request_rejected' || code === 'cursor_expired' || code === 'cursor_repeated'
      ? 'unexpected_answer'
      : code
  // `organization_differs` does not come from the API, so its message does not quote Claude.
  const isMessageShown = isRefusal(error) ? error.status !== undefined : code === 'api_unreachable'
  return new ProblemError(problemCode, {
    ...(isMessageShown && { detail: `${problems[problemCode].advice} ${error.message}` }),
    ...(requestId !== undefined && { requestId }),
  })
}
