import type { ClaudeUser } from '../people/claude-user.ts'
import type { ClaudeUserId } from '../people/ids.ts'
import { type CounterId, type Counters, mapCounters, type UsageSource } from '../stats/counters.ts'
import type { Day } from '../time/day.ts'
import type { ReportReading, UserReading } from './read-page.ts'
import { createRowIndex, createUserTable, type RowIndex, type UserTable } from './user-table.ts'

/**
 * The first day with a complete connectors report. Before it, some Claude products did not report read and write calls
 * separately, so their counts are missing.
 */
export const firstConnectorReportDay: Day = '2026-06-02'

/** Collects the rows of one endpoint page by page. */
export interface Collector<Row, Collection> {
  /** Adds the rows of one page. */
  readonly add: (rows: readonly Row[]) => void
  /** Everything added so far. */
  readonly collected: Collection
}

/** The rows of one report, added up per Claude user. */
export interface ReportCollection {
  /** Returns the number of rows, including rows without a user. */
  readonly countRows: () => number
  /** Whether the report has a row of this Claude user. */
  readonly has: (id: ClaudeUserId) => boolean
  /** Iterates over the total of each Claude user. A total is null if any row of the user has no count. */
  readonly iterateCounts: () => Iterable<readonly [ClaudeUserId, number | null]>
}

/** Collects one day's pages, with one collector per endpoint. */
export interface DayCollector {
  /**
   * Collects the list of users. A later row of the same user replaces the earlier one. The API sorts the list by
   * e-mail, so a user can be listed twice if their address changes between two pages.
   */
  readonly users: Collector<UserReading, UserTable>
  /** Collects one row per skill and user. */
  readonly skills: Collector<ReportReading, ReportCollection>
  /** Collects one row per connector and user. */
  readonly connectors: Collector<ReportReading, ReportCollection>
}

/** Creates the collectors of one day. */
export const createDayCollector = (): DayCollector => {
  const index = createRowIndex()
  const users = createUserTable(index)
  return {
    users: {
      add(rows) {
        for (const { id, email, counters } of rows) if (id) users.set(id, email, counters)
      },
      collected: users,
    },
    skills: createReportCollector(index),
    connectors: createReportCollector(index),
  }
}

/** The count of a Claude user who has no row in the report. */
const absentCount = Number.NEGATIVE_INFINITY

const createReportCollector = (index: RowIndex): Collector<ReportReading, ReportCollection> => {
  /** Counts by row number of the index. `NaN` represents null. */
  const counts: number[] = []
  let reportRows = 0
  const getCount = (row: number): number => counts[row] ?? absentCount
  return {
    add(rows) {
      reportRows += rows.length
      for (const { id, count } of rows) {
        if (!id) continue
        const row = index.getOrAdd(id)
        while (counts.length <= row) counts.push(absentCount)
        const earlierCount = getCount(row)
        // NaN plus any count is NaN, so one unknown count makes the total unknown.
        counts[row] = (earlierCount === absentCount ? 0 : earlierCount) + (count ?? Number.NaN)
      }
    },
    collected: {
      countRows: () => reportRows,
      has: (id) => getCount(index.find(id) ?? counts.length) !== absentCount,
      *iterateCounts() {
        for (const [id, row] of index.entries()) {
          const count = getCount(row)
          if (count !== absentCount) yield [id, Number.isNaN(count) ? null : count]
        }
      },
    },
  }
}

/** Everything that the collectors of one day hold. */
export interface DayCollections {
  /** The list of users. Its skill and connector counts are lower bounds. */
  readonly users: UserTable
  /** Null if the organization does not have the report. */
  readonly skills: ReportCollection | null
  /** Null if the organization does not have the report. */
  readonly connectors: ReportCollection | null
}

/** The counters of one day, ready to be stored. */
export interface DayCounters {
  /** The source of all skill counts and the source of all connector counts of the day. A source is never mixed. */
  readonly sources: Readonly<Record<'skills' | 'connectors', Extract<UsageSource, 'report' | 'users'>>>
  /** Every Claude user of the day. Created while iterating, to save memory. */
  readonly claudeUsers: Iterable<ClaudeUser>
  /** The counters by Claude user. */
  readonly counters: Pick<UserTable, 'size' | 'has' | 'get' | 'ids' | 'setCounter' | typeof Symbol.iterator>
}

/**
 * Computes the counters of every Claude user on a day. Skill and connector counts each come from their report if it is
 * usable, otherwise from the list of users. Changes the given table of users and returns it as `counters`, because two
 * tables of a large organization would take too much memory.
 */
export const computeDayCounters = ({ users, skills, connectors }: DayCollections): DayCounters => {
  const skillReport = selectUsableReport(skills, users, 'skill_invocations')
  const connectorReport = selectUsableReport(connectors, users, 'connector_invocations')

  const applyReport = (report: ReportCollection | null, counter: CounterId): void => {
    if (!report) return
    // A user without a row in the report used none. For a user with an unknown total, the counter becomes null.
    for (const id of users.ids()) if (!report.has(id)) users.setCounter(id, counter, 0)
    for (const [id, count] of report.iterateCounts()) {
      if (!users.has(id)) users.set(id, null, noActivity)
      users.setCounter(id, counter, count)
    }
  }
  applyReport(skillReport, 'skill_invocations')
  applyReport(connectorReport, 'connector_invocations')
  return {
    sources: { skills: skillReport ? 'report' : 'users', connectors: connectorReport ? 'report' : 'users' },
    claudeUsers: {
      *[Symbol.iterator]() {
        for (const id of users.ids()) yield { id, email: users.getEmail(id) }
      },
    },
    counters: users,
  }
}

/** Initial counters of a Claude user who is in a report but not in the list of users: no other activity. */
const noActivity: Counters = mapCounters(() => 0)

/**
 * Returns the report if it is usable, otherwise null. A report that is not switched on either has rows but no known
 * total of any user, or it is empty although the list of users shows usage.
 */
const selectUsableReport = (
  report: ReportCollection | null,
  users: UserTable,
  counter: CounterId,
): ReportCollection | null => {
  if (!report) return null
  if (report.countRows() > 0) return hasMatch(report.iterateCounts(), ([, count]) => count !== null) ? report : null
  return hasMatch(users, ([, counters]) => (counters[counter] ?? 0) > 0) ? null : report
}

const hasMatch = <Value>(values: Iterable<Value>, test: (value: Value) => boolean): boolean => {
  for (const value of values) if (test(value)) return true
  return false
}
