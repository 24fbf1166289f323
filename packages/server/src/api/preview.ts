import { type AccountId, createMatcher, dayAt, type PreviewResponse } from '@windmill/claude-core'
import type { AnalyticsClient, Endpoint } from '@windmill/claude-core/api'
import { type Report, readDay, unknownReports } from '../sync/read-day.ts'
import type { Context } from './context.ts'
import { asProblem, checkKey, interactive } from './key.ts'

/** An admin waits, and each page takes a second: 3,000 people show how well e-mails match, and one page a report. */
const mostPages: Readonly<Record<Endpoint, number>> = { users: 3, skills: 1, connectors: 1 }

/** What a key gives access to, seen on the first pages of the latest day. Saves nothing. Throws a `ProblemError`. */
export const previewKey = async (context: Context, accountId: AccountId, pasted: string): Promise<PreviewResponse> => {
  const { directory, storage, clock, emailRules } = context
  const { key, latestDay } = await checkKey(context, accountId, pasted)
  await directory.pull(accountId)
  try {
    const reports = unknownReports()
    let more = false
    const client = firstPages(context.createClient(accountId, key, interactive), (goesOn) => {
      more = goesOn
    })
    const seen = await readDay({ client, day: latestDay, reports, spare: true })
    // A report also names people whom those pages of the list do not: nothing is known of them to match.
    const claudeUsers = [...seen.claudeUsers].filter(({ email }) => email !== null)
    const employees = await storage.listEmployees(accountId)
    const { match } = createMatcher({ employees, on: dayAt(clock.now()), rules: emailRules })
    const matched = claudeUsers.filter((user) => match(user).kind === 'matched').length
    const has = (report: Report) => reports[report].misses === 0
    const found = { skills: has('skills'), connectors: has('connectors') }
    return { latestDay, claudeUsers: claudeUsers.length, matched, more, reports: found }
  } catch (error) {
    throw asProblem(error)
  }
}

/** A client that reads no further than the first pages, and tells whether the list of users goes on after them. */
const firstPages = (client: AnalyticsClient, tellMore: (goesOn: boolean) => void): AnalyticsClient => ({
  ...client,
  async *pages(endpoint, day) {
    let left = mostPages[endpoint]
    for await (const page of client.pages(endpoint, day)) {
      if (endpoint === 'users') tellMore(!page.last)
      yield page
      left -= 1
      if (left === 0) return
    }
  },
})
