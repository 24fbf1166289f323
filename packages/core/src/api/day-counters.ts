import { type CounterId, type Counters, eachCounter, type UsageSource } from '../counters.ts'
import type { Day } from '../day.ts'
import { type ClaudeUserId, claudeUserId } from '../ids.ts'
import type { ClaudeUser } from '../matching.ts'
import type { ConnectorRow, Count, SkillRow, UserRow } from './rows.ts'
import { addExactly, countersOfUser } from './user-counters.ts'

/** From this day on, every surface says whether a connector call reads or writes, so that the report is complete. */
export const connectorReportFrom: Day = '2026-06-02'

/** Takes the rows of one endpoint page by page, and keeps only the counts of them. */
export interface Collector<Row, Collection> {
  readonly add: (rows: readonly Row[]) => void
  readonly collected: Collection
}

/** What the list of users says of each: skill and connector usage as lower bounds. */
export type UserCollection = ReadonlyMap<ClaudeUserId, { readonly email: string | null; readonly counters: Counters }>

/** What a report says of each user, null where it gives no count. */
export interface ReportCollection {
  readonly rows: number
  readonly counts: ReadonlyMap<ClaudeUserId, number | null>
}

/**
 * Collects the list of users. Rows of the same user count once: the list is sorted by e-mail, so a change of address
 * between two pages can repeat one.
 */
export const collectUsers = (): Collector<UserRow, UserCollection> => {
  const collected = new Map<ClaudeUserId, { email: string | null; counters: Counters }>()
  return {
    add(rows) {
      for (const row of rows) {
        if (!row.user) continue
        collected.set(claudeUserId(row.user.id), {
          email: row.user.email_address ?? null,
          counters: countersOfUser(row),
        })
      }
    },
    collected,
  }
}

/** Collects the report of skills: one row for every skill and user. */
export const collectSkills = (): Collector<SkillRow, ReportCollection> => collectReport((row) => row.invocation_count)

/** Collects the report of connectors: one row for every connector and user. */
export const collectConnectors = (): Collector<ConnectorRow, ReportCollection> =>
  collectReport((row) => addExactly([row.read_call_count, row.write_call_count, row.unclassified_call_count]))

const collectReport = <Row extends { readonly user_id?: string | null | undefined }>(
  countOf: (row: Row) => Count,
): Collector<Row, ReportCollection> => {
  const counts = new Map<ClaudeUserId, number | null>()
  let rows = 0
  return {
    add(page) {
      rows += page.length
      for (const row of page) {
        if (!row.user_id) continue
        const id = claudeUserId(row.user_id)
        counts.set(id, addExactly([counts.has(id) ? counts.get(id) : 0, countOf(row)]))
      }
    },
    get collected() {
      return { rows, counts }
    },
  }
}

export interface DayCollections {
  readonly users: UserCollection
  /** Null where the organisation does not have the report. */
  readonly skills: ReportCollection | null
  readonly connectors: ReportCollection | null
}

/** Everything that is kept of a day. */
export interface DayCounters {
  readonly sources: { readonly skills: UsageSource; readonly connectors: UsageSource }
  readonly claudeUsers: readonly ClaudeUser[]
  readonly counters: ReadonlyMap<ClaudeUserId, Counters>
}

/** The counters of every claude user on a day, from everything that was collected of it. */
export const dayCounters = ({ users, skills, connectors }: DayCollections): DayCounters => {
  const skillReport = usable(skills, users, 'skill_invocations')
  const connectorReport = usable(connectors, users, 'connector_invocations')
  const ids = new Set([...users.keys(), ...(skillReport?.keys() ?? []), ...(connectorReport?.keys() ?? [])])

  const counters = new Map<ClaudeUserId, Counters>()
  for (const id of ids) {
    const own = users.get(id)?.counters ?? noActivity
    counters.set(id, {
      ...own,
      skill_invocations: skillReport ? countIn(skillReport, id) : own.skill_invocations,
      connector_invocations: connectorReport ? countIn(connectorReport, id) : own.connector_invocations,
    })
  }
  return {
    sources: { skills: skillReport ? 'report' : 'users', connectors: connectorReport ? 'report' : 'users' },
    claudeUsers: [...ids].map((id) => ({ id, email: users.get(id)?.email ?? null })),
    counters,
  }
}

/** Someone whom a report names and the list of users does not: an absent row of a day that was read is no activity. */
const noActivity: Counters = eachCounter(() => 0)

/** Not being listed means no use; being listed without a count, that it is not known. */
const countIn = (counts: ReportCollection['counts'], id: ClaudeUserId): number | null =>
  counts.has(id) ? (counts.get(id) ?? null) : 0

/**
 * The report's counts, where the organisation has it. A report without a single count of a user is one that is not
 * switched on, and so is an empty one on a day on which the list of users knows of use.
 */
const usable = (
  report: ReportCollection | null,
  users: UserCollection,
  counter: CounterId,
): ReportCollection['counts'] | null => {
  if (!report) return null
  if (report.rows > 0) return hasAny(report.counts.values(), (count) => count !== null) ? report.counts : null
  return hasAny(users.values(), ({ counters }) => (counters[counter] ?? 0) > 0) ? null : report.counts
}

const hasAny = <Value>(values: Iterable<Value>, test: (value: Value) => boolean): boolean => {
  for (const value of values) if (test(value)) return true
  return false
}
