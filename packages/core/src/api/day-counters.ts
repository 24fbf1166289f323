import type { ClaudeUser } from '../people/claude-user.ts'
import type { ClaudeUserId } from '../people/ids.ts'
import { type CounterId, type Counters, mapCounters, maxCount, type UsageSource } from '../stats/counters.ts'
import type { Day } from '../time/day.ts'
import type { ReportReading, UserReading } from './read-page.ts'
import { createRowCounts } from './row-counts.ts'
import { createRowTally, type RowQuality, requireMostlyWellFormed } from './row-quality.ts'
import type { Endpoint } from './rows.ts'
import { createUserIndex, createUserTable, type UserIndex, type UserTable } from './user-table.ts'

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

/** The list of users. */
export interface UserCollection {
  readonly table: UserTable
  readonly quality: RowQuality
}

/** The rows of one report, added up per Claude user. */
export interface ReportCollection {
  readonly quality: RowQuality
  /** Whether the report has a row of this Claude user. */
  readonly has: (id: ClaudeUserId) => boolean
  /** Iterates over the total of each Claude user. A total is null if the count of any row of the user is unknown. */
  readonly iterateCounts: () => Iterable<readonly [ClaudeUserId, number | null]>
  /** Whether a well-formed row has a count. */
  readonly hasCount: boolean
  /** Whether a well-formed row has null in place of a count. */
  readonly hasNull: boolean
}

/**
 * Collects one day's pages, with one collector per endpoint. A row that is repeated, on the same page or a later one,
 * counts once, with its last counts. If any copy is malformed, the counts are unknown. The API sorts the list of users
 * by e-mail, so a user can be listed twice if their address changes between two pages.
 */
export interface DayCollector {
  /** Collects the list of users, with one row per user. */
  readonly users: Collector<UserReading, UserCollection>
  /** Collects one row per skill and user. */
  readonly skills: Collector<ReportReading, ReportCollection>
  /** Collects one row per connector and user. */
  readonly connectors: Collector<ReportReading, ReportCollection>
}

/** Creates the collectors of one day. */
export const createDayCollector = (): DayCollector => {
  const index = createUserIndex()
  return {
    users: createUserCollector(index),
    skills: createReportCollector(index),
    connectors: createReportCollector(index),
  }
}

const unknownCounters: Counters = mapCounters(() => null)

const createUserCollector = (index: UserIndex): Collector<UserReading, UserCollection> => {
  const table = createUserTable(index)
  const tally = createRowTally()
  return {
    add(rows) {
      for (const row of rows) {
        tally.addRow(row)
        const { id, email, counters } = row
        if (id === null) continue
        if (tally.malformedUsers.has(id)) table.set(id, email ?? table.getEmail(id), unknownCounters)
        else if (table.set(id, email, counters ?? unknownCounters)) tally.addChangedRow()
      }
    },
    collected: { table, quality: tally },
  }
}

const createReportCollector = (index: UserIndex): Collector<ReportReading, ReportCollection> => {
  const tally = createRowTally()
  const rowCounts = createRowCounts()
  /** Sums of known counts by user number. Undefined for a Claude user without a row in the report. */
  const sums: (number | undefined)[] = []
  /** Number of rows without a known count, by user number. */
  const unknownRows = new Map<number, number>()
  let [hasCount, hasNull] = [false, false]
  const addCount = (userNumber: number, count: number, factor: 1 | -1): void => {
    if (Number.isNaN(count)) unknownRows.set(userNumber, (unknownRows.get(userNumber) ?? 0) + factor)
    else sums[userNumber] = (sums[userNumber] ?? 0) + factor * count
  }
  return {
    add(rows) {
      for (const reading of rows) {
        tally.addRow(reading)
        const { id, identity, count, invalidField } = reading
        if (id === null) continue
        if (invalidField === null) {
          if (count === null) hasNull = true
          else hasCount = true
        }
        const userNumber = index.getOrAdd(id)
        while (sums.length <= userNumber) sums.push(undefined)
        sums[userNumber] ??= 0
        // NaN stands for null.
        const newCount = count ?? Number.NaN
        const earlierCount = rowCounts.replace(identity, newCount)
        if (Object.is(earlierCount, newCount)) continue
        if (earlierCount !== undefined) {
          addCount(userNumber, earlierCount, -1)
          tally.addChangedRow()
        }
        addCount(userNumber, newCount, 1)
      }
    },
    collected: {
      quality: tally,
      get hasCount() {
        return hasCount
      },
      get hasNull() {
        return hasNull
      },
      has: (id) => sums[index.find(id) ?? sums.length] !== undefined,
      *iterateCounts() {
        for (const [id, userNumber] of index.entries()) {
          const sum = sums[userNumber]
          if (sum === undefined) continue
          const isKnown = !unknownRows.get(userNumber) && !tally.malformedUsers.has(id) && sum <= maxCount
          yield [id, isKnown ? sum : null]
        }
      },
    },
  }
}

/** The collections of all endpoints for one day. */
export interface DayCollections {
  /** The list of users. Its skill and connector counts are lower bounds. */
  readonly users: UserCollection
  /** Null if the organization does not have the report. */
  readonly skills: ReportCollection | null
  /** Null if the organization does not have the report. */
  readonly connectors: ReportCollection | null
  /** The sources of the day's previous read. Null if there was none. `@default` null */
  readonly previousSources?: Readonly<Record<'skills' | 'connectors', UsageSource>> | null
}

