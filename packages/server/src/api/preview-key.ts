import { type AccountId, dayAt, type PreviewResponse } from '@windmill/claude-core'
import type { AnalyticsClient, Endpoint } from '@windmill/claude-core/api'
import { createMatcher } from '@windmill/claude-core/internal'
import { createReportAvailability, type Report, readDay } from '../sync/read-day.ts'
import { checkKey, interactiveRetry, toProblemError } from './check-key.ts'
import type { Context } from './context.ts'

/**
 * Maximum pages per endpoint. An admin is waiting, and each page takes about a second. 3,000 users show how well e-mails
 * match, and one page shows whether a report exists.
 */
const maxPages: Readonly<Record<Endpoint, number>> = { users: 3, skills: 1, connectors: 1 }

/**
 * Reads the first pages of the latest day to show what a key gives access to. Pulls the directory, and saves neither the
 * key nor any usage.
 * @throws `ProblemError` with the reason why the key is not accepted.
 */
export const previewKey = async (context: Context, accountId: AccountId, pasted: string): Promise<PreviewResponse> => {
  const { directory, storage, clock, emailRules } = context
  const { key, latestDay } = await checkKey(context, accountId, pasted)
  await directory.pull(accountId)
  try {
    const reports = createReportAvailability()
    let hasMoreUsers = false
    const client = limitPages(context.createClient(accountId, key, interactiveRetry), (hasMore) => {
      hasMoreUsers = hasMore
    })
    const read = await readDay({ client, day: latestDay, availability: reports, canSkipReports: true })
    // Reports also name users who are not on these pages. Without an e-mail they cannot be matched.
    const claudeUsers = [...read.claudeUsers].filter(({ email }) => email !== null)
    const employees = await storage.listEmployees(accountId)
    const { match } = createMatcher({ employees, on: dayAt(clock.now()), rules: emailRules })
    const matched = claudeUsers.filter((user) => match(user).kind === 'matched').length
    const hasReport = (report: Report) => reports[report].misses === 0
    const foundReports = { skills: hasReport('skills'), connectors: hasReport('connectors') }
    return { latestDay, claudeUsers: claudeUsers.length, matched, more: hasMoreUsers, reports: foundReports }
  } catch (error) {
    throw toProblemError(error)
  }
}

/** Wraps a client to stop after the first pages. Calls `onUsersPage` with whether there are more users. */
const limitPages = (client: AnalyticsClient, onUsersPage: (hasMore: boolean) => void): AnalyticsClient => ({
  ...client,
  async *pages(endpoint, day) {
    let pagesLeft = maxPages[endpoint]
    for await (const page of client.pages(endpoint, day)) {
      if (endpoint === 'users') onUsersPage(!page.last)
      yield page
      pagesLeft -= 1
      if (pagesLeft === 0) return
    }
  },
})
