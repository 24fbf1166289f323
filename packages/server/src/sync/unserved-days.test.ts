import { addDays, type Day, firstServedDay, listDays } from '@windmill/claude-core'
import { connectionSchema } from '@windmill/claude-core/contract'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LedgerEntry } from '../storage/adapter.ts'
import {
  connect,
  createSyncHost,
  expectStoredUsageMatchesApi,
  history,
  latestDay,
  plaintextVault,
  readConnection,
  type SyncHost,
} from '../test/sync-host.ts'
import { acme } from '../test/test-host.ts'

const hourMs = 3_600_000

/** The parts of a request that the tests match on. */
interface ReadRequest {
  readonly endpoint: string
  readonly date: string
  readonly limit: number
  readonly isFirstPage: boolean
}

const parseRequest = (input: string): ReadRequest => {
  const { pathname, searchParams } = new URL(input)
  return {
    endpoint: pathname.split('/').at(-1) ?? '',
    date: searchParams.get('date') ?? '',
    limit: Number(searchParams.get('limit')),
    isFirstPage: !searchParams.has('page'),
  }
}

/** A sync host. Its API answers 400 to each request that the function given to `refuse` selects. */
const createRefusingHost = async ({ pageRows }: { readonly pageRows?: number } = {}) => {
  let refuses: (request: ReadRequest) => boolean = () => false
  let requests: ReadRequest[] = []
  const host: SyncHost = createSyncHost({
    vault: plaintextVault,
    // The tests count requests, so no request may wait for the budget.
    requestsPerMinute: 100_000,
    fetch: async (input, init) => {
      const request = parseRequest(String(input))
      requests.push(request)
      if (!refuses(request)) return await host.api.fetch(input, init)
      const error = { type: 'invalid_request_error', message: 'This cannot be served.' }
      return Response.json({ type: 'error', error }, { status: 400 })
    },
  })
  host.api.control({ settings: { rpm: 1_000_000, ...(pageRows !== undefined && { pageRows }) } })
  await connect(host, host.api.keys.analytics)
  return {
    host,
    refuse: (next: typeof refuses) => {
      refuses = next
    },
    /**
     * Runs a sync every hour, the first one now. Returns the requests of days, except those for a single row of a day
     * after `latestDay`.
     */
    syncHourly: async (hours: number) => {
      requests = []
      for (let hour = 0; hour < hours; hour += 1) {
        await host.claude.sync(acme)
        host.clock.set(host.clock.now() + hourMs)
      }
      return requests.filter(({ date, limit }) => date !== '' && (limit !== 1 || date <= latestDay))
    },
    readEntries: async () =>
      new Map((await host.storage.readLedger(acme)).map((entry): [string, LedgerEntry] => [entry.day, entry])),
  }
}

const listUnreadDays = async ({ storage }: SyncHost): Promise<readonly Day[]> => {
  const readDays = new Set((await storage.readLedger(acme)).flatMap(({ day, read }) => (read ? [day] : [])))
  return history.filter((day) => !readDays.has(day))
}

