import { type CounterId, type Counters, eachCounter, type UsageSource } from '../counters.ts'
import type { Day } from '../day.ts'
import type { ClaudeUserId } from '../ids.ts'
import type { ClaudeUser } from '../matching.ts'
import type { ReportReading, UserReading } from './read-page.ts'
import { addExactly } from './user-counters.ts'

/** From this day on, every surface says whether a connector call reads or writes, so that the report is complete. */
export const connectorReportFrom: Day = '2026-06-02'

/** Takes what was read of one endpoint page by page. */
export interface Collector<Row, Collection> {
  readonly add: (rows: readonly Row[]) => void
  readonly collected: Collection
}

/** What the list of users says of each: skill and connector usage as lower bounds. */
export type UserCollection = ReadonlyMap<ClaudeUserId, Omit<UserReading, 'id'>>

/** What a report says of each user, null where it gives no count. */
export interface ReportCollection {
  readonly rows: number
  readonly counts: ReadonlyMap<ClaudeUserId, number | null>
}

/**
 * Collects the list of users. Rows of the same user count once: the list is sorted by e-mail, so a change of address
 * between two pages can repeat one.
 */
export const collectUsers = (): Collector<UserReading, UserCollection> => {
  const collected = new Map<ClaudeUserId, UserReading>()
  return {
    add(rows) {
      for (const row of rows) if (row.id) collected.set(row.id, row)
    },
    collected,
  }
}

/** Collects a report: one row for every skill, or connector, and user. */
export const collectReport = (): Collector<ReportReading, ReportCollection> => {
  const counts = new Map<ClaudeUserId, number | null>()
  let rows = 0
  return {
    add(page) {
      rows += page.length
      for (const { id, count } of page) {
        if (!id) continue
        const before = counts.get(id)
        counts.set(id, before === undefined ? count : addExactly([before, count]))
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

  const counters = new Map<ClaudeUserId, Counters>()
  const add = (id: ClaudeUserId, own: Counters): void => {
    counters.set(id, {
      ...own,
      skill_invocations: skillReport ? countIn(skillReport, id) : own.skill_invocations,
      connector_invocations: connectorReport ? countIn(connectorReport, id) : own.connector_invocations,
    })
  }
  for (const [id, { counters: own }] of users) add(id, own)
  for (const report of [skillReport, connectorReport]) {
    for (const id of report?.keys() ?? []) if (!counters.has(id)) add(id, noActivity)
  }
  return {
    sources: { skills: skillReport ? 'report' : 'users', connectors: connectorReport ? 'report' : 'users' },
    claudeUsers: [...counters.keys()].map((id) => ({ id, email: users.get(id)?.email ?? null })),
    counters,
  }
}

/** Someone whom a report names and the list of users does not: an absent row of a day that was read is no activity. */
const noActivity: Counters = eachCounter(() => 0)

/** Not being listed means no use; being listed without a count, that it is not known. */
const countIn = (counts: ReportCollection['counts'], id: ClaudeUserId): number | null => {
  const count = counts.get(id)
  return count === undefined ? 0 : count
}

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
