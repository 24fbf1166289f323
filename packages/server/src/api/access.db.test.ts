import { type AccessResponse, employeeId, type Viewer } from '@windmill/claude-core'
import { accessSchema } from '@windmill/claude-core/contract'
import { describe, expect, test, vi } from 'vitest'
import type { ClaudeIntegrationOptions } from '../integration-options.ts'
import type { ConnectionRecord, StorageAdapter } from '../storage/adapter.ts'
import { plaintextVault } from '../test/sync-host.ts'
import { acme, createTestHost, storeDay, type TestHost, testVault } from '../test/test-host.ts'
import { setUpStorage, testStorages } from '../test/test-storages.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee, createViewer } from '../testing/fixtures.ts'
import { recordAccess } from './access.ts'

const now = Date.parse('2026-11-22T15:00:00Z')
const hourMs = 3_600_000
const dayMs = 24 * hourMs

const employees = [
  createEmployee('ceo', { name: 'Name of ceo' }),
  createDirectReport('gone', 'ceo', { archivedOn: '2026-06-30' }),
  createDirectReport('lead', 'gone', { name: 'Name of lead' }),
  createDirectReport('maya', 'lead'),
  createDirectReport('peer', 'lead'),
  createEmployee('root', { name: 'Root Admin' }),
  createEmployee('left', { archivedOn: '2026-06-30' }),
]

const emptyConnection: ConnectionRecord = {
  accountId: acme,
  status: 'disconnected',
  reason: null,
  sealedKey: null,
  lastFour: null,
  savedAt: null,
  organizationId: null,
  latestDay: null,
  notServedThrough: null,
  lastSyncAt: null,
  lastFailure: null,
  blockedSince: null,
  invitation: null,
}

interface AccessHost extends TestHost {
  readonly clock: ReturnType<typeof createVirtualClock>
  /** Advances the clock by a second, requests an employee's stats, and returns the status. */
  readonly readStats: (viewer: string, subject: string, from?: string) => Promise<number>
  /** Requests the access log of an employee. */
  readonly readLog: (viewer: string, subject: string, query?: string) => Promise<AccessResponse>
}

const createAccessHost = (storage: StorageAdapter, options: Partial<ClaudeIntegrationOptions> = {}): AccessHost => {
  const clock = createVirtualClock(now)
  const host = createTestHost({ storage, clock, employees, ...options })
  return {
    ...host,
    clock,
    readStats: async (viewer, subject, from = '2026-11-01') => {
      clock.set(clock.now() + 1_000)
      return (await host.request(viewer, `/employees/${subject}/stats?from=${from}&to=2026-11-20`)).status
    },
    readLog: async (viewer, subject, query = '') => {
      const response = await host.request(viewer, `/employees/${subject}/access${query}`)
      return (await response.json()) as AccessResponse
    },
  }
}

