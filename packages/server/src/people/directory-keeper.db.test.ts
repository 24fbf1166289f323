import { type ClaudeUsersResponse, type EmployeeStatsResponse, employeeId } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { acme, createTestHost, employee, employeeUnder, globex, storeDay, type TestHost } from '../test/host.ts'
import { stores, useStore } from '../test/stores.ts'
import { virtualClock } from '../test/virtual-clock.ts'
import type { Directory } from './directory.ts'
import type { DirectoryEntry } from './directory-entry.ts'

const now = startOfDay('2026-11-22') + 15 * 3_600_000
const period = 'from=2026-11-01&to=2026-11-20'

interface DirectoryHost extends TestHost {
  /** Replaces the host's directory. */
  readonly setDirectory: (listEmployees: Directory['listEmployees']) => void
  readonly clock: ReturnType<typeof virtualClock>
  /** Returns the stored employee ids, sorted. */
  readonly listIds: () => Promise<string[]>
  readonly readHeldBack: () => Promise<ClaudeUsersResponse['directory']['heldBack']>
}

const createDirectoryHost = (storage: StorageAdapter, initial: readonly DirectoryEntry[] = []): DirectoryHost => {
  const clock = virtualClock(now)
  let listEmployees: Directory['listEmployees'] = () => initial
  const directory: Directory = { listEmployees: (accountId) => listEmployees(accountId) }
  const host = createTestHost({ storage, clock, directory })
  return {
    ...host,
    clock,
    setDirectory: (next) => {
      listEmployees = next
    },
    listIds: async () => (await storage.listEmployees(acme)).map(({ id }) => id).sort(),
    readHeldBack: async () => {
      const response = await host.request('admin:root', '/claude-users')
      return ((await response.json()) as ClaudeUsersResponse).directory.heldBack
    },
  }
}

const createEmployees = (...ids: string[]): DirectoryEntry[] => ids.map((id) => employee(id))
const readStatsStatus = async (host: TestHost, viewer: string, subject: string) =>
  (await host.request(viewer, `/employees/${subject}/stats?${period}`)).status
const readMessages = async (host: TestHost, subject: string) => {
  const response = await host.request('admin:root', `/employees/${subject}/stats?${period}`)
  return ((await response.json()) as EmployeeStatsResponse).stats['chat.messages'].value
}

async function* inPages(pages: readonly (readonly DirectoryEntry[])[], ending?: Error) {
  yield* pages
  if (ending) throw ending
}

