import { type ClaudeUserId, type Counters, counterIds, type Day } from '@windmill/claude-core'
import { mapCounters } from '@windmill/claude-core/internal'
import type { ClaudeApi } from '@windmill/example-claude-api'
import type { LedgerEntry, StorageAdapter } from '../src/storage/adapter.ts'

type Rows = ReadonlyMap<ClaudeUserId, Counters>

/** The counters that an endpoint implies for a Claude user it does not list. */
const unlisted: Counters = mapCounters(() => 0)

/**
 * Records what the API serves and what is written, to know what must be stored: what the API serves now, and for rows
 * that it no longer has, what it served when the day was read.
 */
export interface Recorder {
  readonly fetch: typeof fetch
  readonly storage: StorageAdapter
  /** Lists the stored rows of a day that were never true, and the rows that were lost. */
  readonly findWrongRows: (day: Day, stored: Rows, read: LedgerEntry['read']) => string[]
  /** Returns the failures found while days were written, each of them once. */
  readonly takeWriteFailures: () => string[]
}

export const createRecorder = (api: ClaudeApi, storage: StorageAdapter): Recorder => {
  /** Claude users that the API has listed without interruption since the current read of a day began. */
  const listedThroughout = new Map<Day, ReadonlySet<ClaudeUserId>>()
  /** Every version of a Claude user's counters on a day that was ever true. */
  const versions = new Map<string, Counters[]>()
  /** How many snapshots of a day's truth were taken. */
  const snapshotCounts = new Map<Day, number>()
  /** The truth at the first page of an endpoint and day. */
  const truthAtFirstPage = new Map<string, string>()
  /**
   * Endpoints and days that changed between their first and last page. A count is the sum of rows on several pages, and
   * rows can move between pages unnoticed, so the sum may never have been true. The next read corrects it, except for
   * Claude users without rows by then.
   */
  const changedWhilePaging = new Set<string>()
  /** Claude users with stored rows, by day. */
  const storedUsers = new Map<Day, Set<ClaudeUserId>>()
  const writeFailures: string[] = []

  const takeSnapshot = (day: Day): Rows => {
    const rows = api.truth.day(day)
    snapshotCounts.set(day, (snapshotCounts.get(day) ?? 0) + 1)
    for (const [id, counters] of rows) {
      const key = `${day} ${id}`
      versions.set(key, [...(versions.get(key) ?? []), counters])
    }
    return rows
  }

  const findWrongRows: Recorder['findWrongRows'] = (day, stored, read) => {
    const sources = api.truth.sources(day)
    // Another source counts differently.
    const comparableCounters = counterIds.filter(
      (counter) =>
        !(
          counter === 'skill_invocations' &&
          (read?.skills !== sources.skills || changedWhilePaging.has(`skills ${day}`))
        ) &&
        !(
          counter === 'connector_invocations' &&
          (read?.connectors !== sources.connectors || changedWhilePaging.has(`connectors ${day}`))
        ),
    )
    const lost = [...(storedUsers.get(day) ?? [])].filter((id) => !stored.has(id))
    // Counters are compared one by one: until the next read, counters from different endpoints may be from before and
    // after a revision.
    const untrue = [...stored].flatMap(([id, counters]) => {
      const listed = versions.get(`${day} ${id}`) ?? []
      // A Claude user who is new in a revision is missing at endpoints that were read before it.
      const isMissingInSome = listed.length < (snapshotCounts.get(day) ?? 0)
      const allowed = isMissingInSome ? [...listed, unlisted] : listed
      return comparableCounters
        .filter((counter) => !allowed.some((version) => version[counter] === counters[counter]))
        .map((counter) => `${day} ${id} ${counter} was never ${counters[counter]}`)
    })
    return [...lost.map((id) => `${day} ${id} was stored, and is lost`), ...untrue]
  }

  return {
    async fetch(input, init) {
      const { pathname, searchParams: params } = new URL(String(input))
      // `limit=1` only asks for the latest day. The content of a page is fixed when it is requested: rows that come or
      // go during a read may be in it or not.
      if (params.get('limit') !== '1') {
        const day = params.get('date') as Day
        const rows = takeSnapshot(day)
        const listed = [...rows.keys()]
        const key = `${pathname.split('/').at(-1)} ${day}`
        const truth = JSON.stringify([...rows])
        if (!params.has('page')) truthAtFirstPage.set(key, truth)
        else if (truthAtFirstPage.get(key) !== truth) changedWhilePaging.add(key)
        const isFirstRequest = pathname.endsWith('/users') && !params.has('page')
        const before = listedThroughout.get(day)
        listedThroughout.set(day, new Set(isFirstRequest ? listed : listed.filter((id) => before?.has(id))))
      }
      return await api.fetch(input, init)
    },
    storage: {
      ...storage,
      async writeDay(accountId, token, reading) {
        const { day, read } = reading.entry
        const before = (await storage.readLedger(accountId)).find((entry) => entry.day === day)
        const result = await storage.writeDay(accountId, token, reading)
        const truth = takeSnapshot(day)
        const { skills, connectors } = api.truth.sources(day)
        // Claude users listed only by a report are unknown when that report could not be read.
        if (read?.skills === skills && read.connectors === connectors) {
          const listed = [...(listedThroughout.get(day) ?? [])].filter((id) => truth.has(id))
          storedUsers.set(day, new Set([...(storedUsers.get(day) ?? []), ...listed]))
        }
        const rows = await storage.readUsage(accountId, day)
        writeFailures.push(...findWrongRows(day, new Map(rows.map((row) => [row.claudeUserId, row.counters])), read))
        const hasShrunk = read && before?.read && read.claudeUsers * 2 < before.read.claudeUsers
        if (hasShrunk && before.failure === null) {
          writeFailures.push(`${day} lost more than half of its Claude users, and was stored without a second read`)
        }
        return result
      },
      async eraseAccount(accountId) {
        await storage.eraseAccount(accountId)
        storedUsers.clear()
      },
    },
    takeWriteFailures: () => writeFailures.splice(0),
    findWrongRows,
  }
}