describe.each(testStorages)('with %s', (_, create) => {
  const storage = setUpStorage(create)

  describe('the access log', () => {
    test('shows an employee who read their stats, when, and for which period', async () => {
      const host = createAccessHost(storage)
      expect(await host.readStats('lead', 'maya')).toBe(200)
      expect(await host.readStats('admin:root', 'maya', '2026-10-01')).toBe(200)
      const log = await host.readLog('maya', 'maya')
      expect(accessSchema.safeParse(log).error).toBeUndefined()
      const createRead = (id: string, name: string, delayMs: number, from: string) => ({
        at: new Date(now + delayMs).toISOString(),
        viewer: { id, name },
        kind: 'employee',
        period: { from, to: '2026-11-20' },
      })
      expect(log).toEqual({
        // The archived manager is left out, since they see nothing.
        managers: [
          { id: 'lead', name: 'Name of lead' },
          { id: 'ceo', name: 'Name of ceo' },
        ],
        reads: [
          createRead('root', 'Root Admin', 2_000, '2026-10-01'),
          createRead('lead', 'Name of lead', 1_000, '2026-11-01'),
        ],
        next: null,
        keptForDays: 365,
      })
      expect(await host.readLog('admin:root', 'maya')).toEqual(log)
      expect(await host.readLog('peer', 'peer')).toMatchObject({ reads: [], next: null })
    })

    test('records neither reads of oneself, nor refused reads, nor reads in another account', async () => {
      const host = createAccessHost(storage)
      expect(await host.readStats('maya', 'maya')).toBe(200)
      expect(await host.readStats('peer', 'maya')).toBe(404)
      expect(await host.readStats('left', 'maya')).toBe(404)
      expect(await host.readStats('admin:left', 'maya')).toBe(404)
      expect(await host.readStats('globex/stranger', 'maya')).toBe(404)
      expect((await host.request('lead', '/employees/maya/stats?from=x&to=y')).status).toBe(400)
      expect((await host.readLog('maya', 'maya')).reads).toEqual([])
      // The other account has employees with the same ids, and a separate log.
      expect(await host.readStats('globex/lead', 'maya')).toBe(200)
      expect((await host.readLog('maya', 'maya')).reads).toEqual([])
      expect((await host.readLog('globex/maya', 'maya')).reads).toHaveLength(1)
    })

    test('records a read of several employees for each of them except the viewer', async () => {
      const host = createAccessHost(storage)
      await host.claude.directory.refresh(acme)
      const viewer: Viewer = createViewer(acme, 'lead', 'employee')
      const period = { from: '2026-11-01', to: '2026-11-20' } as const
      const context = { storage, clock: host.clock }
      const subjects = ['maya', 'peer', 'lead'].map(employeeId)
      await recordAccess(context, viewer, { kind: 'team', period, subjects })
      await recordAccess(context, viewer, { kind: 'team', period, subjects: subjects.slice(2) })
      await recordAccess(context, viewer, { kind: 'team', period, subjects: [] })
      const listReads = async (id: string) =>
        (await host.readLog(id, id)).reads.map(({ kind, viewer: reader }) => [kind, reader.id])
      expect(await listReads('maya')).toEqual([['team', 'lead']])
      expect(await listReads('peer')).toEqual([['team', 'lead']])
      expect(await listReads('lead')).toEqual([])
    })

    test('records a read of a group for everyone in it, archived employees included, with the period', async () => {
      const host = createAccessHost(storage)
      const period = { from: '2026-06-01', to: '2026-11-20' } as const
      const query = `from=${period.from}&to=${period.to}`
      const request = async (viewer: string, path: string) => {
        host.clock.set(host.clock.now() + 1_000)
        await (await host.request(viewer, `${path}?${query}`)).text()
      }
      await request('ceo', '/teams/ceo/stats')
      await request('admin:root', '/adoption')
      await request('lead', '/export.csv')
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

    test('answers everyone except the employee and admins as for an unknown id', async () => {
      const host = createAccessHost(storage)
      await host.readStats('lead', 'maya')
      const unknown = await host.request('peer', '/employees/nobody/access')
      expect(unknown.status).toBe(404)
      const unknownText = await unknown.text()
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
        expect([...response.headers]).toEqual([...unknown.headers])
        expect(await response.text()).toBe(unknownText)
      }
      expect((await host.request(null, '/employees/maya/access')).status).toBe(401)
      expect((await host.readLog('admin:root', 'left')).reads).toEqual([])
    })

    test('shows the id instead of the name of a reader who is no longer in the directory', async () => {
      const host = createAccessHost(storage)
      await host.readStats('lead', 'maya')
      await host.claude.directory.refresh(acme)
      await storage.replaceDirectory(
        acme,
        employees.filter(({ id }) => id !== 'lead'),
      )
      expect((await host.readLog('maya', 'maya')).reads).toMatchObject([{ viewer: { id: 'lead', name: 'lead' } }])
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
      expect(await host.readStats('maya', 'maya')).toBe(200)
    })

    test('returns every read once across pages, with a cursor of time and random id that opens as no key', async () => {
      const host = createAccessHost(storage)
      for (let count = 0; count < 60; count += 1) await host.readStats('lead', 'maya')
      const first = await host.readLog('maya', 'maya')
      const second = await host.readLog('maya', 'maya', `?page=${encodeURIComponent(first.next ?? '')}`)
      expect([first.reads.length, second.reads.length, second.next]).toEqual([50, 10, null])
      const times = [...first.reads, ...second.reads].map(({ at }) => at)
      expect(new Set(times).size).toBe(60)
      expect(times).toEqual(times.toSorted().toReversed())
      const last = (await storage.listAccess(acme, employeeId('maya'), { before: null, limit: 50 })).at(-1)
      const cursor = first.next ?? ''
      expect(cursor).toBe(`${last?.at}.${last?.id}`)
      await expect(testVault.open(acme, cursor)).rejects.toMatchObject({ code: 'key_unreadable' })
      // A cursor says where to go on, and not in whose log.
      await host.readStats('globex/lead', 'maya')
      expect((await host.readLog('globex/maya', 'maya', `?page=${cursor}`)).reads).toEqual([])
      expect((await host.request('peer', `/employees/maya/access?page=${cursor}`)).status).toBe(404)
      const sealed = encodeURIComponent(await testVault.seal(acme, '50'))
      for (const invalidPage of ['', 'x', '-1', '1.5', '50', `${last?.at}`, `1${cursor}0`, `${cursor}%00`, sealed]) {
        const response = await host.request('maya', `/employees/maya/access?page=${invalidPage}`)
        expect([response.status, await response.json()]).toMatchObject([400, { field: 'page' }])
      }
    })

    test('deletes records older than the configured retention at the next sync, even if that sync fails', async () => {
      const claudeApi = { fetch: () => Promise.reject(new Error('down')) }
      const host = createAccessHost(storage, { policy: { accessRetentionDays: 30 }, claudeApi, vault: plaintextVault })
      await host.readStats('lead', 'maya')
      host.clock.set(now + dayMs)
      await host.readStats('admin:root', 'maya')
      const sealedKey = 'sk-ant-api01-0123456789abcdef'
      await storage.saveConnection({ ...emptyConnection, status: 'connected', sealedKey })
      host.clock.set(now + 30 * dayMs + hourMs)
      await host.claude.sync(acme)
      const { reads, keptForDays } = await host.readLog('maya', 'maya')
      expect([reads.map(({ viewer }) => viewer.id), keptForDays]).toEqual([['root'], 30])
    })

    test('hides expired records at once, and deletes them hourly even in a disconnected account', async () => {
      let syncAllAccounts = async (): Promise<void> => {}
      const host = createAccessHost(storage, {
        policy: { accessRetentionDays: 30 },
        scheduler: {
          start: async (jobs) => {
            syncAllAccounts = jobs.syncAllAccounts
          },
          request: async () => {},
          getNextRunAt: () => null,
          stop: async () => {},
        },
      })
      await storage.saveConnection(emptyConnection)
      await host.claude.start()
      const listStoredReaders = async () =>
        (await storage.listAccess(acme, employeeId('maya'), { before: null, limit: 100 })).map(
          ({ viewerId }) => viewerId,
        )
      for (let count = 0; count < 55; count += 1) await host.readStats('lead', 'maya')
      host.clock.set(now + dayMs)
      await host.readStats('admin:root', 'maya')
      const readAt = (await storage.getDirectoryReading(acme))?.at ?? 0
      await syncAllAccounts()
      const waitOptions = { timeout: 30_000 }
      await vi.waitFor(
        async () => expect((await storage.getDirectoryReading(acme))?.at).toBeGreaterThan(readAt),
        waitOptions,
      )
      expect((await listStoredReaders()).length).toBe(56)
      host.clock.set(now + 30 * dayMs + hourMs)
      const { reads, next } = await host.readLog('maya', 'maya')
      expect([reads.map(({ viewer }) => viewer.id), next]).toEqual([['root'], null])
      expect((await listStoredReaders()).length).toBe(56)
      await syncAllAccounts()
      await vi.waitFor(async () => expect(await listStoredReaders()).toEqual(['root']), waitOptions)
    })
  })
})
