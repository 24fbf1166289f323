import type { Day } from '@windmill/claude-core'
import {
  type AnalyticsClient,
  AnalyticsError,
  type Collector,
  collectDay,
  connectorReportFrom,
  type DayCollector,
  type DayCounters,
  dayCounters,
  type Page,
  type ReportCollection,
} from '@windmill/claude-core/api'

export type Report = 'skills' | 'connectors'

/** The reports that can have every use of a day. */
export const reportsOf = (day: Day): readonly Report[] =>
  day >= connectorReportFrom ? ['skills', 'connectors'] : ['skills']

/** What the days so far have taught of the reports that an organisation may have beside the list of users. */
export type Reports = Record<Report, { given: boolean; misses: number }>

/** Nothing yet. `given`: it gave counts of a day. `misses`: in how many days in a row it was denied or without a count. */
export const unknownReports = (): Reports => ({
  skills: { given: false, misses: 0 },
  connectors: { given: false, misses: 0 },
})

/** A single miss may be a fault, and is not what an organisation's whole history is read by. */
const mostMisses = 2
const isAskedFor = (reports: Reports, report: Report): boolean => reports[report].misses < mostMisses

/** The reports that have given counts, and go on giving them. */
export const givenReports = (reports: Reports): readonly Report[] =>
  (['skills', 'connectors'] as const).filter((report) => reports[report].given && isAskedFor(reports, report))

/** How often a day is begun again when its pages go stale under the reader. */
const mostRestarts = 2

export interface ReadDayOptions {
  readonly client: AnalyticsClient
  readonly day: Day
  /** Marked with what this day teaches: a report that the organisation turns out not to have is not asked for again. */
  readonly reports: Reports
  /** Whether to do without a report that refuses the day; otherwise such a refusal fails it. */
  readonly spare: boolean
}

export interface DayReading extends DayCounters {
  /** Which reports were read to their end, whatever they had. */
  readonly answered: Readonly<Record<Report, boolean>>
}

/** Reads every page of every endpoint that a day needs. Throws when anything is missing: then nothing of it may be used. */
export const readDay = async (options: ReadDayOptions): Promise<DayReading> => {
  for (let restarts = 0; ; restarts += 1) {
    try {
      return await readOnce(options)
    } catch (error) {
      const stale = error instanceof AnalyticsError && error.code === 'cursor_expired'
      if (!stale || restarts === mostRestarts) throw error
    }
  }
}

const readOnce = async (options: ReadDayOptions): Promise<DayReading> => {
  const { client, day, reports } = options
  const failed = new AbortController()
  const { signal } = failed
  const userPages = client.pages('users', day)
  const collectors = collectDay()
  const { users } = collectors
  // As it was planned: what other days teach meanwhile is for those after them.
  const asked = reportsOf(day).filter((report) => isAskedFor(reports, report))
  const read = (report: Report) =>
    asked.includes(report) ? readReport(report, collectors[report], options, signal) : null
  // The first page before any other: a day that is not served is then refused once, and not once by every endpoint.
  const first = await userPages.next()
  if (!first.done) users.add(first.value.rows)
  const [, skills, connectors] = await Promise.all([
    collect(userPages, users, signal),
    read('skills'),
    read('connectors'),
  ]).catch((error: unknown) => {
    // Without one endpoint the others are of no use: they end with the page that they are at.
    failed.abort(error)
    throw error
  })
  const result = dayCounters({ users: users.collected, skills, connectors })
  learn(reports, 'skills', skills, result)
  learn(reports, 'connectors', connectors, result)
  return { ...result, answered: { skills: skills !== null, connectors: connectors !== null } }
}

/** Of an empty report, nothing is learned. One with rows and yet not one count is one that is not switched on. */
const learn = (reports: Reports, report: Report, read: ReportCollection | null, { sources }: DayCounters): void => {
  if (!read?.rows()) return
  if (sources[report] === 'report') reports[report] = { given: true, misses: 0 }
  else reports[report].misses += 1
}

/** Page by page, so that only counts are held of even the largest organisation. */
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

/** Null where the organisation does not have the report, or not for this day. */
const readReport = async (
  report: Report,
  collector: DayCollector[Report],
  { client, day, reports, spare }: ReadDayOptions,
  signal: AbortSignal,
): Promise<ReportCollection | null> => {
  try {
    await collect(client.pages(report, day), collector, signal)
    return collector.collected
  } catch (error) {
    if (!(error instanceof AnalyticsError)) throw error
    const { code, message } = error
    if (code === 'request_rejected') {
      if (spare) return null
      // The list of users has the day: it is the report that is behind.
      throw new AnalyticsError('day_too_recent', message)
    }
    if (code !== 'access_denied' && code !== 'scope_missing') throw error
    // Refused for everything, it is the key or the switch, and the sync must stop.
    await client.probe('users', day)
    reports[report].misses += 1
    return null
  }
}
