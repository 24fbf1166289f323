import type { Day } from '@windmill/claude-core'
import {
  type AnalyticsClient,
  AnalyticsError,
  type Collector,
  collectReport,
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

export interface ReadDayOptions {
  readonly client: AnalyticsClient
  readonly day: Day
  readonly reports: Reports
  /** Do without a report that this day is refused for; otherwise such a refusal fails the day. */
  readonly spareReports: boolean
}

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
  const [users, skills, connectors] = await Promise.all([
    readAll(client, 'users', day, collectUsers()),
    reports.skills ? readReport('skills', options) : null,
    reports.connectors && day >= connectorReportFrom ? readReport('connectors', options) : null,
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

/** Null where the report alone is refused: then the organisation does not have it, or not for this day. */
const readReport = async (
  report: Report,
  { client, day, reports, spareReports }: ReadDayOptions,
): Promise<ReportCollection | null> => {
  try {
    return await readAll(client, report, day, collectReport())
  } catch (error) {
    const code = error instanceof AnalyticsError ? error.code : undefined
    if (code === 'request_rejected' && spareReports) return null
    if (code !== 'access_denied' && code !== 'scope_missing') throw error
    // Refused for everything, it is the key or the switch, and the sync must stop.
    await client.probe('users', day)
    reports[report] = false
    return null
  }
}
