import {
  type AccessResponse,
  addDays,
  type Day,
  employeeId,
  type LogEntry,
  type LogResponse,
  type Period,
  type Permission,
} from '@windmill/claude-core'
import { accessSchema, logSchema } from '@windmill/claude-core/contract'
import { describe, expect, test, vi } from 'vitest'
import type { ClaudeIntegrationOptions } from '../integration-options.ts'
import type { StorageAdapter } from '../storage/adapter.ts'
import { createDisconnectedRecord } from '../storage/create-disconnected-record.ts'
import { plaintextVault } from '../test/sync-host.ts'
import { acme, createTestHost, storeDay, type TestHost, testVault } from '../test/test-host.ts'
import { setUpStorage, testStorages } from '../test/test-storages.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee, toClaudeUserId } from '../testing/fixtures.ts'

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

const emptyConnection = createDisconnectedRecord(acme)

/** Returns the reads among the entries: who read, and for which purpose. */
const listReads = ({ entries }: { readonly entries: readonly LogEntry[] }): string[] =>
  entries.flatMap(({ actor, event }) => (event.kind === 'read' ? [`${event.purpose} by ${actor?.id}`] : []))

interface LogHost extends TestHost {
  readonly clock: ReturnType<typeof createVirtualClock>
  /** Advances the clock by a second, requests an employee's stats, and returns the status. */
  readonly readStats: (viewer: string, subject: string, from?: string) => Promise<number>
  /** Requests the log about an employee. */
  readonly readLog: (viewer: string, subject: string, query?: string) => Promise<AccessResponse>
}

