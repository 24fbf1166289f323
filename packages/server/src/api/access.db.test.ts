import { type AccessResponse, employeeId, type Viewer } from '@windmill/claude-core'
import { accessSchema } from '@windmill/claude-core/contract'
import { startOfDay } from '@windmill/claude-core/internal'
import { decodeProtectedHeader } from 'jose'
import { describe, expect, test, vi } from 'vitest'
import type { ClaudeIntegrationOptions } from '../integration-options.ts'
import type { ConnectionRecord, StorageAdapter } from '../storage/adapter.ts'
import { acme, createTestHost, employee, employeeUnder, storeDay, type TestHost, testVault } from '../test/host.ts'
import { stores, useStore } from '../test/stores.ts'
import { virtualClock } from '../test/virtual-clock.ts'
import { plaintextVault } from '../test/world.ts'
import { recordAccess } from './access.ts'

const now = startOfDay('2026-11-22') + 15 * 3_600_000

const employees = [
  employee('ceo', { name: 'Name of ceo' }),
  employeeUnder('gone', 'ceo', { archivedOn: '2026-06-30' }),
  employeeUnder('lead', 'gone', { name: 'Name of lead' }),
  employeeUnder('maya', 'lead'),
  employeeUnder('peer', 'lead'),
  employee('root', { name: 'Root Admin' }),
  employee('left', { archivedOn: '2026-06-30' }),
]

const emptyConnection: ConnectionRecord = {
  accountId: acme,
  status: 'disconnected',
  reason: null,
  sealedKey: null,
  lastFour: null,
  savedAt: null,
  latestDay: null,
  lastSyncAt: null,
  lastFailure: null,
}

interface AccessHost extends TestHost {
  readonly clock: ReturnType<typeof virtualClock>
  /** Advances the clock by a second, requests an employee's stats, and returns the status. */
  readonly read: (viewer: string, subject: string, from?: string) => Promise<number>
  readonly access: (viewer: string, subject: string, query?: string) => Promise<AccessResponse>
}

