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

/** Which reports an organisation has beside the list of users: assumed, until a day teaches otherwise. */
export type Reports = Record<Report, boolean>

/** How often a day is begun again when its pages go stale under the reader. */
const mostRestarts = 2

export interface ReadDayOptions {
  readonly client: AnalyticsClient
  readonly day: Day
  readonly reports: Reports
  readonly onRefusal: Readonly<Record<Report, OnRefusal>>
}

/**
 * What it means that a report alone refuses the day: that the day has none, and is read without (`spare`), that the day
 * fails (`fail`), or that the report, which had this day before, has fallen back behind it for a while (`wait`).
 */
export type OnRefusal = 'spare' | 'fail' | 'wait'

/**
 * Reads every page of every endpoint that a day needs. A report that the organisation turns out not to have is marked
 * in `reports`, so that it is not asked for again. Throws when anything is missing: then nothing of the day may be used.
 */
export const readDay = async (options: ReadDayOptions): Promise<DayCounters> => {
  for (let restarts = 0; ; restarts += 1) {
    try {
      return await readOnce(options)
    } catch (error) {
      const stale = error instanceof AnalyticsError && error.code === 'cursor_expired'
      if (!stale || restarts === mostRestarts) throw error
    }
  }
}

const readOnce = async (options: ReadDayOptions): Promise<DayCounters> => {
  const { client, day, reports } = options
  const failed = new AbortController()
  const { signal } = failed
  const userPages = client.pages('users', day)
  const collectors = collectDay()
  const { users } = collectors
  // The first page before any other: a day that is not served is then refused once, and not once by every endpoint.
  const first = await userPages.next()
  if (!first.done) users.add(first.value.rows)
  const [, skills, connectors] = await Promise.all([
    collect(userPages, users, signal),
    reports.skills ? readReport('skills', collectors.skills, options, signal) : null,
    reports.connectors && day >= connectorReportFrom
      ? readReport('connectors', collectors.connectors, options, signal)
      : null,
  ]).catch((error: unknown) => {
    // Without one endpoint the others are of no use: they end with the page that they are at.
    failed.abort(error)
    throw error
  })
  const result = dayCounters({ users: users.collected, skills, connectors })
  // It has rows, and yet not one count: the organisation has not switched it on.
  if (skills?.rows() && result.sources.skills === 'users') reports.skills = false
  if (connectors?.rows() && result.sources.connectors === 'users') reports.connectors = false
  return result
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

/** Null where the report alone is refused: then the organisation does not have it, or not for this day. */
const readReport = async (
  report: Report,
  collector: DayCollector[Report],
  { client, day, reports, onRefusal }: ReadDayOptions,
  signal: AbortSignal,
): Promise<ReportCollection | null> => {
  try {
    await collect(client.pages(report, day), collector, signal)
    return collector.collected
  } catch (error) {
    if (!(error instanceof AnalyticsError)) throw error
    const { code, message } = error
    if (code === 'request_rejected') {
      if (onRefusal[report] === 'spare') return null
      if (onRefusal[report] === 'wait') throw new AnalyticsError('day_too_recent', message)
    }
    if (code !== 'access_denied' && code !== 'scope_missing') throw error
    // Refused for everything, it is the key or the switch, and the sync must stop.
    await client.probe('users', day)
    reports[report] = false
    return null
  }
}
