import { type ClaudeUserId, type Counters, counterIds, type Day } from '@windmill/claude-core'
import { mapCounters } from '@windmill/claude-core/internal'
import type { ClaudeApi, FaultKind } from '@windmill/example-claude-api'
import type { Clock } from '../src/clock.ts'
import type { LedgerEntry, StorageAdapter, UsageDay } from '../src/storage/adapter.ts'
import { reportCounterIds } from '../src/sync/preserve-report-counts.ts'
import { isReadForReconciliation } from './is-read-for-reconciliation.ts'
import { createLeaseObserver } from './lease-observer.ts'
import { createOverlapObserver } from './overlap-observer.ts'

/** Kinds of faults that make rows malformed. */
const malformedKinds: ReadonlySet<FaultKind> = new Set(['bad_rows', 'wrong_type', 'null_block'])

/** Kinds of faults after which a body is not the JSON of a page, or is too long to be read twice. */
const brokenBodyKinds: ReadonlySet<FaultKind> = new Set([
  'truncated_json',
  'cut_off',
  'html',
  'drip',
  'huge_gzip',
  'huge_row',
])

type Rows = ReadonlyMap<ClaudeUserId, Counters>

/** The counters that an endpoint implies for a Claude user that it does not list. */
const zeroCounters: Counters = mapCounters(() => 0)

/**
 * Records what the API serves and what the integration writes, and derives what may be stored. A stored count must
 * equal a count that the API served at some time. A row that was ever stored must stay.
 */
export interface Recorder {
  readonly fetch: typeof fetch
  readonly storage: StorageAdapter
  /** Whether any read of a day had malformed rows. The counters of their Claude users may be null. */
  readonly hadMalformedRows: (day: Day) => boolean
  /**
   * Whether the latest read of a day had malformed rows. The counters of their Claude users may then be those of an
   * earlier read.
   */
  readonly hasMalformedRows: (day: Day) => boolean
  /** Lists every e-mail with which a Claude user was stored. */
  readonly listEmails: (id: ClaudeUserId) => Iterable<string>
  /** Lists the stored counts of a day that the API never served, and the rows that were stored once and are lost. */
  readonly findWrongRows: (day: Day, stored: Rows, read: LedgerEntry['read']) => string[]
  /** Returns the failures of writes and leases since the last call. */
  readonly takeWriteFailures: () => string[]
}

/** Lists the counts of a day that were stored before a write, and are unknown after it. */
const findLostCounts = (day: Day, rowsBefore: readonly UsageDay[], rowsAfter: Rows): string[] =>
  rowsBefore.flatMap(({ claudeUserId, counters }) =>
    counterIds
      .filter((id) => counters[id] !== null && rowsAfter.get(claudeUserId)?.[id] === null)
      .map((id) => `${day} ${claudeUserId} ${id} was ${counters[id]} and became unknown`),
  )