const createAccessHost = (storage: StorageAdapter, options: Partial<ClaudeIntegrationOptions> = {}): AccessHost => {
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

describe.each(stores)('the access log, on %s', (_, create) => {
  const storage = useStore(create)

  test('shows an employee who read what about them, when and for which period', async () => {
    const host = createAccessHost(storage)
    expect(await host.read('lead', 'maya')).toBe(200)
    expect(await host.read('admin:root', 'maya', '2026-10-01')).toBe(200)
    const log = await host.access('maya', 'maya')
    expect(accessSchema.safeParse(log).error).toBeUndefined()
    const read = (id: string, name: string, at: number, from: string) => ({
      at: new Date(now + at).toISOString(),
      viewer: { id, name },
      kind: 'employee',
      period: { from, to: '2026-11-20' },
    })
    expect(log).toEqual({
      // Without the archived manager, who sees nothing.
      managers: [
        { id: 'lead', name: 'Name of lead' },
        { id: 'ceo', name: 'Name of ceo' },
      ],
      reads: [read('root', 'Root Admin', 2_000, '2026-10-01'), read('lead', 'Name of lead', 1_000, '2026-11-01')],
      next: null,
      keptForDays: 365,
    })
    expect(await host.access('admin:root', 'maya')).toEqual(log)
    expect(await host.access('peer', 'peer')).toMatchObject({ reads: [], next: null })
  })

  test('records neither reads of oneself nor refused reads', async () => {
    const host = createAccessHost(storage)
    expect(await host.read('maya', 'maya')).toBe(200)
    expect(await host.read('peer', 'maya')).toBe(404)
    expect(await host.read('left', 'maya')).toBe(404)
    expect(await host.read('admin:left', 'maya')).toBe(404)
    expect(await host.read('globex/stranger', 'maya')).toBe(404)
    expect((await host.request('lead', '/employees/maya/stats?from=x&to=y')).status).toBe(400)
    expect((await host.access('maya', 'maya')).reads).toEqual([])
    // The other account has employees with the same ids, and a separate log.
    expect(await host.read('globex/lead', 'maya')).toBe(200)
    expect((await host.access('maya', 'maya')).reads).toEqual([])
    expect((await host.access('globex/maya', 'maya')).reads).toHaveLength(1)
  })

  test('records one read for all employees read together, except the viewer', async () => {
    const host = createAccessHost(storage)
    await host.claude.directory.refresh(acme)
    const viewer: Viewer = { accountId: acme, employeeId: employeeId('lead'), role: 'employee' }
    const period = { from: '2026-11-01', to: '2026-11-20' } as const
    const context = { storage, clock: host.clock }
    const subjects = ['maya', 'peer', 'lead'].map(employeeId)
    await recordAccess(context, viewer, { kind: 'team', period, subjects })
    await recordAccess(context, viewer, { kind: 'team', period, subjects: subjects.slice(2) })
    await recordAccess(context, viewer, { kind: 'team', period, subjects: [] })
    const listReads = async (id: string) =>
      (await host.access(id, id)).reads.map(({ kind, viewer: reader }) => [kind, reader.id])
    expect(await listReads('maya')).toEqual([['team', 'lead']])
    expect(await listReads('peer')).toEqual([['team', 'lead']])
    expect(await listReads('lead')).toEqual([])
  })

  test('records a read of a group for everyone in the answer, including archived employees, with its period', async () => {
    const host = createAccessHost(storage)
    const period = { from: '2026-06-01', to: '2026-11-20' } as const
    const query = `from=${period.from}&to=${period.to}`
    const get = async (viewer: string, path: string) => await (await host.request(viewer, `${path}?${query}`)).text()
    await get('ceo', '/teams/ceo/stats')
    await get('admin:root', '/adoption')
    await get('lead', '/export.csv')
    const listReads = async (id: string) => {
      const reads = await storage.listAccess(acme, employeeId(id), { before: null, limit: 10 })
      for (const read of reads) expect(read.period).toEqual(period)
      return reads.map(({ kind, viewerId }) => `${kind} by ${viewerId}`)
    }
    expect(await listReads('maya')).toEqual(['export by lead', 'adoption by root', 'team by ceo'])
    expect(await listReads('gone')).toEqual(['adoption by root', 'team by ceo'])
    // An admin's adoption covers everyone, not only people below the admin.
    for (const id of ['ceo', 'left']) expect(await listReads(id)).toEqual(['adoption by root'])
    expect(await listReads('root')).toEqual([])
  })

  test('keeps an archived admin locked out after the account was erased', async () => {
    const host = createAccessHost(storage)
    const requestAsArchivedAdmin = async () => (await host.request('admin:left', '/connection')).status
    expect(await requestAsArchivedAdmin()).toBe(404)
    expect((await host.request('admin:root', '/connection?data=erase', { method: 'DELETE' })).status).toBe(200)
    expect(await requestAsArchivedAdmin()).toBe(404)
  })

  test('answers everyone but the employee and admins as for an unknown id', async () => {
    const host = createAccessHost(storage)
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

  test('names a reader by id when they are no longer in the directory', async () => {
    const host = createAccessHost(storage)
    await host.read('lead', 'maya')
    await host.claude.directory.refresh(acme)
    await storage.replaceDirectory(
      acme,
      employees.filter(({ id }) => id !== 'lead'),
    )
    expect((await host.access('maya', 'maya')).reads).toMatchObject([{ viewer: { id: 'lead', name: 'lead' } }])
  })

  test('fails the request when the read cannot be recorded', async () => {
    const host = createAccessHost({
      ...storage,
      addAccess: () => Promise.reject(new Error('disk full')),
    })
    await storeDay(storage, '2026-11-20', { maya: { chat_messages: 7 } })
    const response = await host.request('lead', '/employees/maya/stats?from=2026-11-01&to=2026-11-20')
    expect(response.status).toBe(500)
    expect(await response.json()).toMatchObject({ code: 'internal_error' })
    expect(await host.read('maya', 'maya')).toBe(200)
  })

  test('returns every read once across pages, with a cursor that only its account can use', async () => {
    const host = createAccessHost(storage)
    for (let read = 0; read < 60; read += 1) await host.read('lead', 'maya')
    const first = await host.access('maya', 'maya')
    const second = await host.access('maya', 'maya', `?page=${encodeURIComponent(first.next ?? '')}`)
    expect([first.reads.length, second.reads.length, second.next]).toEqual([50, 10, null])
    const times = [...first.reads, ...second.reads].map(({ at }) => at)
    expect(new Set(times).size).toBe(60)
    expect(times).toEqual(times.toSorted().toReversed())
    // The record number is in the encrypted part of the cursor only. The readable part holds nothing else.
    const number = (await storage.listAccess(acme, employeeId('maya'), { before: null, limit: 50 })).at(-1)?.number
    const cursor = first.next ?? ''
    expect(await testVault.open(acme, cursor)).toBe(String(number))
    expect(decodeProtectedHeader(cursor)).toEqual({ alg: 'dir', enc: 'A256GCM', kid: 'test', account: acme })
    const page = encodeURIComponent(cursor)
    await host.read('globex/maya', 'maya')
    expect((await host.request('globex/maya', `/employees/maya/access?page=${page}`)).status).toBe(400)
    for (const page of ['', 'x', '-1', '1.5', String(number)]) {
      const response = await host.request('maya', `/employees/maya/access?page=${page}`)
      expect([response.status, await response.json()]).toMatchObject([400, { field: 'page' }])
    }
  })

  test('deletes reads older than the configured retention at the next sync', async () => {
    const claudeApi = { fetch: () => Promise.reject(new Error('down')) }
    const host = createAccessHost(storage, { policy: { accessRetentionDays: 30 }, claudeApi, vault: plaintextVault })
    await host.read('lead', 'maya')
    host.clock.set(now + 86_400_000)
    await host.read('admin:root', 'maya')
    // The deletion happens even though the sync itself fails.
    const sealedKey = 'sk-ant-api01-0123456789abcdef'
    await storage.saveConnection({ ...emptyConnection, status: 'connected', sealedKey })
    host.clock.set(now + 30 * 86_400_000 + 3_600_000)
    await host.claude.sync(acme)
    const { reads, keptForDays } = await host.access('maya', 'maya')
    expect([reads.map(({ viewer }) => viewer.id), keptForDays]).toEqual([['root'], 30])
  })

  test('hides expired reads at once and deletes them at the next hourly run, even in a disconnected account', async () => {
    let syncAllAccounts = async (): Promise<void> => {}
    const host = createAccessHost(storage, {
      policy: { accessRetentionDays: 30 },
      scheduler: {
        start: async (work) => {
          syncAllAccounts = work.syncAllAccounts
        },
        request: async () => {},
        nextRunAt: () => null,
        stop: async () => {},
      },
    })
    await storage.saveConnection(emptyConnection)
    await host.claude.start()
    const listStoredReaders = async () =>
      (await storage.listAccess(acme, employeeId('maya'), { before: null, limit: 100 })).map(({ viewerId }) => viewerId)
    for (let read = 0; read < 55; read += 1) await host.read('lead', 'maya')
    host.clock.set(now + 86_400_000)
    await host.read('admin:root', 'maya')
    await syncAllAccounts()
    const patience = { timeout: 30_000 }
    await vi.waitFor(
      async () => expect((await storage.getDirectoryStatus(acme))?.readAt).toBe(host.clock.now()),
      patience,
    )
    expect((await listStoredReaders()).length).toBe(56)
    host.clock.set(now + 30 * 86_400_000 + 3_600_000)
    const { reads, next } = await host.access('maya', 'maya')
    expect([reads.map(({ viewer }) => viewer.id), next]).toEqual([['root'], null])
    expect((await listStoredReaders()).length).toBe(56)
    await syncAllAccounts()
    await vi.waitFor(async () => expect(await listStoredReaders()).toEqual(['root']), patience)
  })
})