describe.each(stores)('the directory, on %s', (_, create, numRuns) => {
  const storage = useStore(create)

  test('is stored whole or from pages, with its problems listed', async () => {
    const host = createDirectoryHost(storage, [
      ...createEmployees('a', 'b'),
      { id: 'c', name: 'C', emails: ['A@example.com'] },
    ])
    const problems = [{ code: 'email_shared', employeeId: 'a', message: expect.any(String) }]
    const readAt = new Date(now).toISOString()
    expect(await host.claude.directory.refresh(acme)).toEqual({ employees: 3, readAt, heldBack: null, problems })
    host.setDirectory(() =>
      inPages([
        createEmployees('a'),
        [],
        createEmployees('b', 'a'),
        [{ id: 'd', name: '', emails: [], managerId: 'x' }],
      ]),
    )
    expect(await host.claude.directory.refresh(acme)).toMatchObject({
      employees: 3,
      problems: [
        { code: 'id_repeated', employeeId: 'a' },
        { code: 'manager_unknown', employeeId: 'd' },
      ],
    })
    expect(await host.listIds()).toEqual(['a', 'b', 'd'])
    expect(await storage.listEmployees(globex)).toEqual([])
  })

  test.each<[string, () => unknown]>([
    ['a list', () => createEmployees('a', 'b')],
    ['a promise of a list', async () => createEmployees('a', 'b')],
    ['pages', () => inPages([createEmployees('a'), createEmployees('b')])],
    ['a promise of pages', async () => inPages([createEmployees('a'), createEmployees('b')])],
    ['a set', () => new Set(createEmployees('a', 'b'))],
  ])('can be given as %s', async (__, listEmployees) => {
    const host = createDirectoryHost(storage)
    host.setDirectory(listEmployees as Directory['listEmployees'])
    expect(await host.claude.directory.refresh(acme)).toMatchObject({ employees: 2, heldBack: null })
  })

  test('is logged with its code when it is held back', async () => {
    const host = createDirectoryHost(storage, [{ id: 'a' } as DirectoryEntry])
    await host.claude.directory.refresh(acme)
    expect(host.log).toEqual([expect.stringMatching(/not taken.*"reason":"invalid","code":"directory_invalid"/)])
  })

  test('keeps the last entry of a repeated id, and at most a hundred problems', async () => {
    const entries = createEmployees(...Array.from({ length: 150 }, (__, index) => `p${index}`))
    const repeats = entries.map((entry) => ({ ...entry, name: 'last', managerId: 'nobody' }))
    const host = createDirectoryHost(storage, [...entries, ...repeats])
    const { employees, problems } = await host.claude.directory.refresh(acme)
    expect([employees, problems.length]).toEqual([150, 100])
    expect(new Set((await storage.listEmployees(acme)).map(({ name }) => name))).toEqual(new Set(['last']))
  })

  const validEntry = { id: 'b', name: 'B', emails: ['b@example.com'] }
  const withSecondEntry = (entry: unknown) => () => [...createEmployees('a'), entry] as DirectoryEntry[]
  const returning = (value: unknown) => () => value as DirectoryEntry[]
  test.each<[string, 'failed' | 'invalid' | 'shrank', Directory['listEmployees'], RegExp]>([
    ['cannot be read', 'failed', () => Promise.reject(new Error('ldap://secret')), /could not be read/],
    [
      'throws synchronously',
      'failed',
      () => {
        throw new Error('ldap://secret')
      },
      /could not be read/,
    ],
    [
      'fails after a page',
      'failed',
      () => inPages([createEmployees('a', 'b', 'c')], new Error('ldap://secret')),
      /could not be read/,
    ],
    ['is undefined', 'invalid', returning(undefined), /directory is missing, where a list .* async iterable of pages/],
    ['resolves with null', 'invalid', returning(Promise.resolve(null)), /directory is null, where a list/],
    ['is an object but no list', 'invalid', returning({ length: 3 }), /directory is an object, where a list/],
    ['is a text', 'invalid', returning('a,b'), /directory is a text, where a list/],
    [
      'has an employee instead of a page',
      'invalid',
      () => inPages(createEmployees('a') as never),
      /page .* is an object, where/,
    ],
    [
      'is a list of pages',
      'invalid',
      returning([createEmployees('a'), createEmployees('b')]),
      /number 1 .* must be an object/,
    ],
    ['is empty', 'shrank', () => [], /only 0 are/],
    [
      'has lost most people',
      'shrank',
      () => createEmployees('a', 'new', 'newer', 'newest', 'other'),
      /Of the 4 people .* only 1 /,
    ],
    ['has null instead of an employee', 'invalid', withSecondEntry(null), /number 2 .* must be an object/],
    ['has no id', 'invalid', withSecondEntry({ ...validEntry, id: '' }), /number 2 .* id must be/],
    ['has a number as an id', 'invalid', withSecondEntry({ ...validEntry, id: 7 }), /number 2 .* id must be/],
    [
      'has an id with a null character',
      'invalid',
      withSecondEntry({ ...validEntry, id: 'b\0' }),
      /number 2 .* id must be/,
    ],
    ['has no name', 'invalid', withSecondEntry({ ...validEntry, name: undefined }), /number 2 .* name must be/],
    [
      'has a text instead of a list of e-mails',
      'invalid',
      withSecondEntry({ ...validEntry, emails: 'b@example.com' }),
      /emails must be/,
    ],
    ['has an e-mail that is no text', 'invalid', withSecondEntry({ ...validEntry, emails: [null] }), /emails must be/],
    ['has an invalid manager id', 'invalid', withSecondEntry({ ...validEntry, managerId: 7 }), /managerId must be/],
    [
      'has an invalid date',
      'invalid',
      withSecondEntry({ ...validEntry, archivedOn: '2026-02-30' }),
      /archivedOn must be/,
    ],
  ])('stays the last valid one, and says why, when the new one %s', async (__, reason, listEmployees, message) => {
    const host = createDirectoryHost(storage, createEmployees('a', 'b', 'c', 'd'))
    const { readAt } = await host.claude.directory.refresh(acme)
    host.clock.set(now + 3_600_000)
    host.setDirectory(listEmployees)
    const status = await host.claude.directory.refresh(acme)
    const heldBack = { reason, at: new Date(now + 3_600_000).toISOString(), message: expect.stringMatching(message) }
    expect(status).toEqual({ employees: 4, readAt, heldBack, problems: [] })
    expect(JSON.stringify(status)).not.toContain('ldap')
    expect(await host.listIds()).toEqual(['a', 'b', 'c', 'd'])
    expect(await host.readHeldBack()).toEqual(heldBack)
    expect(await readStatsStatus(host, 'd', 'd')).toBe(200)
    // The next valid directory replaces it.
    host.setDirectory(() => createEmployees('a', 'b', 'e'))
    expect(await host.claude.directory.refresh(acme)).toMatchObject({ employees: 3, heldBack: null })
    expect(await host.readHeldBack()).toBeNull()
  })

  test('is replaced by one with half of its people, and by a smaller one when that is accepted', async () => {
    const host = createDirectoryHost(storage, createEmployees('a', 'b', 'c', 'd'))
    await host.claude.directory.refresh(acme)
    host.setDirectory(() => createEmployees('c', 'd'))
    expect(await host.claude.directory.refresh(acme)).toMatchObject({ employees: 2, heldBack: null })
    host.setDirectory(() => [])
    expect(await host.claude.directory.refresh(acme)).toMatchObject({ employees: 2, heldBack: { reason: 'shrank' } })
    expect(await host.claude.directory.acceptShrunk(acme)).toMatchObject({ employees: 0, heldBack: null })
    expect(await host.listIds()).toEqual([])
    host.setDirectory(() => Promise.reject(new Error('down')))
    expect(await host.claude.directory.acceptShrunk(acme)).toMatchObject({ heldBack: { reason: 'failed' } })
  })

  test('fails a request when it was never read, and is read again for the next request', async () => {
    const host = createDirectoryHost(storage)
    host.setDirectory(() => Promise.reject(new Error('down')))
    expect(await readStatsStatus(host, 'a', 'a')).toBe(500)
    expect(host.log.join('\n')).toContain('directory_unreadable')
    host.setDirectory(() => createEmployees('a'))
    expect(await readStatsStatus(host, 'a', 'a')).toBe(200)
  })

  test('applies a push at once to access and links', async () => {
    const host = createDirectoryHost(storage, [...createEmployees('boss', 'other'), employeeUnder('maya', 'boss')])
    await storeDay(storage, '2026-11-20', { 'maya.new': { chat_messages: 5 } })
    await host.claude.directory.refresh(acme)
    expect(await readMessages(host, 'maya')).toBeNull()
    expect([await readStatsStatus(host, 'boss', 'maya'), await readStatsStatus(host, 'other', 'maya')]).toEqual([
      200, 404,
    ])

    const moved = { ...employeeUnder('maya', 'other'), emails: ['maya.new@example.com'] }
    const status = await host.claude.directory.upsert(acme, [
      moved,
      ...createEmployees('extra'),
      employeeUnder('extra', 'gone'),
    ])
    expect(status).toMatchObject({
      employees: 4,
      readAt: new Date(now).toISOString(),
      heldBack: null,
      problems: [
        { code: 'id_repeated', employeeId: 'extra' },
        { code: 'manager_unknown', employeeId: 'extra' },
      ],
    })
    expect(await readMessages(host, 'maya')).toBe(5)
    expect([await readStatsStatus(host, 'boss', 'maya'), await readStatsStatus(host, 'other', 'maya')]).toEqual([
      404, 200,
    ])

    await host.claude.directory.upsert(acme, [{ ...employee('other'), archivedOn: '2026-11-22' }])
    expect([await readStatsStatus(host, 'other', 'maya'), await readStatsStatus(host, 'other', 'other')]).toEqual([
      404, 404,
    ])
    const { problems } = await host.claude.directory.upsert(acme, [employeeUnder('extra', 'boss')])
    expect(problems).toEqual([])
  })

  test('rejects a push as a whole if one entry is invalid', async () => {
    const host = createDirectoryHost(storage, createEmployees('a'))
    await host.claude.directory.refresh(acme)
    const pushed = [...createEmployees('b'), { id: 'c' } as DirectoryEntry]
    await expect(host.claude.directory.upsert(acme, pushed)).rejects.toMatchObject({
      code: 'directory_invalid',
      message: expect.stringMatching(/number 2 /),
    })
    const notAList = employee('b') as unknown as DirectoryEntry[]
    await expect(host.claude.directory.upsert(acme, notAList)).rejects.toMatchObject({ code: 'directory_invalid' })
    expect(await host.listIds()).toEqual(['a'])
  })

  test('is not overwritten by a pull that began before a push or a later pull', async () => {
    const host = createDirectoryHost(storage, createEmployees('a', 'b'))
    await host.claude.directory.refresh(acme)
    const slow = Promise.withResolvers<DirectoryEntry[]>()
    host.setDirectory(() => slow.promise)
    const pulling = host.claude.directory.refresh(acme)
    await host.claude.directory.upsert(acme, [employee('b', { name: 'pushed' }), employee('c')])
    slow.resolve(createEmployees('a', 'b'))
    expect(await pulling).toMatchObject({ employees: 3 })
    expect((await storage.getEmployee(acme, employeeId('b')))?.name).toBe('pushed')

    const slower = Promise.withResolvers<DirectoryEntry[]>()
    host.setDirectory(() => slower.promise)
    const late = host.claude.directory.refresh(acme)
    host.setDirectory(() => createEmployees('a', 'b', 'd'))
    await host.claude.directory.refresh(acme)
    slower.resolve(createEmployees('a', 'b', 'c'))
    await late
    expect(await host.listIds()).toEqual(['a', 'b', 'd'])
  })

  test('stores everyone from concurrent pushes', async () => {
    const host = createDirectoryHost(storage)
    const ids = Array.from({ length: 12 }, (__, index) => `p${index}`)
    await Promise.all(ids.map((id) => host.claude.directory.upsert(acme, [employee(id)])))
    expect(await host.listIds()).toEqual(ids.toSorted())
    const { directory } = (await (await host.request('admin:root', '/claude-users')).json()) as ClaudeUsersResponse
    expect(directory.heldBack).toMatchObject({ reason: 'shrank' })
  })

  test('is replaced exactly when at least half of the stored employees are in the new one', async () => {
    const ids = fc.uniqueArray(
      fc.integer({ min: 0, max: 9 }).map((id) => `p${id}`),
      { maxLength: 8 },
    )
    const host = createDirectoryHost(storage)
    await fc.assert(
      fc.asyncProperty(ids, ids, async (before, after) => {
        host.setDirectory(() => createEmployees(...before))
        await host.claude.directory.acceptShrunk(acme)
        host.setDirectory(() => createEmployees(...after))
        const { heldBack } = await host.claude.directory.refresh(acme)
        const remaining = before.filter((id) => after.includes(id))
        const isReplaced = remaining.length >= before.length / 2
        expect(heldBack?.reason ?? null).toBe(isReplaced ? null : 'shrank')
        expect(await host.listIds()).toEqual((isReplaced ? after : before).toSorted())
      }),
      { numRuns },
    )
  })

  test('holds the last given state of each employee after any sequence of pushes and pulls', async () => {
    const names = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('one', 'two', 'three'))
    const steps = fc.array(fc.record({ push: fc.boolean(), names }), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        await storage.eraseAccount(acme)
        const host = createDirectoryHost(storage)
        let model: Record<string, string> = {}
        for (const step of sequence) {
          const entries = Object.entries(step.names).map(([id, name]) => employee(id, { name }))
          host.setDirectory(() => entries)
          if (step.push) await host.claude.directory.upsert(acme, entries)
          else await host.claude.directory.acceptShrunk(acme)
          model = step.push ? { ...model, ...step.names } : { ...step.names }
        }
        const stored = (await storage.listEmployees(acme)).map(({ id, name }) => [id, name])
        expect(Object.fromEntries(stored)).toEqual(model)
      }),
      { numRuns },
    )
  })
})