/** The counters of one day, ready to be stored. */
export interface DayCounters {
  /** The source of the day's skill counts and of its connector counts. All counts of a kind have the same source. */
  readonly sources: Readonly<Record<'skills' | 'connectors', Exclude<UsageSource, 'kept' | 'final'>>>
  /** Every Claude user of the day. Created while iterating, to save memory. */
  readonly claudeUsers: Iterable<ClaudeUser>
  /** The counters by Claude user. */
  readonly counters: Pick<UserTable, 'size' | 'has' | 'get' | 'ids' | 'setCounter' | typeof Symbol.iterator>
  /** The quality of the rows of each endpoint that was read. */
  readonly quality: ReadonlyMap<Endpoint, RowQuality>
  /**
   * Claude users with a row in a report but not in the list of users. The counts that come from the list are zero for
   * them, or unknown if the list has rows without an id, because one of these rows may be theirs.
   */
  readonly unlistedUsers: ReadonlySet<ClaudeUserId>
  /**
   * Sets a Claude user's counters to unknown, except the counters from a report. Adds the Claude user if necessary.
   */
  readonly setUnknown: (id: ClaudeUserId) => void
}

/**
 * Computes the counters of every Claude user on a day. Skill and connector counts each come from their report if it is
 * usable, otherwise from the list of users. Changes the given table of users and returns it as `counters`, because two
 * tables of a large organization would take too much memory.
 * @throws `AnalyticsError` `unexpected_answer` if too many rows of an endpoint are malformed.
 */
export const computeDayCounters = ({
  users,
  skills,
  connectors,
  previousSources = null,
}: DayCollections): DayCounters => {
  const quality = new Map<Endpoint, RowQuality>([['users', users.quality]])
  if (skills) quality.set('skills', skills.quality)
  if (connectors) quality.set('connectors', connectors.quality)
  for (const [endpoint, rows] of quality) requireMostlyWellFormed(endpoint, rows)

  const { table } = users
  const reports = [
    {
      counter: 'skill_invocations',
      report: selectUsableReport(skills, table, 'skill_invocations', previousSources?.skills),
    },
    {
      counter: 'connector_invocations',
      report: selectUsableReport(connectors, table, 'connector_invocations', previousSources?.connectors),
    },
  ] as const
  const hasRowsWithoutId = users.quality.unattributedRows > 0 || users.quality.unidentifiedEmails.length > 0
  const unlistedUsers = new Set<ClaudeUserId>()
  for (const { counter, report } of reports) {
    if (!report) continue
    // A user without a row in the report used no skill or connector. The counter of an unknown total becomes null.
    for (const id of table.ids()) if (!report.has(id)) table.setCounter(id, counter, 0)
    for (const [id, count] of report.iterateCounts()) {
      if (!table.has(id)) {
        table.set(id, null, noActivity)
        unlistedUsers.add(id)
      }
      table.setCounter(id, counter, count)
    }
  }
  const setUnknown = (id: ClaudeUserId): void => {
    const earlier = table.get(id) ?? noActivity
    const counters = { ...unknownCounters }
    for (const { counter, report } of reports) if (report) counters[counter] = earlier[counter]
    table.set(id, table.getEmail(id), counters)
  }
  if (hasRowsWithoutId) for (const id of unlistedUsers) setUnknown(id)
  const [skillReport, connectorReport] = reports.map(({ report }) => report)
  return {
    sources: { skills: findSource(skillReport), connectors: findSource(connectorReport) },
    claudeUsers: {
      *[Symbol.iterator]() {
        for (const id of table.ids()) yield { id, email: table.getEmail(id) }
      },
    },
    counters: table,
    quality,
    unlistedUsers,
    setUnknown,
  }
}

const findSource = (report: ReportCollection | null | undefined): DayCounters['sources']['skills'] => {
  if (!report) return 'users'
  return report.quality.unattributedRows > 0 ? 'incomplete' : 'report'
}

/** Initial counters of a Claude user who is in a report but not in the list of users: no other activity. */
const noActivity: Counters = mapCounters(() => 0)

/**
 * Returns the report if it is usable, otherwise null. A report is not switched on if its well-formed rows all have null
 * in place of a count, or if it is empty although the list of users shows usage. A report with only malformed
 * rows does not show whether it is switched on, so it is usable only if the day's previous read used it. Otherwise the
 * users without a row would get 0 instead of the lower bound from the list of users.
 */
const selectUsableReport = (
  report: ReportCollection | null,
  users: UserTable,
  counter: CounterId,
  previousSource: UsageSource = 'users',
): ReportCollection | null => {
  if (!report) return null
  const { rows, malformedUsers } = report.quality
  if (rows > 0) {
    const hasOnlyMalformedRows = malformedUsers.size > 0 && !report.hasNull
    return report.hasCount || (hasOnlyMalformedRows && previousSource !== 'users') ? report : null
  }
  return hasMatch(users, ([, counters]) => (counters[counter] ?? 0) > 0) ? null : report
}

const hasMatch = <Value>(values: Iterable<Value>, test: (value: Value) => boolean): boolean => {
  for (const value of values) if (test(value)) return true
  return false
}