export const createRecorder = (api: ClaudeApi, clock: Clock, storage: StorageAdapter): Recorder => {
  /** For each day, the Claude users that the API has listed at every request since the latest read of the day began. */
  const listedThroughout = new Map<Day, ReadonlySet<ClaudeUserId>>()
  const emails = new Map<ClaudeUserId, Set<string>>()
  /** Number of reads of a day that began since it was last stored. */
  const startedReads = new Map<Day, number>()
  /** All counters that the API ever had for a Claude user on a day, by day and id. */
  const versions = new Map<string, Counters[]>()
  /** The latest snapshot of each day, and the number of different snapshots. */
  const snapshots = new Map<Day, { readonly rows: Rows; readonly count: number }>()
  /** The truth of a day when its first page was requested, by endpoint and day. */
  const truthAtFirstPage = new Map<string, Rows>()
  /**
   * Endpoints and days with counters that changed between the first and the last page. A report's count is a sum of
   * rows, and rows can move between pages unnoticed, so the sum may never have been true. The next read corrects the
   * sum, except for Claude users that have no rows in that read.
   */
  const changedWhilePaging = new Set<string>()
  /** Days with malformed rows in any read. */
  const malformedDays = new Set<Day>()
  /** Days with malformed rows in their latest read. */
  const currentlyMalformedDays = new Set<Day>()
  /** Days with an answer of another organization in their latest read. */
  const otherOrganizationDays = new Set<Day>()
  const leaseObserver = createLeaseObserver(clock)
  const observedStorage = leaseObserver.observe(storage)
  /** Claude users with stored rows, by day. */
  const storedUsers = new Map<Day, Set<ClaudeUserId>>()
  const writeFailures: string[] = []
  const overlapObserver = createOverlapObserver()
  /**
   * Numbers of chat messages that the API served in the last row of a page and did not correct on the next page, by day
   * and id. They may be stored.
   */
  const uncorrectedMessages = new Map<string, ReadonlySet<number>>()

  /** Records the counters that the API has for a day now. */
  const takeSnapshot = (day: Day): Rows => {
    const rows = api.truth.day(day)
    const latest = snapshots.get(day)
    if (latest?.rows === rows) return rows
    snapshots.set(day, { rows, count: (latest?.count ?? 0) + 1 })
    for (const [id, counters] of rows) {
      const key = `${day} ${id}`
      versions.set(key, [...(versions.get(key) ?? []), counters])
    }
    return rows
  }

  /**
   * Records the count in the last row of the previous page, unless this page begins with a corrected copy of the row.
   */
  const recordOverlap = async (response: Response, params: URLSearchParams): Promise<void> => {
    const day = params.get('date') as Day
    if (response.status !== 200 || api.settings().pageOverlap !== 'changed') return
    const overlap = overlapObserver.observe(params.get('page'), await response.clone().json())
    if (overlap === null) return
    const key = `${day} ${overlap.claudeUserId}`
    uncorrectedMessages.set(key, new Set(uncorrectedMessages.get(key)).add(overlap.chatMessages))
  }

  const isUncorrected = (day: Day, id: ClaudeUserId, count: number | null): boolean =>
    count !== null && uncorrectedMessages.get(`${day} ${id}`)?.has(count) === true

  const findWrongRows: Recorder['findWrongRows'] = (day, stored, read) => {
    const sources = api.truth.sources(day)
    // Counts cannot be compared with the truth if they come from a different source than the truth.
    const areSkillsComparable = read?.skills === sources.skills && !changedWhilePaging.has(`skills ${day}`)
    const areConnectorsComparable =
      read?.connectors === sources.connectors && !changedWhilePaging.has(`connectors ${day}`)
    const comparableCounters = counterIds.filter((counter) => {
      if (counter === 'skill_invocations') return areSkillsComparable
      return counter !== 'connector_invocations' || areConnectorsComparable
    })
    const lostIds = [...(storedUsers.get(day) ?? [])].filter((id) => !stored.has(id))
    // Counters are compared one by one. After a revision during a read, some may be from before the revision and others
    // from after it.
    const wrongCounters = [...stored].flatMap(([id, counters]) => {
      const listedVersions = versions.get(`${day} ${id}`) ?? []
      // A Claude user that first appears in a revision is missing at endpoints that were read before the revision.
      const isMissingInSome = listedVersions.length < (snapshots.get(day)?.count ?? 0)
      const allowedVersions = isMissingInSome ? [...listedVersions, zeroCounters] : listedVersions
      return comparableCounters
        .filter((counter) => counters[counter] !== null || !malformedDays.has(day))
        .filter((counter) => !allowedVersions.some((version) => version[counter] === counters[counter]))
        .filter((counter) => counter !== 'chat_messages' || !isUncorrected(day, id, counters.chat_messages))
        .map((counter) => `${day} ${id} ${counter} was never ${counters[counter]}`)
    })
    return [...lostIds.map((id) => `${day} ${id} was stored and is lost`), ...wrongCounters]
  }

  /**
   * Lists the counts of a report that fell to a count that the API never served. The sources `kept` and `final` promise
   * that earlier counts are kept. A lower count lacks the rows that name no Claude user.
   */
  const findLoweredCounts = (
    { day, read }: LedgerEntry,
    readBefore: LedgerEntry['read'],
    rowsBefore: readonly UsageDay[],
    rows: Rows,
  ): string[] =>
    (['skills', 'connectors'] as const).flatMap((report) => {
      const isKept = read?.[report] === 'kept' || read?.[report] === 'final'
      // If the previous read lacked the whole report too, none of its counts is kept, so a count may fall.
      const hadReport = readBefore && readBefore[report] !== 'users' && readBefore[report] !== 'incomplete'
      const isComparable = hadReport && api.truth.sources(day)[report] === 'report'
      if (!isKept || !isComparable || changedWhilePaging.has(`${report} ${day}`)) return []
      const counter = reportCounterIds[report]
      return rowsBefore.flatMap(({ claudeUserId, counters: { [counter]: countBefore } }) => {
        const count = rows.get(claudeUserId)?.[counter] ?? null
        if (countBefore === null || count === null || count >= countBefore) return []
        const wasServed = versions.get(`${day} ${claudeUserId}`)?.some((version) => version[counter] === count)
        return wasServed ? [] : [`${day} ${claudeUserId} ${counter} was ${countBefore} and fell to ${count}`]
      })
    })

  return {
    async fetch(input, init) {
      const { pathname, searchParams: params } = new URL(String(input))
      // No row is stored from a range of days.
      if (!params.has('date')) return await api.fetch(input, init)
      // A request with `limit=1` only looks for the latest day, and none of its rows is stored. For all other requests,
      // the API decides the content of the page when it gets the request.
      if (params.get('limit') !== '1') {
        const day = params.get('date') as Day
        const rows = takeSnapshot(day)
        const listedIds = [...rows.keys()]
        const key = `${pathname.split('/').at(-1)} ${day}`
        if (!params.has('page')) truthAtFirstPage.set(key, rows)
        else if (truthAtFirstPage.get(key) !== rows) changedWhilePaging.add(key)
        const isStartOfRead = pathname.endsWith('/users') && !params.has('page')
        if (isStartOfRead) {
          startedReads.set(day, (startedReads.get(day) ?? 0) + 1)
          otherOrganizationDays.delete(day)
          currentlyMalformedDays.delete(day)
        }
        if (api.faults().some((fault) => malformedKinds.has(fault.kind) && (fault.date ?? day) === day)) {
          malformedDays.add(day)
          currentlyMalformedDays.add(day)
        }
        const listedBefore = listedThroughout.get(day)
        listedThroughout.set(day, new Set(isStartOfRead ? listedIds : listedIds.filter((id) => listedBefore?.has(id))))
      }
      const faults = api.faults()
      const response = await api.fetch(input, init)
      const hasBrokenBody = [...faults, ...api.faults()].some(
        ({ kind, endpoint = 'users', date }) =>
          brokenBodyKinds.has(kind) && endpoint === 'users' && (date ?? params.get('date')) === params.get('date'),
      )
      const hasUserRows = pathname.endsWith('/users') && params.get('limit') !== '1'
      if (hasUserRows && !hasBrokenBody) await recordOverlap(response, params)
      const id = response.headers.get('anthropic-organization-id')
      if (id !== null && id !== api.organization.id) otherOrganizationDays.add(params.get('date') as Day)
      return response
    },
    storage: {
      ...observedStorage,
      async writeDay(accountId, token, reading) {
        const { day, read } = reading.entry
        if (otherOrganizationDays.has(day)) writeFailures.push(`${day} of another organization was stored`)
        const entryBefore = (await storage.readLedger(accountId)).find((entry) => entry.day === day)
        const rowsBefore = await storage.readUsage(accountId, day)
        // If a read lacks more than half of the Claude users, a reconciliation immediately reads the day a second time,
        // and stores no failure between the two reads.
        const isReadTwice =
          (startedReads.get(day) ?? 0) > 1 && (await isReadForReconciliation(storage, accountId, entryBefore))
        startedReads.delete(day)
        const result = await storage.writeDay(accountId, token, reading)
        for (const { id, email } of reading.claudeUsers) {
          if (email !== null) emails.set(id, (emails.get(id) ?? new Set()).add(email))
        }
        const truth = takeSnapshot(day)
        const { skills, connectors } = api.truth.sources(day)
        const rows = await storage.readUsage(accountId, day)
        // Without a report, the Claude users that only this report lists cannot be stored.
        if (read?.skills === skills && read.connectors === connectors) {
          const listedIds = [...(listedThroughout.get(day) ?? [])].filter((id) => truth.has(id))
          const rowIds = new Set(rows.map(({ claudeUserId }) => claudeUserId))
          // A row without an id can belong to anyone, so a listed Claude user may have no stored row.
          const storedIds = read.unattributedRows > 0 ? listedIds.filter((id) => rowIds.has(id)) : listedIds
          storedUsers.set(day, new Set([...(storedUsers.get(day) ?? []), ...storedIds]))
        }
        const countersById = new Map(rows.map((row) => [row.claudeUserId, row.counters]))
        writeFailures.push(
          ...findWrongRows(day, countersById, read),
          ...findLostCounts(day, rowsBefore, countersById),
          ...findLoweredCounts(reading.entry, entryBefore?.read ?? null, rowsBefore, countersById),
        )
        const hasShrunk = read && entryBefore?.read && read.claudeUsers * 2 < entryBefore.read.claudeUsers
        if (hasShrunk && entryBefore.failure === null && !isReadTwice) {
          writeFailures.push(`${day} lost more than half of its Claude users, and was stored without a second read`)
        }
        return result
      },
      async eraseAccount(accountId) {
        await observedStorage.eraseAccount(accountId)
        storedUsers.clear()
      },
    },
    listEmails: (id) => emails.get(id) ?? [],
    hadMalformedRows: (day) => malformedDays.has(day),
    hasMalformedRows: (day) => currentlyMalformedDays.has(day),
    takeWriteFailures: () => [...writeFailures.splice(0), ...leaseObserver.takeFailures()],
    findWrongRows,
  }
}
