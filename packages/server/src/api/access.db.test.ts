import { type AccessResponse, employeeId, startOfDay, type Viewer } from '@windmill/claude-core'
import { accessSchema } from '@windmill/claude-core/contract'
import { describe, expect, it, vi } from 'vitest'
import type { ClaudeIntegrationOptions } from '../integration.ts'
import type { StorageAdapter } from '../storage/adapter.ts'
import { acme, createTestHost, person, storeDay, type TestHost } from '../test/host.ts'
import { stores, useStore } from '../test/stores.ts'
import { virtualClock } from '../test/virtual-clock.ts'
import { openVault } from '../test/world.ts'
import { recordAccess } from './access.ts'

const now = startOfDay('2026-11-22') + 15 * 3_600_000

const under = (id: string, managerId: string) => person(id, { name: `Name of ${id}`, managerId: employeeId(managerId) })
const employees = [
  person('ceo', { name: 'Name of ceo' }),
  { ...under('gone', 'ceo'), archivedOn: '2026-06-30' as const },
  under('lead', 'gone'),
  under('maya', 'lead'),
  under('peer', 'lead'),
  person('root', { name: 'Root Admin' }),
  person('left', { archivedOn: '2026-06-30' }),
]

interface AccessHost extends TestHost {
  readonly clock: ReturnType<typeof virtualClock>
  /** Reads someone's stats, and resolves with the status. */
  readonly read: (viewer: string, subject: string, from?: string) => Promise<number>
  readonly access: (viewer: string, subject: string, query?: string) => Promise<AccessResponse>
}

const accessHost = (storage: StorageAdapter, options: Partial<ClaudeIntegrationOptions> = {}): AccessHost => {
  const clock = virtualClock(now)
  const host = createTestHost({ storage, clock, employees, ...options })
  return {
    ...host,
    clock,
    read: async (viewer, subject, from = '2026-11-01') => {
      clock.set(clock.now() + 1_000)
      return (await host.request(viewer, `/employees/${subject}/stats?from=${from}&to=2026-11-20`)).status
    },
    access: async (viewer, subject, query = '') => {
      const response = await host.request(viewer, `/employees/${subject}/access${query}`)
      return (await response.json()) as AccessResponse
    },
  }
}

