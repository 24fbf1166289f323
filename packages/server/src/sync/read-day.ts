import type { Day } from '@windmill/claude-core'
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

export type Report = 'skills' | 'connectors'

/** Lists the reports that are complete for a day. */
export const listReports = (day: Day): readonly Report[] =>
  day >= firstConnectorReportDay ? ['skills', 'connectors'] : ['skills']

/** What a run has learned about the optional reports of an organization. */
export type ReportAvailability = Record<
  Report,
  {
    /** Whether the report has given counts for any day. */
    hasCounts: boolean
    /** Days in a row for which the report was denied or had no count. */
    misses: number
  }
>

/** Creates the availability for the start of a run, when nothing is known. */
export const createReportAvailability = (): ReportAvailability => ({
  skills: { hasCounts: false, misses: 0 },
  connectors: { hasCounts: false, misses: 0 },
})

/** A report is no longer requested after this many misses in a row. A single miss may be a fault. */
const maxMisses = 2
const canRequest = (availability: ReportAvailability, report: Report): boolean =>
  availability[report].misses < maxMisses

/** Lists the reports that have given counts and still do. */
export const findAvailableReports = (availability: ReportAvailability): readonly Report[] =>
  (['skills', 'connectors'] as const).filter(
    (report) => availability[report].hasCounts && canRequest(availability, report),
  )

/** Maximum restarts of a day when its cursors expire. */
const maxRestarts = 2

export interface ReadDayOptions {
  readonly client: AnalyticsClient
  readonly day: Day
  /** Updated with what this day shows. A report that the organization does not have is no longer requested. */
  readonly availability: ReportAvailability
  /** Whether to skip a report that refuses the day. If false, such a refusal fails the day. */
  readonly canSkipReports: boolean
}

export interface ReadDayResult extends DayCounters {
  /** Whether each report was read to its end, even if it was empty. */
  readonly completed: Readonly<Record<Report, boolean>>
}

/** Reads every page of every endpoint that a day needs. Throws when any page is missing: a partial day is never used. */
export const readDay = async (options: ReadDayOptions): Promise<ReadDayResult> => {
  for (let restarts = 0; ; restarts += 1) {
    try {
      return await readOnce(options)
    } catch (error) {
      const isExpired = error instanceof AnalyticsError && error.code === 'cursor_expired'
      if (!isExpired || restarts === maxRestarts) throw error
    }
  }
}

const readOnce = async (options: ReadDayOptions): Promise<ReadDayResult> => {
  const { client, day, availability } = options
  const abort = new AbortController()
  const { signal } = abort
  const userPages = client.pages('users', day)
  const collectors = createDayCollector()
  const { users } = collectors
  // Decided once at the start. What concurrent days show meanwhile applies to later days only.
  const requested = listReports(day).filter((report) => canRequest(availability, report))
  const read = (report: Report) =>
    requested.includes(report) ? readReport(report, collectors[report], options, signal) : null
  // The first page is read alone, so that a day that is not served is refused once, not once by every endpoint.
  const first = await userPages.next()
  if (!first.done) users.add(first.value.rows)
  const [, skills, connectors] = await Promise.all([
    collect(userPages, users, signal),
    read('skills'),
    read('connectors'),
  ]).catch((error: unknown) => {
    // The day needs every endpoint, so the others stop after their current page.
    abort.abort(error)
    throw error
  })
  const result = computeDayCounters({ users: users.collected, skills, connectors })
  updateAvailability(availability, 'skills', skills, result)
  updateAvailability(availability, 'connectors', connectors, result)
  return { ...result, completed: { skills: skills !== null, connectors: connectors !== null } }
}

/** An empty report shows nothing. A report that has rows but no count is not switched on. */
const updateAvailability = (
  availability: ReportAvailability,
  report: Report,
  read: ReportCollection | null,
  { sources }: DayCounters,
): void => {
  if (!read?.rows()) return
  if (sources[report] === 'report') availability[report] = { hasCounts: true, misses: 0 }
  else availability[report].misses += 1
}

/** Collects page by page, so that only counts are in memory, even for the largest organization. */
const collect = async <Row>(
  pages: AsyncIterable<Page<Row>>,
  collector: Collector<Row, unknown>,
  signal: AbortSignal,
): Promise<void> => {
  for await (const page of pages) {
    signal.throwIfAborted()
    collector.add(page.rows)
  }
}

/** Reads a report. Resolves with null when the organization does not have it, or not for this day. */
const readReport = async (
  report: Report,
  collector: DayCollector[Report],
  { client, day, availability, canSkipReports }: ReadDayOptions,
  signal: AbortSignal,
): Promise<ReportCollection | null> => {
  try {
    await collect(client.pages(report, day), collector, signal)
    return collector.collected
  } catch (error) {
    if (!(error instanceof AnalyticsError)) throw error
    const { code, message } = error
    if (code === 'request_rejected') {
      if (canSkipReports) return null
      // The list of users has served the day, so only the report is behind.
      throw new AnalyticsError('day_too_recent', message)
    }
    if (code !== 'access_denied' && code !== 'scope_missing') throw error
    // When the list of users is refused too, the key or the API switch is the cause, and the sync must stop.
    await client.probe('users', day)
    availability[report].misses += 1
    return null
  }
}