const createLogHost = (storage: StorageAdapter, options: Partial<ClaudeIntegrationOptions> = {}): LogHost => {
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

  describe('a changed participation', () => {
    test('is in the log once, without an actor, and only the employee sees the old and the new participation', async () => {
      const host = createLogHost(storage)
      await host.claude.directory.refresh(acme)
      const change = async (id: string, participation: 'totals' | 'excluded' | 'included') => {
        host.clock.set(host.clock.now() + 1_000)
        const pushed = employees.flatMap((employee) => (employee.id === id ? [{ ...employee, participation }] : []))
        await host.claude.directory.upsert(acme, pushed)
      }
      await change('maya', 'totals')
      await change('maya', 'totals')
      await change('peer', 'excluded')
      const listEvents = async (viewer: string, path: string) => {
        const log = logSchema.parse(await (await host.request(viewer, path)).json())
        return log.entries.map(({ actor, about, event }) => ({ actor, about, event }))
      }
      const createEvent = (id: string, from: string | null, to: string | null) => ({
        actor: null,
        about: { employee: { id, name: `Person ${id}` } },
        event: { kind: 'participation_changed', from, to },
      })
      const hidden = [createEvent('peer', null, null), createEvent('maya', null, null)]
      expect(await listEvents('admin:root', '/log')).toEqual(hidden)
      expect(await listEvents('admin:root', '/employees/maya/access')).toEqual(hidden.slice(1))
      expect(await listEvents('maya', '/employees/maya/access')).toEqual([createEvent('maya', 'included', 'totals')])
      expect(await listEvents('peer', '/employees/peer/access')).toEqual([createEvent('peer', 'included', 'excluded')])
      expect((await host.claude.employees.export(acme, 'maya', { by: 'root' })).logAbout.at(-1)?.event).toEqual(
        createEvent('maya', 'included', 'totals').event,
      )
    })

    test('decides whether the log of the employee lists reads of groups', async () => {
      let participation: 'totals' | 'included' = 'included'
      const listEmployees = () =>
        employees.map((employee) => (employee.id === 'maya' ? { ...employee, participation } : employee))
      const host = createLogHost(storage, { directory: { listEmployees } })
      const change = async (changed: 'totals' | 'included') => {
        participation = changed
        host.clock.set(host.clock.now() + 1_000)
        await host.claude.directory.refresh(acme)
      }
      const query = '?from=2026-11-01&to=2026-11-20'
      const readAsLead = async () => {
        host.clock.set(host.clock.now() + hourMs)
        for (const path of [`/teams/lead/stats${query}`, `/adoption${query}`, `/export.csv${query}`]) {
          await (await host.request('lead', path)).text()
        }
        await host.request('admin:root', `/adoption${query}`)
      }
      await host.claude.directory.refresh(acme)
      await change('totals')
      await readAsLead()
      expect(listReads(await host.readLog('maya', 'maya'))).toEqual([])
      expect(listReads(await host.readLog('peer', 'peer')).length).toBe(4)
      await change('included')
      await readAsLead()
      expect(listReads(await host.readLog('maya', 'maya')).sort()).toEqual([
        'adoption by lead',
        'adoption by root',
        'export by lead',
        'team by lead',
      ])
    })
  })

  describe('the log about an employee', () => {
    test('tells an employee who read their stats, when, and for which period', async () => {
      const host = createLogHost(storage)
      expect(await host.readStats('lead', 'maya')).toBe(200)
      expect(await host.readStats('admin:root', 'maya', '2026-10-01')).toBe(200)
      const log = await host.readLog('maya', 'maya')
      expect(accessSchema.safeParse(log).error).toBeUndefined()
      const createRead = (id: string, name: string, delayMs: number, periods: readonly Period[]) => ({
        at: new Date(now + delayMs).toISOString(),
        actor: { id, name },
        actingFor: null,
        about: { employee: { id: 'maya', name: 'Person maya' } },
        event: { kind: 'read', purpose: 'profile', periods, rows: null },
      })
      const createPeriods = (from: Day, previousFrom: Day, previousTo: Day) => [
        { from, to: '2026-11-20' as const },
        { from: previousFrom, to: previousTo },
      ]
      expect(log).toEqual({
        // The archived manager is left out, since they see nothing.
        managers: [
          { id: 'lead', name: 'Name of lead' },
          { id: 'ceo', name: 'Name of ceo' },
        ],
        entries: [
          createRead('root', 'Root Admin', 2_000, createPeriods('2026-10-01', '2026-08-11', '2026-09-30')),
          createRead('lead', 'Name of lead', 1_000, createPeriods('2026-11-01', '2026-10-12', '2026-10-31')),
        ],
        next: null,
        keptForDays: 365,
      })
      expect(await host.readLog('admin:root', 'maya')).toEqual(log)
      expect(await host.readLog('peer', 'peer')).toMatchObject({ entries: [], next: null })
    })

    test('has one read per purpose, and no repeat within the hour', async () => {
      const host = createLogHost(storage)
      const path = '/employees/maya/stats?from=2026-11-01&to=2026-11-20'
      for (const purpose of ['', '&purpose=review', '&purpose=one_on_one', '&purpose=review', '&purpose=profile']) {
        expect((await host.request('lead', path + purpose)).status).toBe(200)
      }
      expect((await host.request('lead', `${path}&purpose=team`)).status).toBe(400)
      const reads = ['one_on_one by lead', 'profile by lead', 'review by lead']
      expect(listReads(await host.readLog('maya', 'maya')).sort()).toEqual(reads)
      host.clock.set(now + hourMs)
      await host.request('lead', path)
      expect(listReads(await host.readLog('maya', 'maya')).length).toBe(4)
    })

    test('names the manager that a deputy stands in for, and no manager if the viewer may see the figures anyway', async () => {
      const host = createLogHost(storage)
      const period = { from: '2026-11-01', to: '2026-11-20' } as const
      const createDeputy = (id: string, actsFor: string[]) => ({
        accountId: acme,
        employeeId: id,
        role: 'employee' as const,
        actsFor,
      })
      await host.claude.api.employeeStats(createDeputy('peer', ['root', 'ceo', 'lead']), 'maya', period)
      await host.claude.api.teamStats(createDeputy('peer', ['lead']), 'lead', period)
      await host.claude.api.employeeStats(createDeputy('lead', ['ceo']), 'maya', period)
      const { entries } = await host.readLog('maya', 'maya')
      expect(entries.map(({ actor, actingFor }) => [actor?.id, actingFor?.id ?? null]).sort()).toEqual([
        ['lead', null],
        ['peer', 'lead'],
        ['peer', 'lead'],
      ])
    })

    test('records neither reads of oneself, nor refused reads, nor reads in another account', async () => {
      const host = createLogHost(storage)
      expect(await host.readStats('maya', 'maya')).toBe(200)
      expect(await host.readStats('peer', 'maya')).toBe(404)
      expect(await host.readStats('left', 'maya')).toBe(404)
      expect(await host.readStats('admin:left', 'maya')).toBe(404)
      expect(await host.readStats('globex/stranger', 'maya')).toBe(404)
      expect((await host.request('lead', '/employees/maya/stats?from=x&to=y')).status).toBe(400)
      expect((await host.readLog('maya', 'maya')).entries).toEqual([])
      // The other account has employees with the same ids, and a separate log.
      expect(await host.readStats('globex/lead', 'maya')).toBe(200)
      expect((await host.readLog('maya', 'maya')).entries).toEqual([])
      expect((await host.readLog('globex/maya', 'maya')).entries).toHaveLength(1)
    })

    test('shows a read of a group to everyone in it, archived employees included, but not to the reader', async () => {
      const host = createLogHost(storage)
      const query = 'from=2026-06-01&to=2026-11-20'
      const request = async (viewer: string, path: string) => {
        host.clock.set(host.clock.now() + 1_000)
        await (await host.request(viewer, `${path}?${query}`)).text()
      }
      await request('ceo', '/teams/ceo/stats')
      await request('admin:root', '/adoption')
      await request('lead', '/export.csv')
      const listReadsOf = async (id: string) => listReads(await host.readLog('admin:root', id))
      expect(await listReadsOf('maya')).toEqual(['export by lead', 'adoption by root', 'team by ceo'])
      expect(await listReadsOf('gone')).toEqual(['adoption by root', 'team by ceo'])
      // An admin's adoption covers everyone, not only people below the admin.
      for (const id of ['ceo', 'left']) expect(await listReadsOf(id)).toEqual(['adoption by root'])
      expect(await listReadsOf('root')).toEqual([])
      expect((await storage.listLog(acme, { before: null, limit: 10 })).length).toBe(3)
    })

    test('has the number of rows of an export, even of a canceled export', async () => {
      const host = createLogHost(storage)
      await host.claude.directory.refresh(acme)
      await storeDay(storage, '2026-11-19', { maya: { chat_messages: 7 }, peer: { chat_messages: 1 } })
      await storeDay(storage, '2026-11-20', { maya: { chat_messages: 7 } })
      await host.claude.directory.refresh(acme)
      const listRows = async () =>
        (await storage.listLog(acme, { before: null, limit: 10 })).flatMap(({ event }) =>
          event.kind === 'read' ? [event.rows] : [],
        )
      const response = await host.request('lead', '/export.csv?from=2026-11-01&to=2026-11-20')
      expect(await listRows()).toEqual([null])
      expect((await response.text()).trim().split('\n').length).toBe(4)
      expect(await listRows()).toEqual([3])
      host.clock.set(host.clock.now() + 1_000)
      const canceled = await host.request('lead', '/export.csv?from=2026-11-01&to=2026-11-20')
      await canceled.body?.cancel()
      await vi.waitFor(async () => expect(await listRows()).toEqual([0, 3]))
    })

    test('shows the number of rows of an export only to its reader and to viewers with people:view, since it reveals active days of others', async () => {
      const host = createLogHost(storage)
      await host.claude.directory.refresh(acme)
      await storeDay(storage, '2026-11-20', { maya: { chat_messages: 7 }, peer: { chat_messages: 1 } })
      await (await host.request('lead', '/export.csv?from=2026-11-20&to=2026-11-20')).text()
      const listRows = ({ entries }: { readonly entries: readonly LogEntry[] }) =>
        entries.flatMap(({ event }) => (event.kind === 'read' ? [event.rows] : []))
      expect(listRows(await host.readLog('peer', 'peer'))).toEqual([null])
      const { logAbout } = await host.claude.employees.export(acme, employeeId('peer'), { by: 'root' })
      expect(listRows({ entries: logAbout })).toEqual([null])
      const { logBy } = await host.claude.employees.export(acme, employeeId('lead'), { by: 'root' })
      expect(listRows({ entries: logBy })).toEqual([2])
      const readAs = (permissions: readonly Permission[]) =>
        host.claude.api.log({ accountId: acme, employeeId: 'root', permissions })
      expect(listRows(await readAs(['audit:view']))).toEqual([null])
      expect(listRows(await readAs(['audit:view', 'people:view']))).toEqual([2])
    })

    test('has an entry for each linked employee in a read of the mapping list, if the list shows when they were last active', async () => {
      const host = createLogHost(storage)
      await host.claude.directory.refresh(acme)
      await storeDay(storage, '2026-11-20', { maya: { chat_messages: 7 }, nobody: { chat_messages: 7 } })
      await host.claude.directory.refresh(acme)
      expect((await host.request('admin:root', '/claude-users')).status).toBe(200)
      expect(listReads(await host.readLog('maya', 'maya'))).toEqual(['mapping by root'])
      expect(listReads(await host.readLog('peer', 'peer'))).toEqual([])
      const matcher = { accountId: acme, employeeId: 'ceo', permissions: ['users:match' as const] }
      await host.claude.api.claudeUsers(matcher)
      expect(listReads(await host.readLog('maya', 'maya'))).toEqual(['mapping by root'])
    })

    test('shows a moved link to both employees, and hides from each who the other is', async () => {
      const host = createLogHost(storage)
      await host.claude.directory.refresh(acme)
      await storeDay(storage, '2026-11-20', { other: { chat_messages: 7 } }, '2026-11-20', { other: 'x@private.test' })
      await host.claude.directory.refresh(acme)
      const id = toClaudeUserId('other')
      for (const employee of ['maya', 'peer']) {
        host.clock.set(host.clock.now() + 1_000)
        await host.claude.links.decide(acme, id, { decision: 'link', employeeId: employee }, { by: 'root' })
      }
      const listMoves = async (viewer: string, subject: string) =>
        (await host.readLog(viewer, subject)).entries.flatMap(({ actor, event }) =>
          event.kind === 'link_changed'
            ? [[actor?.id, event.from.employee?.id ?? null, event.to.employee?.id ?? null]]
            : [],
        )
      expect(await listMoves('maya', 'maya')).toEqual([
        ['root', 'maya', null],
        ['root', null, 'maya'],
      ])
      expect(await listMoves('peer', 'peer')).toEqual([['root', null, 'peer']])
      expect(await listMoves('admin:root', 'peer')).toEqual([['root', 'maya', 'peer']])
    })

    test('answers everyone except the employee and admins as for an unknown id', async () => {
      const host = createLogHost(storage)
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
      expect(await host.readLog('admin:root', 'left')).toMatchObject({ entries: [], hasLeft: true })
    })

    test('shows the id instead of the name of a reader who is no longer in the directory', async () => {
      const host = createLogHost(storage)
      await host.readStats('lead', 'maya')
      await host.claude.directory.refresh(acme)
      await storage.replaceDirectory(
        acme,
        employees.filter(({ id }) => id !== 'lead'),
      )
      expect((await host.readLog('maya', 'maya')).entries).toMatchObject([{ actor: { id: 'lead', name: 'lead' } }])
    })

    test('fails the request when the read cannot be recorded', async () => {
      const host = createLogHost({
        ...storage,
        addLogEntries: () => Promise.reject(new Error('disk full')),
      })
      await storeDay(storage, '2026-11-20', { maya: { chat_messages: 7 } })
      const response = await host.request('lead', '/employees/maya/stats?from=2026-11-01&to=2026-11-20')
      expect(response.status).toBe(500)
      expect(await response.json()).toMatchObject({ code: 'internal_error' })
      expect(await host.readStats('maya', 'maya')).toBe(200)
    })

    test('returns every read once across pages, with a cursor that holds only a time and a random id', async () => {
      const host = createLogHost(storage)
      for (let count = 0; count < 60; count += 1) await host.readStats('lead', 'maya', addDays('2026-01-01', count))
      const first = await host.readLog('maya', 'maya')
      const second = await host.readLog('maya', 'maya', `?page=${encodeURIComponent(first.next ?? '')}`)
      expect([first.entries.length, second.entries.length, second.next]).toEqual([50, 10, null])
      const times = [...first.entries, ...second.entries].map(({ at }) => at)
      expect(new Set(times).size).toBe(60)
      expect(times).toEqual(times.toSorted().toReversed())
      const last = (await storage.listLogAbout(acme, employeeId('maya'), { before: null, limit: 50 })).at(-1)
      const cursor = first.next ?? ''
      expect(cursor).toBe(`${last?.at}.${last?.id}`)
      await expect(testVault.open(acme, cursor)).rejects.toMatchObject({ code: 'key_unreadable' })
      // A cursor is a position. It gives no access to another log.
      await host.readStats('globex/lead', 'maya')
      expect((await host.readLog('globex/maya', 'maya', `?page=${cursor}`)).entries).toEqual([])
      expect((await host.request('peer', `/employees/maya/access?page=${cursor}`)).status).toBe(404)
      const sealed = encodeURIComponent(await testVault.seal(acme, '50'))
      for (const invalidPage of [
        '',
        'x',
        '-1',
        '1.5',
        '50',
        `${last?.at}`,
        `1${cursor}0`,
        `${cursor}%00`,
        sealed,
        cursor.replace(/^\d+/, '999999999999999'),
      ]) {
        const response = await host.request('maya', `/employees/maya/access?page=${invalidPage}`)
        expect([response.status, await response.json()]).toMatchObject([400, { field: 'page' }])
      }
    })

    test('deletes records older than the configured retention at the next sync, even if that sync fails', async () => {
      const claudeApi = { fetch: () => Promise.reject(new Error('down')) }
      const host = createLogHost(storage, { policy: { accessRetentionDays: 30 }, claudeApi, vault: plaintextVault })
      await host.readStats('lead', 'maya')
      host.clock.set(now + dayMs)
      await host.readStats('admin:root', 'maya')
      const sealedKey = 'sk-ant-api01-0123456789abcdef'
      await storage.saveConnection({ ...emptyConnection, status: 'connected', sealedKey })
      host.clock.set(now + 30 * dayMs + hourMs)
      await host.claude.sync(acme)
      const { entries, keptForDays } = await host.readLog('maya', 'maya')
      expect([entries.map(({ actor }) => actor?.id), keptForDays]).toEqual([['root'], 30])
    })

    test('hides expired records at once, and deletes them hourly even in a disconnected account', async () => {
      let syncAllAccounts = async (): Promise<void> => {}
      const host = createLogHost(storage, {
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
        (await storage.listLogAbout(acme, employeeId('maya'), { before: null, limit: 100 })).map(
          ({ actorId }) => actorId,
        )
      for (let count = 0; count < 55; count += 1) await host.readStats('lead', 'maya', addDays('2026-01-01', count))
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
      const { entries, next } = await host.readLog('maya', 'maya')
      expect([entries.map(({ actor }) => actor?.id), next]).toEqual([['root'], null])
      expect((await listStoredReaders()).length).toBe(56)
      await syncAllAccounts()
      await vi.waitFor(async () => expect(await listStoredReaders()).toEqual(['root']), waitOptions)
    })
  })

  describe('the log of an account', () => {
    const listLog = async (host: TestHost, viewer: string): Promise<LogResponse> => {
      const response = await host.request(viewer, '/log')
      expect(response.status).toBe(200)
      const log = (await response.json()) as LogResponse
      expect(logSchema.safeParse(log).error).toBeUndefined()
      return log
    }
    const listChanges = (log: LogResponse) =>
      log.entries.flatMap(({ actor, about, event }) => (event.kind === 'read' ? [] : [[event.kind, actor?.id, about]]))

    test('names who disconnected and who erased the account, and outlives the erasure', async () => {
      const host = createLogHost(storage, { vault: plaintextVault })
      const sealedKey = 'sk-ant-api01-0123456789abcdef'
      await storage.saveConnection({ ...emptyConnection, status: 'connected', sealedKey })
      await host.readStats('lead', 'maya')
      const disconnect = async (viewer: string, data: string) => {
        host.clock.set(host.clock.now() + 1_000)
        return (await host.request(viewer, `/connection?data=${data}`, { method: 'DELETE' })).status
      }
      expect(await disconnect('lead', 'erase')).toBe(403)
      expect(await disconnect('admin:root', 'keep')).toBe(200)
      expect(await disconnect('admin:root', 'erase')).toBe(200)
      const log = await listLog(host, 'admin:ceo')
      expect(listChanges(log)).toEqual([
        ['erased', 'root', 'account'],
        ['disconnected', 'root', 'account'],
      ])
      expect(listReads(log)).toEqual(['profile by lead'])
      await storage.reopenAccount(acme)
      await host.claude.directory.refresh(acme)
      expect(listReads(await host.readLog('maya', 'maya'))).toEqual(['profile by lead'])
    })

    test('names who accepted a shrunk directory, renamed employees and moved a link', async () => {
      let given = employees
      const host = createLogHost(storage, { directory: { listEmployees: async () => given } })
      await host.claude.directory.refresh(acme)
      await storeDay(storage, '2026-11-20', { other: { chat_messages: 7 } }, '2026-11-20', { other: 'x@private.test' })
      await host.claude.directory.refresh(acme)
      await host.claude.links.decide(acme, toClaudeUserId('other'), { decision: 'ignore' }, { by: 'root' })
      host.clock.set(host.clock.now() + 1_000)
      given = employees.slice(0, 2)
      await host.claude.directory.acceptShrunk(acme, { by: 'ceo' })
      await expect(host.claude.directory.acceptShrunk(acme, {} as { by: string })).rejects.toMatchObject({
        code: 'invalid_request',
      })
      host.clock.set(host.clock.now() + 1_000)
      await host.claude.directory.renameEmployees(acme, [{ from: 'ceo', to: 'boss' }], { by: 'root' })
      const log = await listLog(host, 'admin:root')
      expect(listChanges(log)).toEqual([
        ['employees_renamed', 'root', 'account'],
        ['directory_accepted', 'boss', 'account'],
        ['link_changed', 'root', 'account'],
      ])
    })

    test('can be read only with the permission audit:view', async () => {
      const host = createLogHost(storage)
      for (const viewer of ['maya', 'lead', 'ceo']) expect((await host.request(viewer, '/log')).status).toBe(403)
      expect((await host.request('admin:left', '/log')).status).toBe(404)
      expect((await host.request(null, '/log')).status).toBe(401)
      await expect(
        host.claude.api.log({ accountId: acme, employeeId: 'root', permissions: ['people:view', 'connection:manage'] }),
      ).rejects.toMatchObject({ code: 'not_permitted' })
    })

    test('refuses a change that cannot be recorded', async () => {
      const failing = { ...storage, addLogEntries: () => Promise.reject(new Error('disk full')) }
      const host = createLogHost(failing, { vault: plaintextVault })
      await storage.saveConnection({
        ...emptyConnection,
        status: 'connected',
        sealedKey: 'sk-ant-api01-0123456789abcdef',
      })
      for (const data of ['keep', 'erase']) {
        expect((await host.request('admin:root', `/connection?data=${data}`, { method: 'DELETE' })).status).toBe(500)
      }
      expect((await storage.getConnection(acme))?.status).toBe('connected')
    })
  })
})
