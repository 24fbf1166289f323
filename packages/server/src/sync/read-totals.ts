import type { ClaudeUserId, CounterId, Period } from '@windmill/claude-core'
import {
  type AnalyticsClient,
  AnalyticsError,
  type AnalyticsErrorCode,
  computeDayCounters,
  createDayCollector,
  type DayCounters,
} from '@windmill/claude-core/api'
import { additiveCounters } from '@windmill/claude-core/internal'
import { reportCounterIds } from './preserve-report-counts.ts'
import { collectPages, type Report, readWithRestarts } from './read-day.ts'

/** Claude's totals over several days. */
export interface Totals extends Pick<DayCounters, 'claudeUsers' | 'counters'> {
  /** The Claude users in the list of users. For all others, only the counters of the two reports are known. */
  readonly listedUsers: ReadonlySet<ClaudeUserId>
  /** Whether the list has rows that match no known Claude user. If so, a user outside `listedUsers` may have usage. */
  readonly hasUnattributedRows: boolean
  /** The counters that a report has totals for. */
  readonly reportCounters: readonly CounterId[]
}

/** The counters that the list of users has totals for. */
export const userTotalCounters: readonly CounterId[] = additiveCounters.filter(
  (id) => !Object.values<CounterId>(reportCounterIds).includes(id),
)

/** Codes of errors that another request for the same totals would get too. */
const finalCodes: readonly AnalyticsErrorCode[] = [
  'request_rejected',
  'day_too_recent',
  'access_denied',
  'scope_missing',
  'api_refused',
  'unexpected_answer',
]

/** Whether another request for the same totals would fail in the same way. */
export const isFinalFailure = (error: AnalyticsError): boolean => finalCodes.includes(error.code)

/**
 * Reads everybody's totals over a period, one endpoint after the other. A report that fails with a final error is left
 * out.
 * @param reports - The reports that every day of the period was read from.
 * @throws `AnalyticsError` if the list of users cannot be read, or if a report fails with an error that is not final.
 */
export const readTotals = (client: AnalyticsClient, period: Period, reports: readonly Report[]): Promise<Totals> =>
  readWithRestarts(async () => {
    const { users, skills, connectors } = createDayCollector()
    await collectPages(client.readPages('users', period), users)
    const listedUsers = new Set(users.collected.table.ids())
    const readReport = async <R extends Report>(
      report: R,
      collector: { skills: typeof skills; connectors: typeof connectors }[R],
    ) => {
      if (!reports.includes(report)) return null
      try {
        await collectPages(client.readPages(report, period), collector)
        return collector.collected
      } catch (error) {
        if (error instanceof AnalyticsError && isFinalFailure(error)) return null
        throw error
      }
    }
    const { claudeUsers, counters, sources, quality } = computeDayCounters({
      users: users.collected,
      skills: await readReport('skills', skills),
      connectors: await readReport('connectors', connectors),
    })
    const listQuality = quality.get('users')
    const knownReportCounters = reports
      .filter((report) => sources[report] === 'report')
      .map((report) => reportCounterIds[report])
    return {
      claudeUsers,
      counters,
      listedUsers,
      hasUnattributedRows:
        (listQuality?.unattributedRows ?? 0) > 0 || (listQuality?.unidentifiedEmails.length ?? 0) > 0,
      reportCounters: knownReportCounters,
    }
  })
