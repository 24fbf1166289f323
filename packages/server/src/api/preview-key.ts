import {
  type AccountId,
  type ClaudeUser,
  type Day,
  dayAt,
  type PreviewResponse,
  type Viewer,
} from '@windmill/claude-core'
import type { AnalyticsClient, Endpoint } from '@windmill/claude-core/api'
import { createMatcher } from '@windmill/claude-core/internal'
import { listEmailKeys } from '../people/list-email-keys.ts'
import { findHistoryStart } from '../policy/find-history-start.ts'
import { createReportAvailability, type Report, readDay } from '../sync/read-day.ts'
import { checkKey, keyCheckOptions, toProblemError } from './check-key.ts'
import type { Context } from './context.ts'
import { reopenAccount } from './reopen-account.ts'

/**
 * Maximum pages per endpoint. An admin is waiting, and each page takes about a second. Three pages have up to 3,000
 * users, enough to show how well addresses match. One page shows whether a report exists.
 */
const maxPages: Readonly<Record<Endpoint, number>> = { users: 3, skills: 1, connectors: 1 }

/** What the first pages of the latest day show about a key. */
export interface KeyProbe {
  readonly latestDay: Day
  /** The Claude users on these pages who have an e-mail address. */
  readonly claudeUsers: readonly ClaudeUser[]
  readonly hasMoreUsers: boolean
  readonly reports: PreviewResponse['reports']
}

/**
 * Finds out what a key gives access to, from the first pages of the latest day. Saves neither the key nor any usage.
 * @param key - A key that `findPastedKey` returned.
 * @throws `ProblemError` with the reason why the key is not accepted, or the signal's reason.
 */
export const probeKey = async (
  context: Context,
  accountId: AccountId,
  key: string,
  signal: AbortSignal | undefined,
): Promise<KeyProbe> => {
  const { latestDay, organization } = await checkKey(context, accountId, key, signal)
  try {
    const availability = createReportAvailability()
    let hasMoreUsers = false
    const createClient = (clientSignal: AbortSignal | undefined) =>
      context.createClient(accountId, key, { ...keyCheckOptions, signal: clientSignal, organization })
    const reading = await readDay({
      createClient: (attemptSignal) =>
        limitPages(createClient(signal ? AbortSignal.any([signal, attemptSignal]) : attemptSignal), (hasMore) => {
          hasMoreUsers = hasMore
        }),
      day: latestDay,
      previous: null,
      availability,
      canSkipReports: true,
      checkAccess: () => createClient(signal).probe('users', latestDay),
    })
    // Reports also name Claude users who are not on the pages of users. Such a Claude user has no e-mail address, so
    // nothing can match them.
    const claudeUsers = [...reading.claudeUsers].filter(({ email }) => email !== null)
    const hasReport = (report: Report) => availability[report].missCount === 0
    const reports = { skills: hasReport('skills'), connectors: hasReport('connectors') }
    return { latestDay, claudeUsers, hasMoreUsers, reports }
  } catch (error) {
    throw toProblemError(error)
  }
}

/**
 * Returns what a key gives access to, as `probeKey` finds it. Pulls the directory, to count the people that match.
 * @param key - A key that `findPastedKey` returned.
 * @throws `ProblemError` with the reason why the key is not accepted, or the signal's reason.
 */
export const previewKey = async (
  context: Context,
  viewer: Viewer,
  key: string,
  signal: AbortSignal | undefined,
): Promise<PreviewResponse> => {
  const { directory, storage, clock, emailRules } = context
  const { accountId } = viewer
  const { latestDay, claudeUsers: foundUsers, hasMoreUsers, reports } = await probeKey(context, accountId, key, signal)
  await reopenAccount(context, viewer, 'preview')
  await directory.pullBriefly(accountId)
  const employees = await storage.listEmployees(accountId)
  const matcher = createMatcher({ employees, on: dayAt(clock.now()), rules: emailRules })
  const { match, listOwners, findEmployee } = matcher
  const emailKeys = new Map(foundUsers.map(({ id, email }) => [id, listEmailKeys(matcher, email)]))
  const owned = foundUsers.filter((user) => listOwners(user).length > 0)
  const hidden = await storage.findHiddenUsers(accountId, emailKeys, new Set(owned.map(({ id }) => id)))
  // People with a limited participation are not counted, even after they left or were erased: the difference to
  // adoption would reveal whether they used Claude on this day.
  const claudeUsers = foundUsers.filter(
    (user) => !hidden.has(user.id) && listOwners(user).every((id) => findEmployee(id)?.participation === 'included'),
  )
  const matched = claudeUsers.filter((user) => match(user).kind === 'matched').length
  return {
    historyFrom: await findHistoryStart(context, accountId),
    latestDay,
    claudeUsers: claudeUsers.length,
    matched,
    more: hasMoreUsers,
    reports,
  }
}

/**
 * Wraps a client so that it stops after `maxPages`. Calls `onUsersPage` after each page of users, with whether there
 * are more.
 */
const limitPages = (client: AnalyticsClient, onUsersPage: (hasMore: boolean) => void): AnalyticsClient => ({
  ...client,
  async *readPages(endpoint, day) {
    let remainingPages = maxPages[endpoint]
    for await (const page of client.readPages(endpoint, day)) {
      if (endpoint === 'users') onUsersPage(!page.isLast)
      yield page
      remainingPages -= 1
      if (remainingPages === 0) return
    }
  },
})