describe.each(stores)('who reads whom, on %s', (_, create) => {
  const storage = useStore(create)

  it('is recorded with who, what, when and over which days, and seen by whom it is about', async () => {
    const host = accessHost(storage)
    expect(await host.read('lead', 'maya')).toBe(200)
    expect(await host.read('admin:root', 'maya', '2026-10-01')).toBe(200)
    const mine = await host.access('maya', 'maya')
    expect(accessSchema.safeParse(mine).error).toBeUndefined()
    const read = (id: string, name: string, at: number, from: string) => ({
      at: new Date(now + at).toISOString(),
      viewer: { id, name },
      kind: 'employee',
      period: { from, to: '2026-11-20' },
    })
    expect(mine).toEqual({
      // Whoever has left sees nothing, whom they were above or not.
      managers: [
        { id: 'lead', name: 'Name of lead' },
        { id: 'ceo', name: 'Name of ceo' },
      ],
      reads: [read('root', 'Root Admin', 2_000, '2026-10-01'), read('lead', 'Name of lead', 1_000, '2026-11-01')],
      next: null,
      keptForDays: 365,
    })
    expect(await host.access('admin:root', 'maya')).toEqual(mine)
    expect(await host.access('peer', 'peer')).toMatchObject({ reads: [], next: null })
  })

  it('is no news where someone reads themself, or is not let in', async () => {
    const host = accessHost(storage)
    expect(await host.read('maya', 'maya')).toBe(200)
    expect(await host.read('peer', 'maya')).toBe(404)
    expect(await host.read('left', 'maya')).toBe(404)
    expect(await host.read('admin:left', 'maya')).toBe(404)
    expect(await host.read('globex/stranger', 'maya')).toBe(404)
    expect((await host.request('lead', '/employees/maya/stats?from=x&to=y')).status).toBe(400)
    expect((await host.access('maya', 'maya')).reads).toEqual([])
    // The other customer has people with the same ids, and records of its own.
    expect(await host.read('globex/lead', 'maya')).toBe(200)
    expect((await host.access('maya', 'maya')).reads).toEqual([])
    expect((await host.access('globex/maya', 'maya')).reads).toHaveLength(1)
  })

  it('is one record for all who are read together, and none of oneself among them', async () => {
    const host = accessHost(storage)
    await host.claude.directory.refresh(acme)
    const viewer: Viewer = { accountId: acme, employeeId: employeeId('lead'), role: 'employee' }
    const period = { from: '2026-11-01', to: '2026-11-20' } as const
    const context = { storage, clock: host.clock }
    const subjects = ['maya', 'peer', 'lead'].map(employeeId)
    await recordAccess(context, viewer, { kind: 'team', period, subjects })
    await recordAccess(context, viewer, { kind: 'team', period, subjects: subjects.slice(2) })
    await recordAccess(context, viewer, { kind: 'team', period, subjects: [] })
    const readsOf = async (id: string) => (await host.access(id, id)).reads.map(({ kind, viewer: by }) => [kind, by.id])
    expect(await readsOf('maya')).toEqual([['team', 'lead']])
    expect(await readsOf('peer')).toEqual([['team', 'lead']])
    expect(await readsOf('lead')).toEqual([])
  })

  it('is kept of whole groups, with the period: of everyone whom the answer is about, those who left since among them', async () => {
    const host = accessHost(storage)
    const period = { from: '2026-06-01', to: '2026-11-20' } as const
    const query = `from=${period.from}&to=${period.to}`
    const get = async (viewer: string, path: string) => await (await host.request(viewer, `${path}?${query}`)).text()
    await get('ceo', '/teams/ceo/stats')
    await get('admin:root', '/adoption')
    await get('lead', '/export.csv')
    const readsOf = async (id: string) => {
      const reads = await storage.listAccess(acme, employeeId(id), { before: null, limit: 10 })
      for (const read of reads) expect(read.period).toEqual(period)
      return reads.map(({ kind, viewerId }) => `${kind} by ${viewerId}`)
    }
    expect(await readsOf('maya')).toEqual(['export by lead', 'adoption by root', 'team by ceo'])
    expect(await readsOf('gone')).toEqual(['adoption by root', 'team by ceo'])
    // An admin’s figures are about everyone, whoever is below them.
    for (const id of ['ceo', 'left']) expect(await readsOf(id)).toEqual(['adoption by root'])
    expect(await readsOf('root')).toEqual([])
  })

  it('lets nobody in again who has left, when everything was erased', async () => {
    const host = accessHost(storage)
    const leaver = async () => (await host.request('admin:left', '/connection')).status
    expect(await leaver()).toBe(404)
    expect((await host.request('admin:root', '/connection?data=erase', { method: 'DELETE' })).status).toBe(200)
    expect(await leaver()).toBe(404)
  })

  it('is for that person and admins: to anyone else, it is as if they did not exist', async () => {
    const host = accessHost(storage)
    await host.read('lead', 'maya')
    const absent = await host.request('peer', '/employees/nobody/access')
    expect(absent.status).toBe(404)
    const text = await absent.text()
    const refused: (readonly [viewer: string, subject: string])[] = [
      ['peer', 'maya'],
      ['lead', 'maya'],
      ['ceo', 'maya'],
      ['left', 'left'],
      ['left', 'maya'],
      ['admin:left', 'maya'],
      ['globex/stranger', 'maya'],
      ['globex/admin:root', 'nobody'],
      ['admin:root', 'nobody'],
      ['admin:root', 'maya%00'],
      ['stranger', 'stranger'],
    ]
    for (const [viewer, subject] of refused) {
      const response = await host.request(viewer, `/employees/${subject}/access`)
      expect([viewer, response.status]).toEqual([viewer, 404])
      expect([...response.headers]).toEqual([...absent.headers])
      expect(await response.text()).toBe(text)
    }
    expect((await host.request(null, '/employees/maya/access')).status).toBe(401)
    expect((await host.access('admin:root', 'left')).reads).toEqual([])
  })

  it('is known under the reader’s id when they are no longer in the directory', async () => {
    const host = accessHost(storage)
    await host.read('lead', 'maya')
    await host.claude.directory.refresh(acme)
    await storage.replaceDirectory(
      acme,
      employees.filter(({ id }) => id !== 'lead'),
    )
    expect((await host.access('maya', 'maya')).reads).toMatchObject([{ viewer: { id: 'lead', name: 'lead' } }])
  })

  it('keeps the stats back when it cannot be recorded', async () => {
    const host = accessHost({
      ...storage,
      addAccess: () => Promise.reject(new Error('disk full')),
    })
    await storeDay(storage, '2026-11-20', { maya: { chat_messages: 7 } })
    const response = await host.request('lead', '/employees/maya/stats?from=2026-11-01&to=2026-11-20')
    expect(response.status).toBe(500)
    expect(await response.json()).toMatchObject({ code: 'internal_error' })
    expect(await host.read('maya', 'maya')).toBe(200)
  })

  it('comes in pages that hold every read once', async () => {
    const host = accessHost(storage)
    for (let read = 0; read < 60; read += 1) await host.read('lead', 'maya')
    const first = await host.access('maya', 'maya')
    const second = await host.access('maya', 'maya', `?page=${encodeURIComponent(first.next ?? '')}`)
    expect([first.reads.length, second.reads.length, second.next]).toEqual([50, 10, null])
    const times = [...first.reads, ...second.reads].map(({ at }) => at)
    expect(new Set(times).size).toBe(60)
    expect(times).toEqual(times.toSorted().toReversed())
    // Nothing can be read off it, and it is of no use to another customer.
    const [number = 0] = (await storage.listAccess(acme, employeeId('maya'), { before: null, limit: 50 }))
      .map((entry) => entry.number)
      .slice(-1)
    expect(first.next).not.toContain(String(number))
    const page = encodeURIComponent(first.next ?? '')
    await host.read('globex/maya', 'maya')
    expect((await host.request('globex/maya', `/employees/maya/access?page=${page}`)).status).toBe(400)
    for (const page of ['', 'x', '-1', '1.5', String(number)]) {
      const response = await host.request('maya', `/employees/maya/access?page=${page}`)
      expect([response.status, await response.json()]).toMatchObject([400, { field: 'page' }])
    }
  })

  it('is forgotten after the time that the host sets, at the next sync', async () => {
    const claudeApi = { fetch: () => Promise.reject(new Error('down')) }
    const host = accessHost(storage, { accessDays: 30, claudeApi, vault: openVault })
    await host.read('lead', 'maya')
    host.clock.set(now + 86_400_000)
    await host.read('admin:root', 'maya')
    // The sync itself may fail: that is no reason to keep what is too old.
    const sealedKey = 'sk-ant-api01-0123456789abcdef'
    await storage.saveConnection({
      ...{ accountId: acme, status: 'connected', reason: null, sealedKey, lastFour: null },
      ...{ savedAt: null, latestDay: null, lastSyncAt: null, lastFailure: null },
    })
    host.clock.set(now + 30 * 86_400_000 + 3_600_000)
    await host.claude.sync(acme)
    const { reads, keptForDays } = await host.access('maya', 'maya')
    expect([reads.map(({ viewer }) => viewer.id), keptForDays]).toEqual([['root'], 30])
  })

  it('is forgotten likewise where nothing is synced, and not told of meanwhile', async () => {
    let everyHour = async (): Promise<void> => {}
    const host = accessHost(storage, {
      accessDays: 30,
      scheduler: {
        start: async (work) => {
          everyHour = work.everyHour
        },
        ...{ request: async () => {}, nextRunAt: () => null, stop: async () => {} },
      },
    })
    await storage.saveConnection({
      ...{ accountId: acme, status: 'disconnected', reason: null, sealedKey: null, lastFour: null },
      ...{ savedAt: null, latestDay: null, lastSyncAt: null, lastFailure: null },
    })
    await host.claude.start()
    const stored = async () =>
      (await storage.listAccess(acme, employeeId('maya'), { before: null, limit: 100 })).map(({ viewerId }) => viewerId)
    for (let read = 0; read < 55; read += 1) await host.read('lead', 'maya')
    host.clock.set(now + 86_400_000)
    await host.read('admin:root', 'maya')
    await everyHour()
    await vi.waitFor(async () => expect((await storage.getDirectoryStatus(acme))?.readAt).toBe(host.clock.now()))
    expect((await stored()).length).toBe(56)
    host.clock.set(now + 30 * 86_400_000 + 3_600_000)
    const { reads, next } = await host.access('maya', 'maya')
    expect([reads.map(({ viewer }) => viewer.id), next]).toEqual([['root'], null])
    expect((await stored()).length).toBe(56)
    await everyHour()
    await vi.waitFor(async () => expect(await stored()).toEqual(['root']))
  })
})
