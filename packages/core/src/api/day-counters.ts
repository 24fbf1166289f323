import type { ClaudeUser } from '../people/claude-user.ts'
import type { ClaudeUserId } from '../people/ids.ts'
import { type CounterId, type Counters, mapCounters, type UsageSource } from '../stats/counters.ts'
import type { Day } from '../time/day.ts'
import type { ReportReading, UserReading } from './read-page.ts'
import { createRowIndex, createUserTable, type RowIndex, type UserTable } from './user-table.ts'

/** From this day on, every surface says whether a connector call reads or writes, so that the report is complete. */
export const connectorReportFrom: Day = '2026-06-02'

/** Takes what was read of one endpoint page by page. */
export interface Collector<Row, Collection> {
  readonly add: (rows: readonly Row[]) => void
  readonly collected: Collection
}

/** What a report says of each user, null where it gives no count. */
export interface ReportCollection {
  /** How many rows it had. */
  readonly rows: () => number
  readonly has: (id: ClaudeUserId) => boolean
  readonly counts: () => Iterable<readonly [ClaudeUserId, number | null]>
}

/** Where one day's pages of every endpoint go, each to its own collector. */
export interface DayCollector {
  /**
   * Takes the list of users. Rows of the same user count once: the list is sorted by e-mail, so a change of address
   * between two pages can repeat one.
   */
  readonly users: Collector<UserReading, UserTable>
  /** Takes one row for every skill and user. */
  readonly skills: Collector<ReportReading, ReportCollection>
  /** Takes one row for every connector and user. */
  readonly connectors: Collector<ReportReading, ReportCollection>
}

export const createDayCollector = (): DayCollector => {
  const index = createRowIndex()
  const users = createUserTable(index)
  return {
    users: {
      add(rows) {
        for (const { id, email, counters } of rows) if (id) users.put(id, email, counters)
      },
      collected: users,
    },
    skills: collectReport(index),
    connectors: collectReport(index),
  }
}

/** Of someone whom the report does not have. */
const absent = Number.NEGATIVE_INFINITY

const collectReport = (index: RowIndex): Collector<ReportReading, ReportCollection> => {
  /** By row; not a number stands for null. */
  const counts: number[] = []
  let rows = 0
  const countAt = (row: number): number => counts[row] ?? absent
  return {
    add(page) {
      rows += page.length
      for (const { id, count } of page) {
        if (!id) continue
        const row = index.place(id)
        while (counts.length <= row) counts.push(absent)
        const before = countAt(row)
        // Not a number, it stays so whatever is added.
        counts[row] = (before === absent ? 0 : before) + (count ?? Number.NaN)
      }
    },
    collected: {
      rows: () => rows,
      has: (id) => countAt(index.find(id) ?? counts.length) !== absent,
      *counts() {
        for (const [id, row] of index.entries()) {
          const count = countAt(row)
          if (count !== absent) yield [id, Number.isNaN(count) ? null : count]
        }
      },
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
  readonly sources: Readonly<Record<'skills' | 'connectors', Extract<UsageSource, 'report' | 'users'>>>
  /** Made when they are gone through. */
  readonly claudeUsers: Iterable<ClaudeUser>
  readonly counters: Pick<UserTable, 'size' | 'has' | 'get' | 'ids' | 'change' | typeof Symbol.iterator>
}

/**
 * The counters of every claude user on a day, from everything that was collected of it. The table of users becomes the
 * answer: nothing of a large organisation is in memory twice.
 */
export const computeDayCounters = ({ users, skills, connectors }: DayCollections): DayCounters => {
  const skillReport = usable(skills, users, 'skill_invocations')
  const connectorReport = usable(connectors, users, 'connector_invocations')

  const merge = (report: ReportCollection | null, counter: CounterId): void => {
    if (!report) return
    // Not being listed means no use; being listed without a count, that it is not known.
    for (const id of users.ids()) if (!report.has(id)) users.change(id, counter, 0)
    for (const [id, count] of report.counts()) {
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
const noActivity: Counters = mapCounters(() => 0)

/**
 * The report's counts, where the organisation has it. A report without a single count of a user is one that is not
 * switched on, and so is an empty one on a day on which the list of users knows of use.
 */
const usable = (report: ReportCollection | null, users: UserTable, counter: CounterId): ReportCollection | null => {
  if (!report) return null
  if (report.rows() > 0) return hasAny(report.counts(), ([, count]) => count !== null) ? report : null
  return hasAny(users, ([, counters]) => (counters[counter] ?? 0) > 0) ? null : report
}

const hasAny = <Value>(values: Iterable<Value>, test: (value: Value) => boolean): boolean => {
  for (const value of values) if (test(value)) return true
  return false
}
