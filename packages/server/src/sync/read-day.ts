import type { Day } from '@windmill/claude-core'
import {
  type AnalyticsClient,
  AnalyticsError,
  type Collector,
  collectConnectors,
  collectSkills,
  collectUsers,
  connectorReportFrom,
  type DayCounters,
  dayCounters,
  type Endpoint,
  type ReportCollection,
  type Rows,
} from '@windmill/claude-core/api'

type Report = 'skills' | 'connectors'

/** Which reports an organisation has beside the list of users: assumed, until a day teaches otherwise. */
export type Reports = Record<Report, boolean>

/** How often a day is begun again when its pages go stale under the reader. */
const mostRestarts = 2

/**
 * Reads every page of every endpoint that a day needs. A report that the organisation turns out not to have is marked
 * in `reports`, so that it is not asked for again. Throws when anything is missing: then nothing of the day may be used.
 */
export const readDay = async (client: AnalyticsClient, day: Day, reports: Reports): Promise<DayCounters> => {
  for (let restarts = 0; ; restarts += 1) {
    try {
      return await readOnce(client, day, reports)
    } catch (error) {
      const stale = error instanceof AnalyticsError && error.code === 'cursor_expired'
      if (!stale || restarts === mostRestarts) throw error
    }
  }
}

const readOnce = async (client: AnalyticsClient, day: Day, reports: Reports): Promise<DayCounters> => {
  const [users, skills, connectors] = await Promise.all([
    readAll(client, 'users', day, collectUsers()),
    reports.skills ? readReport(client, 'skills', day, collectSkills(), reports) : null,
    reports.connectors && day >= connectorReportFrom
      ? readReport(client, 'connectors', day, collectConnectors(), reports)
      : null,
  ])
  const result = dayCounters({ users, skills, connectors })
  // It has rows, and yet not one count: the organisation has not switched it on.
  if (skills?.rows && result.sources.skills === 'users') reports.skills = false
  if (connectors?.rows && result.sources.connectors === 'users') reports.connectors = false
  return result
}

/** Page by page, so that only counts are held of even the largest organisation. */
const readAll = async <E extends Endpoint, Collection>(
  client: AnalyticsClient,
  endpoint: E,
  day: Day,
  collector: Collector<Rows[E], Collection>,
): Promise<Collection> => {
  for await (const page of client.pages(endpoint, day)) collector.add(page.rows)
  return collector.collected
}

/** Null where the report alone is refused: the organisation does not have it. A refused key is no such case. */
const readReport = async <R extends Report>(
  client: AnalyticsClient,
  report: R,
  day: Day,
  collector: Collector<Rows[R], ReportCollection>,
  reports: Reports,
): Promise<ReportCollection | null> => {
  try {
    return await readAll(client, report, day, collector)
  } catch (error) {
    if (!(error instanceof AnalyticsError) || !meansLacking.has(error.code)) throw error
    reports[report] = false
    return null
  }
}

const meansLacking: ReadonlySet<string> = new Set(['access_denied', 'scope_missing', 'request_rejected'])
