import { type ClaudeUsersResponse, type EmployeeStatsResponse, employeeId } from '@windmill/claude-core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hostLimits } from '../host/host-limits.ts'
import type { StorageAdapter } from '../storage/adapter.ts'
import { acme, createTestHost, globex, resetAccount, storeDay, type TestHost } from '../test/test-host.ts'
import { setUpStorage, testStorages } from '../test/test-storages.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee } from '../testing/fixtures.ts'
import type { Directory } from './directory.ts'
import type { DirectoryEntry } from './directory-entry.ts'

const now = Date.parse('2026-11-22T15:00:00Z')
const hourMs = 3_600_000
const period = 'from=2026-11-01&to=2026-11-20'

interface DirectoryHost extends TestHost {
  /** Replaces what the host's directory returns. */
  readonly setDirectory: (listEmployees: Directory['listEmployees']) => void
  readonly clock: ReturnType<typeof createVirtualClock>
  /** Returns the ids of the stored employees, sorted. */
  readonly listIds: () => Promise<string[]>
  /** Requests, as an admin, why the newest directory was held back. Null if it was not. */
  readonly readHeldBack: () => Promise<ClaudeUsersResponse['directory']['heldBack']>
}

const createDirectoryHost = (storage: StorageAdapter, initial: readonly DirectoryEntry[] = []): DirectoryHost => {
  const clock = createVirtualClock(now)
  let listEmployees: Directory['listEmployees'] = () => initial
  const directory: Directory = { listEmployees: (accountId, options) => listEmployees(accountId, options) }
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

const createEmployees = (...ids: string[]): DirectoryEntry[] => ids.map((id) => createEmployee(id))
const readStatsStatus = async (host: TestHost, viewer: string, subject: string) =>
  (await host.request(viewer, `/employees/${subject}/stats?${period}`)).status
const readMessages = async (host: TestHost, subject: string) => {
  const response = await host.request('admin:root', `/employees/${subject}/stats?${period}`)
  return ((await response.json()) as EmployeeStatsResponse).stats['chat.messages'].value
}

/** Yields pages of a directory, and then throws the error if there is one. */
async function* yieldPages(pages: readonly (readonly DirectoryEntry[])[], error?: Error) {
  yield* pages
  if (error) throw error
}

describe.each(testStorages)('with %s, the directory', (_, create, numRuns) => {
  const storage = setUpStorage(create)

  test('is stored as a whole, from an array or from pages, and its problems are returned', async () => {
    const host = createDirectoryHost(storage, [
      ...createEmployees('a', 'b'),
      { id: 'c', name: 'C', emails: ['A@example.com'] },
    ])
    const problems = [{ code: 'email_shared', employeeId: 'a', message: expect.any(String) }]
    expect(await host.claude.directory.refresh(acme)).toEqual({
      employees: 3,
      readAt: expect.any(String),
      heldBack: null,
      problems,
    })
    host.setDirectory(() =>
      yieldPages([
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
    ['an array', () => createEmployees('a', 'b')],
    ['a promise of an array', async () => createEmployees('a', 'b')],
    ['pages', () => yieldPages([createEmployees('a'), createEmployees('b')])],
    ['a promise of pages', async () => yieldPages([createEmployees('a'), createEmployees('b')])],
    ['a set', () => new Set(createEmployees('a', 'b'))],
  ])('can be returned as %s', async (__, listEmployees) => {
    const host = createDirectoryHost(storage)
    host.setDirectory(listEmployees as Directory['listEmployees'])
    expect(await host.claude.directory.refresh(acme)).toMatchObject({ employees: 2, heldBack: null })
  })

  test('is logged with its code when it is held back', async () => {
    const host = createDirectoryHost(storage, [{ id: 'a' } as DirectoryEntry])
    await host.claude.directory.refresh(acme)
    expect(host.log).toEqual([expect.stringMatching(/held back.*"reason":"invalid","code":"directory_invalid"/)])
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
  const createListFunction = (value: unknown) => () => value as DirectoryEntry[]
  const createListFunctionWithSecondEntry = (entry: unknown) => createListFunction([...createEmployees('a'), entry])
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
      () => yieldPages([createEmployees('a', 'b', 'c')], new Error('ldap://secret')),
      /could not be read/,
    ],
    [
      'is undefined',
      'invalid',
      createListFunction(undefined),
      /directory is missing, where an array .* async iterable of pages/,
    ],
    ['resolves with null', 'invalid', createListFunction(Promise.resolve(null)), /directory is null, where an array/],
    [
      'is an object but not an array',
      'invalid',
      createListFunction({ length: 3 }),
      /directory is an object, where an array/,
    ],
    ['is a string', 'invalid', createListFunction('a,b'), /directory is a string, where an array/],
    [
      'has an employee instead of a page',
      'invalid',
      () => yieldPages(createEmployees('a') as never),
      /page .* is an object, where/,
    ],
    [
      'is an array of pages',
      'invalid',
      createListFunction([createEmployees('a'), createEmployees('b')]),
      /number 1 .* must be an object/,
    ],
    ['is empty', 'shrank', () => [], /only 0 are/],
    [
      'has lost most people',
      'shrank',
      () => createEmployees('a', 'new', 'newer', 'newest', 'other'),
      /Of the 4 people .* only 1 /,
    ],
    [
      'has null instead of an employee',
      'invalid',
      createListFunctionWithSecondEntry(null),
      /number 2 .* must be an object/,
    ],
    ['has no id', 'invalid', createListFunctionWithSecondEntry({ ...validEntry, id: '' }), /number 2 .* id must be/],
    [
      'has a number as an id',
      'invalid',
      createListFunctionWithSecondEntry({ ...validEntry, id: 7 }),
      /number 2 .* id must be/,
    ],
    [
      'has an id with a null character',
      'invalid',
      createListFunctionWithSecondEntry({ ...validEntry, id: 'b\0' }),
      /number 2 .* id must be/,
    ],
    [
      'has no name',
      'invalid',
      createListFunctionWithSecondEntry({ ...validEntry, name: undefined }),
      /number 2 .* name must be/,
    ],
    [
      'has a string instead of an array of e-mails',
      'invalid',
      createListFunctionWithSecondEntry({ ...validEntry, emails: 'b@example.com' }),
      /emails must be/,
    ],
    [
      'has an e-mail that is not a string',
      'invalid',
      createListFunctionWithSecondEntry({ ...validEntry, emails: [null] }),
      /emails must be/,
    ],
    [
      'has an invalid manager id',
      'invalid',
      createListFunctionWithSecondEntry({ ...validEntry, managerId: 7 }),
      /managerId must be/,
    ],
    [
      'has an invalid date',
      'invalid',
      createListFunctionWithSecondEntry({ ...validEntry, archivedOn: '2026-02-30' }),
      /archivedOn must be/,
    ],
    [
      'has an unknown participation',
      'invalid',
      createListFunctionWithSecondEntry({ ...validEntry, participation: 'exclude' }),
      /participation must be/,
    ],
  ])('stays in use, and its status says why, when the new one %s', async (__, reason, listEmployees, message) => {
    const host = createDirectoryHost(storage, createEmployees('a', 'b', 'c', 'd'))
    const { readAt } = await host.claude.directory.refresh(acme)
    host.clock.set(now + hourMs)
    host.setDirectory(listEmployees)
    const status = await host.claude.directory.refresh(acme)
    const heldBack = { reason, at: new Date(now + hourMs).toISOString(), message: expect.stringMatching(message) }
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

  test('is replaced by a directory with half of its people, and by a smaller directory only if that is accepted', async () => {
    const host = createDirectoryHost(storage, createEmployees('a', 'b', 'c', 'd'))
    await host.claude.directory.refresh(acme)
    host.setDirectory(() => createEmployees('c', 'd'))
    expect(await host.claude.directory.refresh(acme)).toMatchObject({ employees: 2, heldBack: null })
    host.setDirectory(() => [])
    expect(await host.claude.directory.refresh(acme)).toMatchObject({ employees: 2, heldBack: { reason: 'shrank' } })
    expect(await host.claude.directory.acceptShrunk(acme, { by: 'root' })).toMatchObject({
      employees: 0,
      heldBack: null,
    })
    expect(await host.listIds()).toEqual([])
    host.setDirectory(() => Promise.reject(new Error('down')))
    expect(await host.claude.directory.acceptShrunk(acme, { by: 'root' })).toMatchObject({
      heldBack: { reason: 'failed' },
    })
  })

  test('is not replaced by a directory in which everyone became included, unless that is accepted', async () => {
    const limited = [
      createEmployee('a'),
      createEmployee('b', { participation: 'totals' }),
      createEmployee('c', { participation: 'excluded' }),
    ]
    const host = createDirectoryHost(storage, limited)
    await host.claude.directory.refresh(acme)
    host.setDirectory(() => createEmployees('a', 'b', 'c'))
    expect(await host.claude.directory.refresh(acme)).toMatchObject({
      heldBack: { reason: 'shrank', message: expect.stringContaining('2 people have a participation other than') },
    })
    expect(await storage.getEmployee(acme, employeeId('b'))).toMatchObject({ participation: 'totals' })
    host.setDirectory(() => [
      createEmployee('a'),
      createEmployee('b', { participation: 'totals' }),
      createEmployee('c'),
    ])
    expect(await host.claude.directory.refresh(acme)).toMatchObject({ heldBack: null })
    // A single person can become included without a fault.
    host.setDirectory(() => createEmployees('a', 'b', 'c'))
    expect(await host.claude.directory.refresh(acme)).toMatchObject({ heldBack: null })
    await host.claude.directory.upsert(acme, limited)
    host.setDirectory(() => createEmployees('a', 'b', 'c'))
    expect(await host.claude.directory.acceptShrunk(acme, { by: 'root' })).toMatchObject({ heldBack: null })
  })

  test('is not replaced by a directory in which nobody has a manager any longer, unless that is accepted', async () => {
    const tree = [createEmployee('root'), createDirectReport('a', 'root'), createDirectReport('b', 'a')]
    const host = createDirectoryHost(storage, tree)
    await host.claude.directory.refresh(acme)
    for (const flat of [
      createEmployees('root', 'a', 'b'),
      [createEmployee('root'), createDirectReport('a', 'gone'), createDirectReport('b', 'gone')],
    ]) {
      host.setDirectory(() => flat)
      const { heldBack } = await host.claude.directory.refresh(acme)
      expect(heldBack).toMatchObject({ reason: 'shrank', message: expect.stringContaining('2 people have a manager') })
      expect(await readStatsStatus(host, 'root', 'b')).toBe(200)
    }
    host.setDirectory(() => [createEmployee('root'), createDirectReport('a', 'root'), createEmployee('b')])
    expect(await host.claude.directory.refresh(acme)).toMatchObject({ heldBack: null })
    // A single person can lose a manager without a fault.
    host.setDirectory(() => createEmployees('root', 'a', 'b'))
    expect(await host.claude.directory.refresh(acme)).toMatchObject({ heldBack: null })
    host.setDirectory(() => tree)
    await host.claude.directory.refresh(acme)
    host.setDirectory(() => createEmployees('root', 'a', 'b'))
    expect(await host.claude.directory.acceptShrunk(acme, { by: 'root' })).toMatchObject({ heldBack: null })
    expect(await readStatsStatus(host, 'root', 'b')).toBe(404)
  })

  test('fails a request if it could never be read, and is read again for a request a minute later', async () => {
    const host = createDirectoryHost(storage)
    host.setDirectory(() => Promise.reject(new Error('down')))
    expect(await readStatsStatus(host, 'a', 'a')).toBe(500)
    expect(host.log.join('\n')).toContain('directory_unreadable')
    host.setDirectory(() => createEmployees('a'))
    expect(await readStatsStatus(host, 'a', 'a')).toBe(500)
    await host.clock.sleep(hostLimits.directoryPauseMs)
    expect(await readStatsStatus(host, 'a', 'a')).toBe(200)
  })

  test('applies a push to access and links at once', async () => {
    const host = createDirectoryHost(storage, [...createEmployees('boss', 'other'), createDirectReport('maya', 'boss')])
    await storeDay(storage, '2026-11-20', { 'maya.new': { chat_messages: 5 } })
    await host.claude.directory.refresh(acme)
    expect(await readMessages(host, 'maya')).toBeNull()
    expect([await readStatsStatus(host, 'boss', 'maya'), await readStatsStatus(host, 'other', 'maya')]).toEqual([
      200, 404,
    ])

    const moved = { ...createDirectReport('maya', 'other'), emails: ['maya.new@example.com'] }
    const status = await host.claude.directory.upsert(acme, [
      moved,
      ...createEmployees('extra'),
      createDirectReport('extra', 'gone'),
    ])
    expect(status).toMatchObject({
      employees: 4,
      readAt: expect.any(String),
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

    await host.claude.directory.upsert(acme, [{ ...createEmployee('other'), archivedOn: '2026-11-22' }])
    expect([await readStatsStatus(host, 'other', 'maya'), await readStatsStatus(host, 'other', 'other')]).toEqual([
      404, 404,
    ])
    const { problems } = await host.claude.directory.upsert(acme, [createDirectReport('extra', 'boss')])
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
    const notAList = createEmployee('b') as unknown as DirectoryEntry[]
    await expect(host.claude.directory.upsert(acme, notAList)).rejects.toMatchObject({ code: 'directory_invalid' })
    expect(await host.listIds()).toEqual(['a'])
  })

  test('is not overwritten by a pull that began before a push or a later pull', async () => {
    const host = createDirectoryHost(storage, createEmployees('a', 'b'))
    await host.claude.directory.refresh(acme)
    const slow = Promise.withResolvers<DirectoryEntry[]>()
    host.setDirectory(() => slow.promise)
    const slowPull = host.claude.directory.refresh(acme)
    await host.claude.directory.upsert(acme, [createEmployee('b', { name: 'pushed' }), createEmployee('c')])
    slow.resolve(createEmployees('a', 'b'))
    expect(await slowPull).toMatchObject({ employees: 3 })
    expect((await storage.getEmployee(acme, employeeId('b')))?.name).toBe('pushed')

    const slower = Promise.withResolvers<DirectoryEntry[]>()
    host.setDirectory(() => slower.promise)
    const slowerPull = host.claude.directory.refresh(acme)
    host.setDirectory(() => createEmployees('a', 'b', 'd'))
    await host.claude.directory.refresh(acme)
    slower.resolve(createEmployees('a', 'b', 'c'))
    await slowerPull
    expect(await host.listIds()).toEqual(['a', 'b', 'd'])
  })

  test('has everyone from concurrent pushes, and is not replaced by an empty directory', async () => {
    const host = createDirectoryHost(storage)
    const ids = Array.from({ length: 12 }, (__, index) => `p${index}`)
    await Promise.all(ids.map((id) => host.claude.directory.upsert(acme, [createEmployee(id)])))
    expect(await host.listIds()).toEqual(ids.toSorted())
    const { directory } = (await (await host.request('admin:root', '/claude-users')).json()) as ClaudeUsersResponse
    expect(directory.heldBack).toMatchObject({ reason: 'shrank' })
  })

  test('is replaced if and only if at least half of the stored employees are in the new one', async () => {
    const anyIds = fc.uniqueArray(
      fc.integer({ min: 0, max: 9 }).map((id) => `p${id}`),
      { maxLength: 8 },
    )
    const host = createDirectoryHost(storage)
    await fc.assert(
      fc.asyncProperty(anyIds, anyIds, async (before, after) => {
        host.setDirectory(() => createEmployees(...before))
        await host.claude.directory.acceptShrunk(acme, { by: 'root' })
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

  test('has the last given state of each employee after any sequence of pushes and pulls', async () => {
    const anyNames = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('one', 'two', 'three'))
    const anySteps = fc.array(fc.record({ isPush: fc.boolean(), names: anyNames }), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        await resetAccount(storage, acme)
        const host = createDirectoryHost(storage)
        let expectedNames: Record<string, string> = {}
        for (const step of steps) {
          const entries = Object.entries(step.names).map(([id, name]) => createEmployee(id, { name }))
          host.setDirectory(() => entries)
          if (step.isPush) await host.claude.directory.upsert(acme, entries)
          else await host.claude.directory.acceptShrunk(acme, { by: 'root' })
          expectedNames = step.isPush ? { ...expectedNames, ...step.names } : { ...step.names }
        }
        const stored = (await storage.listEmployees(acme)).map(({ id, name }) => [id, name])
        expect(Object.fromEntries(stored)).toEqual(expectedNames)
      }),
      { numRuns },
    )
  })
})
