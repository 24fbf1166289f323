import { addDays, type Day } from '@windmill/claude-core'
import {
  type AnalyticsClient,
  AnalyticsError,
  type Collector,
  computeDayCounters,
  createDayCollector,
  type DayCollector,
  type DayCounters,
  firstConnectorReportDay,
  type Page,
  type ReportCollection,
} from '@windmill/claude-core/api'
import type { LedgerEntry } from '../storage/adapter.ts'

/** An optional endpoint that an organization may lack. Without it, the counts come from the list of users. */
export type Report = 'skills' | 'connectors'

/** Lists the reports that the API has complete data for on a day. */
export const listReports = (day: Day): readonly Report[] =>
  day >= firstConnectorReportDay ? ['skills', 'connectors'] : ['skills']

/** What a run has learned about the optional reports of an organization. */
export type ReportAvailability = Record<
  Report,
  {
    /** Whether the report has given counts for any day. */
    hasCounts: boolean
    /** Number of days in a row for which the report was denied, or had rows but no count. */
    missCount: number
  }
>

/** Creates the availability for the start of a run, when nothing is known. */
export const createReportAvailability = (): ReportAvailability => ({
  skills: { hasCounts: false, missCount: 0 },
  connectors: { hasCounts: false, missCount: 0 },
})

/** Number of misses in a row after which a report is no longer requested. A single miss may be a fault. */
const maxMissCount = 2
const canRequest = (availability: ReportAvailability, report: Report): boolean =>
  availability[report].missCount < maxMissCount

/** Lists the reports that have given counts in this run and are still requested. */
export const findAvailableReports = (availability: ReportAvailability): readonly Report[] =>
  (['skills', 'connectors'] as const).filter(
    (report) => availability[report].hasCounts && canRequest(availability, report),
  )

/**
 * Maximum days for which a new day waits for a report that names an older latest day. A report that is further behind
 * may never catch up, or the date in its refusal may mean something else.
 */
const maxReportDelayDays = 3

/** Maximum times that pages are read again from the first one, because a cursor expired. */
const maxRestarts = 2

export interface ReadDayOptions {
  /** Creates a client. The signal aborts its requests, even while they wait for the budget. */
  readonly createClient: (signal: AbortSignal) => AnalyticsClient
  readonly day: Day
  /** An earlier reading of the day. Null if there is none. */
  readonly previous: LedgerEntry['read']
  /** Determines which reports are requested. `readDay` updates it with what this day shows. */
  readonly availability: ReportAvailability
  /**
   * Whether to request a report that gave the stored counts of the day, even if other days have shown in the meantime
   * that the report is unavailable. `@default` false
   */
  readonly mustRepeatReports?: boolean
  /** Whether to skip a report that refuses the day. If false, the refusal fails the day with `day_too_recent`. */
  readonly canSkipReports: boolean
  /** Called when a report is refused. Rejects if the API refuses the list of users too. */
  readonly checkAccess: () => Promise<void>
}

export interface ReadDayResult extends DayCounters {
  /** Whether each report was read to its end, even if it was empty. */
  readonly completedReports: Readonly<Record<Report, boolean>>
}

/**
 * Reads every page of every endpoint that a day needs.
 * @throws `AnalyticsError` if a page cannot be read, so that a partial day is never used.
 */
export const readDay = (options: ReadDayOptions): Promise<ReadDayResult> => readWithRestarts(() => readOnce(options))

/** Reads again from the first page when a cursor expired. */
export const readWithRestarts = async <Result>(read: () => Promise<Result>): Promise<Result> => {
  for (let restarts = 0; ; restarts += 1) {
    try {
      return await read()
    } catch (error) {
      const hasCursorExpired = error instanceof AnalyticsError && error.code === 'cursor_expired'
      if (!hasCursorExpired || restarts === maxRestarts) throw error
    }
  }
}

const readOnce = async (options: ReadDayOptions): Promise<ReadDayResult> => {
  const { createClient, day, previous, availability, mustRepeatReports = false } = options
  const abort = new AbortController()
  const { signal } = abort
  const client = createClient(signal)
  const userPages = client.readPages('users', day)
  const collectors = createDayCollector()
  const { users } = collectors
  // Decided at the start. What the run learns from other days in the meantime applies only to later days.
  const requestedReports = listReports(day).filter(
    (report) => canRequest(availability, report) || (mustRepeatReports && previous?.[report] === 'report'),
  )
  const readIfRequested = (report: Report) =>
    requestedReports.includes(report) ? readReport(report, collectors[report], client, options) : null
  // The first page is read alone. If the day is not served, only one endpoint has to refuse it.
  const firstPage = await userPages.next()
  if (!firstPage.done) users.add(firstPage.value.rows)
  const [, skills, connectors] = await Promise.all([
    collectPages(userPages, users),
    readIfRequested('skills'),
    readIfRequested('connectors'),
  ]).catch((error: unknown) => {
    // The day needs every endpoint, so requests to the other endpoints would be useless now.
    abort.abort()
    throw error
  })
  const result = computeDayCounters({ users: users.collected, skills, connectors, previousSources: previous })
  updateAvailability(availability, 'skills', skills)
  updateAvailability(availability, 'connectors', connectors)
  return { ...result, completedReports: { skills: skills !== null, connectors: connectors !== null } }
}

/** Updates the availability of a report. A report with rows but no count is a miss. Malformed rows show nothing. */
const updateAvailability = (
  availability: ReportAvailability,
  report: Report,
  collection: ReportCollection | null,
): void => {
  if (collection?.hasCount) availability[report] = { hasCounts: true, missCount: 0 }
  else if (collection?.hasNull) availability[report].missCount += 1
}

/** Adds the rows page by page, so that only counts stay in memory, even for the largest organization. */
export const collectPages = async <Row>(
  pages: AsyncIterable<Page<Row>>,
  collector: Collector<Row, unknown>,
): Promise<void> => {
  for await (const page of pages) collector.add(page.rows)
}

/**
 * Reads a report. Resolves with null if the organization does not have it, or if it refuses the day and can be skipped.
 */
const readReport = async (
  report: Report,
  collector: DayCollector[Report],
  client: AnalyticsClient,
  { day, availability, canSkipReports, checkAccess }: ReadDayOptions,
): Promise<ReportCollection | null> => {
  try {
    await collectPages(client.readPages(report, day), collector)
    return collector.collected
  } catch (error) {
    if (!(error instanceof AnalyticsError)) throw error
    const { code, message, latestDay } = error
    if (code === 'request_rejected' || code === 'day_too_recent') {
      if (canSkipReports) return null
      // The list of users serves the day, so only the report is behind.
      const canWait = latestDay !== undefined && latestDay >= addDays(day, -maxReportDelayDays)
      throw new AnalyticsError('day_too_recent', message, canWait ? { latestDay } : {})
    }
    if (code !== 'access_denied' && code !== 'scope_missing' && code !== 'api_refused') throw error
    // If the list of users is denied too, the cause is the key or the organization's API switch. Then `checkAccess`
    // rejects, and the sync ends.
    await checkAccess()
    availability[report].missCount += 1
    return null
  }
}