describe('a stretch of refused days', () => {
  test('that is served after five hours does not end the history', async () => {
    const { host, refuse, syncHourly } = await createRefusingHost()
    refuse(({ date }) => date < '2026-03-15')
    await syncHourly(5)
    expect(await listUnreadDays(host)).toEqual(listDays({ from: firstServedDay, to: '2026-03-14' }))
    refuse(() => false)
    await syncHourly(24)
    await expectStoredUsageMatchesApi(host)
    expect(await readConnection(host)).toMatchObject({
      coverage: { first: firstServedDay, missing: [], notServed: null, keptFrom: null },
      failures: [],
    })
  })

  test('is requested about once a day, and read in one run when it is served months later', async () => {
    const { host, refuse, syncHourly } = await createRefusingHost()
    refuse(({ date }) => date < '2026-03-15')
    await syncHourly(48)
    const refused = (await syncHourly(10 * 24)).filter(({ date }) => date < '2026-03-15')
    const newestDayRequests = refused.filter(({ date }) => date === '2026-03-14').length
    expect(newestDayRequests).toBeGreaterThanOrEqual(10)
    expect(newestDayRequests).toBeLessThanOrEqual(11)
    // The first refusal of an older day is followed by a request for a single row.
    expect(refused.length - newestDayRequests).toBeLessThanOrEqual(2 * 11)
    host.clock.set(host.clock.now() + 90 * 24 * hourMs)
    await syncHourly(1)
    expect((await listUnreadDays(host)).length).toBe(73)
    refuse(() => false)
    host.clock.set(host.clock.now() + 24 * hourMs)
    await syncHourly(1)
    expect(await listUnreadDays(host)).toEqual([])
    await expectStoredUsageMatchesApi(host)
  })

  test('does not hide older days that are served', async () => {
    const { host, refuse, syncHourly } = await createRefusingHost()
    const hole = listDays({ from: '2026-03-08', to: '2026-03-10' })
    const isHole = (date: string) => hole.includes(date as Day)
    refuse(({ date }) => isHole(date))
    await syncHourly(4 * 24)
    expect(await listUnreadDays(host)).toEqual(hole)
    const { coverage, failures } = await readConnection(host)
    expect(coverage).toMatchObject({ first: firstServedDay, missing: hole, notServed: null, keptFrom: null })
    expect(failures?.map(({ day }) => day)).toEqual(hole.toReversed())
    refuse(() => false)
    await syncHourly(25)
    expect(await listUnreadDays(host)).toEqual([])
  })

  test('is visible in the coverage of the account and of stats, for every viewer', async () => {
    const { host, refuse, syncHourly } = await createRefusingHost()
    refuse(({ date }) => date < '2026-03-15')
    await syncHourly(1)
    for (const viewer of ['admin:boss', 'someone']) {
      const connection = await readConnection(host, viewer)
      expect(connectionSchema.parse(connection)).toEqual(connection)
      expect(connection.coverage).toMatchObject({
        first: '2026-03-15',
        missing: [],
        notServed: { from: firstServedDay, to: '2026-03-14' },
        keptFrom: null,
      })
    }
    const [employee] = host.api.organization.directory
    const path = `/employees/${employee?.id}/stats?from=2026-03-01&to=2026-03-20`
    const response = await host.request(`${employee?.id}`, path)
    expect(await response.json()).toMatchObject({
      coverage: {
        missing: listDays({ from: '2026-03-01', to: '2026-03-14' }),
        notServed: { from: '2026-03-01', to: '2026-03-14' },
        keptFrom: null,
      },
    })
  })
})

describe('a single refused day', () => {
  test('does not stop the backfill beyond it, stays listed as a failure, and is requested every day', async () => {
    const { host, refuse, syncHourly } = await createRefusingHost()
    refuse(({ date }) => date === '2026-03-10')
    await syncHourly(48)
    host.clock.set(host.clock.now() + 90 * 24 * hourMs)
    for (let days = 0; days < 5; days += 1) {
      const requests = (await syncHourly(24)).filter(({ date }) => date === '2026-03-10').length
      expect(requests).toBeGreaterThanOrEqual(1)
      expect(requests).toBeLessThanOrEqual(2)
    }
    expect(await listUnreadDays(host)).toEqual(['2026-03-10'])
    expect(await readConnection(host)).toMatchObject({
      coverage: { missing: ['2026-03-10'] },
      failures: [{ day: '2026-03-10', code: 'request_rejected' }],
    })
    refuse(() => false)
    await syncHourly(24)
    await expectStoredUsageMatchesApi(host)
  })
})

describe('a day that was read before', () => {
  test('keeps its figures while it is refused, stays provisional, and is requested about once a day after the first day of refusals', async () => {
    const { host, refuse, syncHourly, readEntries } = await createRefusingHost()
    await syncHourly(1)
    const before = (await readEntries()).get(latestDay)
    const rows = await host.storage.readUsage(acme, latestDay)
    host.clock.set(host.clock.now() + 24 * hourMs)
    refuse(({ date, limit }) => date === latestDay && limit !== 1)
    for (const isDayRefused of [false, true]) {
      if (isDayRefused) refuse(({ date }) => date === latestDay)
      for (let days = 0; days < 4; days += 1) {
        const requests = (await syncHourly(24)).filter(({ date, limit }) => date === latestDay && limit !== 1)
        expect(requests.length).toBeLessThanOrEqual(days === 0 ? 6 : 2)
      }
    }
    const after = (await readEntries()).get(latestDay)
    expect(after?.read).toEqual(before?.read)
    expect(await host.storage.readUsage(acme, latestDay)).toEqual(rows)
    expect((await readConnection(host)).failures).toMatchObject([{ day: latestDay }])
    refuse(() => false)
    await syncHourly(25)
    expect((await readEntries()).get(latestDay)).toMatchObject({ failure: null, read: { readCount: 2 } })
    await expectStoredUsageMatchesApi(host)
  })
})

