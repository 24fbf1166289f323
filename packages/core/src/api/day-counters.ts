import { type CounterId, type Counters, eachCounter, type UsageSource } from '../counters.ts'
import type { Day } from '../day.ts'
import type { ClaudeUserId } from '../ids.ts'
import type { ClaudeUser } from '../matching.ts'
import type { ReportReading, UserReading } from './read-page.ts'
import { addExactly } from './user-counters.ts'
import { createUserTable, type UserTable } from './user-table.ts'

/** From this day on, every surface says whether a connector call reads or writes, so that the report is complete. */
export const connectorReportFrom: Day = '2026-06-02'

/** Takes what was read of one endpoint page by page. */
export interface Collector<Row, Collection> {
  readonly add: (rows: readonly Row[]) => void
  readonly collected: Collection
}

/** What a report says of each user, null where it gives no count. */
export interface ReportCollection {
  readonly rows: number
  readonly counts: ReadonlyMap<ClaudeUserId, number | null>
}

/**
 * Collects the list of users. Rows of the same user count once: the list is sorted by e-mail, so a change of address
 * between two pages can repeat one.
 */
export const collectUsers = (): Collector<UserReading, UserTable> => {
  const collected = createUserTable()
  return {
    add(rows) {
      for (const { id, email, counters } of rows) if (id) collected.put(id, email, counters)
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
  /** What the list of users says of each: skill and connector usage as lower bounds. */
  readonly users: UserTable
  /** Null where the organisation does not have the report. */
  readonly skills: ReportCollection | null
  readonly connectors: ReportCollection | null
}

/** Everything that is kept of a day. */
export interface DayCounters {
  readonly sources: { readonly skills: UsageSource; readonly connectors: UsageSource }
  /** Made when they are gone through. */
  readonly claudeUsers: Iterable<ClaudeUser>
  readonly counters: Pick<UserTable, 'size' | 'has' | 'get' | 'ids' | typeof Symbol.iterator>
}

/**
 * The counters of every claude user on a day, from everything that was collected of it. The table of users becomes the
 * answer: nothing of a large organisation is in memory twice.
 */
export const dayCounters = ({ users, skills, connectors }: DayCollections): DayCounters => {
  const skillReport = usable(skills, users, 'skill_invocations')
  const connectorReport = usable(connectors, users, 'connector_invocations')

  const merge = (report: ReportCollection['counts'] | null, counter: CounterId): void => {
    if (!report) return
    // Not being listed means no use; being listed without a count, that it is not known.
    for (const id of users.ids()) if (!report.has(id)) users.change(id, counter, 0)
    for (const [id, count] of report) {
      if (!users.has(id)) users.put(id, null, noActivity)
      users.change(id, counter, count)
    }
  }
  merge(skillReport, 'skill_invocations')
  merge(connectorReport, 'connector_invocations')
  return {
    sources: { skills: skillReport ? 'report' : 'users', connectors: connectorReport ? 'report' : 'users' },
    claudeUsers: {
      *[Symbol.iterator]() {
        for (const id of users.ids()) yield { id, email: users.emailOf(id) }
      },
    },
    counters: users,
  }
}

/** Someone whom a report names and the list of users does not: an absent row of a day that was read is no activity. */
const noActivity: Counters = eachCounter(() => 0)

/**
 * The report's counts, where the organisation has it. A report without a single count of a user is one that is not
 * switched on, and so is an empty one on a day on which the list of users knows of use.
 */
const usable = (
  report: ReportCollection | null,
  users: UserTable,
  counter: CounterId,
): ReportCollection['counts'] | null => {
  if (!report) return null
  if (report.rows > 0) return hasAny(report.counts.values(), (count) => count !== null) ? report.counts : null
  return hasAny(users, ([, counters]) => (counters[counter] ?? 0) > 0) ? null : report.counts
}

const hasAny = <Value>(values: Iterable<Value>, test: (value: Value) => boolean): boolean => {
  for (const value of values) if (test(value)) return true
  return false
}
