import { type ClaudeUserId, type Counters, counterIds, type Day, eachCounter } from '@windmill/claude-core'
import type { ClaudeApi } from '@windmill/example-claude-api'
import type { LedgerEntry, StorageAdapter } from '../src/storage/adapter.ts'

type Rows = ReadonlyMap<ClaudeUserId, Counters>

/** What an endpoint that does not list someone says of them. */
const unlisted: Counters = eachCounter(() => 0)

/**
 * Watches what the API says and what is written, to know what must be stored: what the API says now and, of rows that
 * it has no more, what it said when the day was read.
 */
export interface Witness {
  readonly fetch: typeof fetch
  readonly storage: StorageAdapter
  /** What is wrong with the stored rows of a day: rows that never were true, and rows that were lost. */
  readonly strays: (day: Day, stored: Rows, read: LedgerEntry['read']) => string[]
  /** What was wrong with days at the moment that they were written; once told, it is not told again. */
  readonly tellWritten: () => string[]
}

export const createWitness = (api: ClaudeApi, storage: StorageAdapter): Witness => {
  /** Whose rows the API had all the time since a walk over a day began. */
  const asked = new Map<Day, ReadonlySet<ClaudeUserId>>()
  /** Everything that was ever true of someone's day. */
  const versions = new Map<string, Counters[]>()
  /** How often a day was looked at. */
  const looks = new Map<Day, number>()
  /** The truth when a walk over a report's pages began… */
  const walked = new Map<string, string>()
  /**
   * …and the reports that changed before it ended. A count is the sum of rows on several pages, and rows move from one
   * page to another: no answer tells, and the sum may never have been true. The next read mends it, except for those
   * whose rows are gone by then.
   */
  const torn = new Set<string>()
  /** Whose rows were stored. */
  const known = new Map<Day, Set<ClaudeUserId>>()
  /** What was found wrong with days as they were written. */
  const written: string[] = []

  const remember = (day: Day): Rows => {
    const rows = api.truth.day(day)
    looks.set(day, (looks.get(day) ?? 0) + 1)
    for (const [id, counters] of rows) {
      const key = `${day} ${id}`
      versions.set(key, [...(versions.get(key) ?? []), counters])
    }
    return rows
  }

  const strays: Witness['strays'] = (day, stored, read) => {
    const sources = api.truth.sources(day)
    // From another source, it is another count.
    const comparable = counterIds.filter(
      (counter) =>
        !(counter === 'skill_invocations' && (read?.skills !== sources.skills || torn.has(`skills ${day}`))) &&
        !(
          counter === 'connector_invocations' &&
          (read?.connectors !== sources.connectors || torn.has(`connectors ${day}`))
        ),
    )
    const lost = [...(known.get(day) ?? [])].filter((id) => !stored.has(id))
    // Each by itself: what comes from different endpoints may be from before and after a revision, until the next read.
    const untrue = [...stored].flatMap(([id, counters]) => {
      const listed = versions.get(`${day} ${id}`) ?? []
      // Someone who is new in a revision is listed by an endpoint asked after it, and not by one asked before it.
      const were = listed.length < (looks.get(day) ?? 0) ? [...listed, unlisted] : listed
      return comparable
        .filter((counter) => !were.some((version) => version[counter] === counters[counter]))
        .map((counter) => `${day} ${id} ${counter} was never ${counters[counter]}`)
    })
    return [...lost.map((id) => `${day} ${id} was read, and is lost`), ...untrue]
  }

  return {
    async fetch(input, init) {
      const { pathname, searchParams: params } = new URL(String(input))
      // What is on a page is decided when it is asked for: rows that come or go during a walk may be in it or not.
      if (params.get('limit') !== '1') {
        const day = params.get('date') as Day
        const rows = remember(day)
        const now = [...rows.keys()]
        const walk = `${pathname.split('/').at(-1)} ${day}`
        const truth = JSON.stringify([...rows])
        if (!params.has('page')) walked.set(walk, truth)
        else if (walked.get(walk) !== truth) torn.add(walk)
        const begins = pathname.endsWith('/users') && !params.has('page')
        asked.set(day, new Set(begins ? now : now.filter((id) => asked.get(day)?.has(id))))
      }
      return await api.fetch(input, init)
    },
    storage: {
      ...storage,
      async writeDay(accountId, token, reading) {
        const { day, read: how } = reading.entry
        const before = (await storage.readLedger(accountId)).find((entry) => entry.day === day)
        const news = await storage.writeDay(accountId, token, reading)
        const now = remember(day)
        const { skills, connectors } = api.truth.sources(day)
        // Whom only a report names is not known where that report could not be had.
        if (how?.skills === skills && how.connectors === connectors) {
          const read = [...(asked.get(day) ?? [])].filter((id) => now.has(id))
          known.set(day, new Set([...(known.get(day) ?? []), ...read]))
        }
        const rows = await storage.readUsage(accountId, day)
        written.push(...strays(day, new Map(rows.map((row) => [row.claudeUserId, row.counters])), how))
        const shrank = how && before?.read && how.claudeUsers * 2 < before.read.claudeUsers
        if (shrank && before.failure === null) written.push(`${day} lost most of its people, and was believed at once`)
        return news
      },
      async eraseAccount(accountId) {
        await storage.eraseAccount(accountId)
        known.clear()
      },
    },
    tellWritten: () => written.splice(0),
    strays,
  }
}