describe('a rejected cursor', () => {
  test('makes the day start again from its first page twice, and then fails only this attempt', async () => {
    const { host, refuse, syncHourly, readEntries } = await createRefusingHost({ pageRows: 5 })
    refuse(({ date, endpoint, isFirstPage }) => date === '2026-03-10' && endpoint === 'users' && !isFirstPage)
    const requests = await syncHourly(1)
    const restarts = requests.filter(
      ({ date, endpoint, isFirstPage }) => date === '2026-03-10' && endpoint === 'users' && isFirstPage,
    )
    expect(restarts).toHaveLength(3)
    expect((await readEntries()).get('2026-03-10')).toMatchObject({ read: null, failure: { code: 'cursor_expired' } })
    expect(await listUnreadDays(host)).toEqual(['2026-03-10'])
    refuse(() => false)
    await syncHourly(2)
    await expectStoredUsageMatchesApi(host)
  })

  test('in a report does not lose the figures of the report', async () => {
    const { host, refuse, syncHourly } = await createRefusingHost({ pageRows: 5 })
    refuse(({ endpoint, isFirstPage }) => endpoint === 'skills' && !isFirstPage)
    await syncHourly(24)
    refuse(() => false)
    await syncHourly(26)
    await expectStoredUsageMatchesApi(host)
  })
})

describe('a page limit that the API lowers for five days', () => {
  const refuseLargePages = ({ limit }: ReadRequest) => limit > 500

  test('keeps every stored reading, gives up no day, and costs a few requests an hour', async () => {
    const { host, refuse, syncHourly, readEntries } = await createRefusingHost()
    await syncHourly(1)
    const before = await readEntries()
    refuse(refuseLargePages)
    const requests = await syncHourly(5 * 24)
    expect(requests.length).toBeLessThan(5 * 24 * 8)
    for (const [day, { read }] of before) expect((await readEntries()).get(day)?.read).toEqual(read)
    expect(await readConnection(host)).toMatchObject({ coverage: { through: latestDay } })
    refuse(() => false)
    await syncHourly(25)
    await expectStoredUsageMatchesApi(host, listDays({ from: firstServedDay, to: addDays(latestDay, 5) }))
  })

  test('during the first sync does not look like the start of the history', async () => {
    const { host, refuse, syncHourly } = await createRefusingHost()
    refuse(refuseLargePages)
    await syncHourly(5 * 24)
    expect(await readConnection(host)).toMatchObject({ coverage: null, lastFailure: { code: 'api_unavailable' } })
    refuse(() => false)
    await syncHourly(25)
    await expectStoredUsageMatchesApi(host)
  })
})

/** Days that the API refuses for some hours, in one of several ways. */
const refusalArbitrary = fc.record({
  days: fc.oneof(
    fc
      .tuple(fc.nat({ max: history.length - 1 }), fc.integer({ min: 1, max: history.length }))
      .map(([first, count]) => history.slice(first, first + count)),
    fc.uniqueArray(fc.constantFrom(...history), { minLength: 1, maxLength: 30 }),
  ),
  from: fc.nat({ max: 15 }),
  hours: fc.integer({ min: 1, max: 30 }),
  kind: fc.constantFrom('day' as const, 'day' as const, 'rows' as const, 'cursor' as const, 'skills' as const),
})

test('whatever days the API refuses and for how long, every day is read within a day after all are served', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(refusalArbitrary, { minLength: 1, maxLength: 4 }), async (refusals) => {
      const { host, refuse, syncHourly, readEntries } = await createRefusingHost({ pageRows: 5 })
      const end = Math.max(...refusals.map(({ from, hours }) => from + hours))
      let readDays: readonly string[] = []
      for (let hour = 0; hour < end; hour += 1) {
        const current = refusals.filter(({ from, hours }) => hour >= from && hour < from + hours)
        refuse((request) =>
          current.some(({ days, kind }) => {
            if (!days.includes(request.date as Day)) return false
            if (kind === 'day') return true
            if (kind === 'rows') return request.limit > 500
            return kind === 'cursor' ? !request.isFirstPage : request.endpoint === 'skills'
          }),
        )
        await syncHourly(1)
        const entries = await readEntries()
        for (const day of readDays) expect(entries.get(day)?.read).not.toBeNull()
        readDays = [...entries.values()].flatMap(({ day, read }) => (read ? [day] : []))
      }
      refuse(() => false)
      await syncHourly(24)
      expect(await listUnreadDays(host)).toEqual([])
      host.clock.set(host.clock.now() + 24 * hourMs)
      // The API may have revised days since the last sync.
      await host.claude.sync(acme)
      await expectStoredUsageMatchesApi(host)
      expect(await readConnection(host)).toMatchObject({
        coverage: { missing: [], notServed: null, keptFrom: null },
        failures: [],
      })
    }),
    { numRuns: 6, examples: [[[{ days: ['2026-01-01'], from: 1, hours: 21, kind: 'day' }]]] },
  )
}, 120_000)
