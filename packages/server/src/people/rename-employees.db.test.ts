import type { AccessResponse, EmployeeStatsResponse } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { acme, createTestHost, storeDay, type TestHost } from '../test/test-host.ts'
import { setUpStorage, testStorages } from '../test/test-storages.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee } from '../testing/fixtures.ts'
import type { DirectoryEntry } from './directory-entry.ts'

const names = ['ceo', 'lead', 'maya', 'bo']

/** Creates the directory of a host. `toId` returns the id that the host gives an employee. */
const createDirectory = (toId: (name: string) => string): DirectoryEntry[] =>
  names.map((name, index) => {
    const emails = [`${name}@example.com`]
    return index === 0
      ? createEmployee(toId(name), { emails })
      : createDirectReport(toId(name), toId(names[index - 1] ?? ''), { emails })
  })
const toOldId = (name: string) => name
const toNewId = (name: string) => `E-${name}`
const pairs = names.map((name) => ({ from: toOldId(name), to: toNewId(name) }))

/** Returns the actor and the number of employees of each recorded renaming. */
const listRenames = async (storage: StorageAdapter) =>
  (await storage.listLog(acme, { before: null, limit: 100 })).flatMap(({ actorId, event }) =>
    event.kind === 'employees_renamed' ? [[actorId, event.employees]] : [],
  )

const readStats = async (host: TestHost, viewer: string, subject: string) => {
  const response = await host.request(viewer, `/employees/${subject}/stats?from=2026-11-01&to=2026-11-20`)
  return response.ok ? ((await response.json()) as EmployeeStatsResponse).stats['chat.messages'].value : response.status
}

describe.each(testStorages)('with %s, renaming employees', (_, create) => {
  const storage = setUpStorage(create)

  /** Creates a host with people who are linked by e-mail, except for one who was linked by an admin. */
  const createHost = async (adapter: StorageAdapter) => {
    let employees = createDirectory(toOldId)
    const host = createTestHost({
      storage: adapter,
      clock: createVirtualClock(Date.parse('2026-11-22T15:00:00Z')),
      directory: { listEmployees: async () => employees },
    })
    await storeDay(adapter, '2026-11-20', { maya: { chat_messages: 3 }, private: { chat_messages: 4 } }, '2026-11-20', {
      private: 'someone@example.net',
    })
    await host.claude.directory.refresh(acme)
    const init = { method: 'PUT', headers: { 'content-type': 'application/json' } }
    const body = JSON.stringify({ decision: 'link', employeeId: 'bo' })
    expect((await host.request('admin:ceo', '/claude-users/user_private/link', { ...init, body })).status).toBe(200)
    expect(await readStats(host, 'lead', 'maya')).toBe(3)
    expect(await readStats(host, 'lead', 'bo')).toBe(4)
    return {
      ...host,
      changeIds: () => {
        employees = createDirectory(toNewId)
      },
    }
  }

  const expectEverythingToFollow = async (host: TestHost) => {
    expect(await readStats(host, toNewId('lead'), toNewId('maya'))).toBe(3)
    expect(await readStats(host, toNewId('lead'), toNewId('bo'))).toBe(4)
    expect(await readStats(host, toNewId('maya'), toNewId('maya'))).toBe(3)
    expect(await readStats(host, toNewId('maya'), toNewId('lead'))).toBe(404)
    expect(await readStats(host, 'lead', toNewId('maya'))).toBe(404)
    const access = await host.request(toNewId('maya'), `/employees/${toNewId('maya')}/access`)
    const { entries } = (await access.json()) as AccessResponse
    const reads = entries.filter(({ event }) => event.kind === 'read')
    expect(reads.map(({ actor }) => actor?.id)).toContain(toNewId('lead'))
  }

  test('works before the first directory with the new ids', async () => {
    const host = await createHost(storage)
    host.changeIds()
    expect((await host.claude.directory.refresh(acme)).heldBack?.reason).toBe('shrank')
    expect(await host.claude.directory.renameEmployees(acme, pairs, { by: 'ceo' })).toMatchObject({
      renamed: 4,
      unknownIds: [],
      status: { employees: 4, problems: [] },
    })
    expect((await host.claude.directory.refresh(acme)).heldBack).toBeNull()
    await expectEverythingToFollow(host)
  })

  test('works after a directory with the new ids was accepted', async () => {
    const host = await createHost(storage)
    host.changeIds()
    await host.claude.directory.acceptShrunk(acme, { by: 'root' })
    expect(await readStats(host, toNewId('lead'), toNewId('bo'))).not.toBe(4)
    await host.claude.directory.renameEmployees(acme, pairs, { by: 'ceo' })
    await expectEverythingToFollow(host)
    await host.claude.directory.refresh(acme)
    await expectEverythingToFollow(host)
  })

  test('works in two steps when ids were swapped in a directory that was already read', async () => {
    let employees = createDirectory(toOldId)
    const clock = createVirtualClock(Date.parse('2026-11-22T15:00:00Z'))
    const host = createTestHost({ storage, clock, directory: { listEmployees: async () => employees } })
    await storeDay(storage, '2026-11-20', { maya: { chat_messages: 3 }, bo: { chat_messages: 4 } })
    await host.claude.directory.refresh(acme)
    const swap = new Map([
      ['maya', 'bo'],
      ['bo', 'maya'],
    ])
    employees = createDirectory((name) => swap.get(name) ?? name)
    await host.claude.directory.refresh(acme)
    const rename = (steps: readonly (readonly [from: string, to: string])[]) =>
      host.claude.directory.renameEmployees(
        acme,
        steps.map(([from, to]) => ({ from, to })),
        { by: 'ceo' },
      )
    await rename([...swap].map(([from, to]) => [from, `new ${to}`]))
    await host.claude.directory.acceptShrunk(acme, { by: 'root' })
    await rename([...swap].map(([, to]) => [`new ${to}`, to]))
    expect(await readStats(host, 'bo', 'bo')).toBe(3)
    expect(await readStats(host, 'maya', 'maya')).toBe(4)
    expect(await readStats(host, 'maya', 'bo')).toBe(404)
  })

  test('is never automatic, is recorded with who decided, and is harmless when it is repeated', async () => {
    const host = await createHost(storage)
    host.changeIds()
    await host.claude.directory.refresh(acme)
    expect(await listRenames(storage)).toEqual([])
    for (const renamed of [4, 0]) {
      expect(await host.claude.directory.renameEmployees(acme, pairs, { by: 'ceo' })).toMatchObject({
        renamed,
        wasAppliedBefore: renamed === 0,
        unknownIds: [],
      })
    }
    expect(await listRenames(storage)).toEqual([['ceo', 4]])
    expect(host.log.join('\n')).toContain(
      'Employee ids changed {"accountId":"acme","by":"ceo","renamed":4,"unknown":0}',
    )
  })

  test('reports that a swap was applied before, and can undo it through ids that nobody has', async () => {
    const host = await createHost(storage)
    await storeDay(storage, '2026-11-20', { maya: { chat_messages: 3 }, lead: { chat_messages: 7 } })
    await host.claude.directory.refresh(acme)
    const rename = (...steps: readonly (readonly [from: string, to: string])[]) =>
      host.claude.directory.renameEmployees(
        acme,
        steps.map(([from, to]) => ({ from, to })),
        { by: 'ceo' },
      )
    const readBoth = async () => [await readStats(host, 'maya', 'maya'), await readStats(host, 'lead', 'lead')]
    expect(await readBoth()).toEqual([3, 7])
    expect(await rename(['maya', 'lead'], ['lead', 'maya'])).toMatchObject({ renamed: 2, wasAppliedBefore: false })
    expect(await readBoth()).toEqual([7, 3])
    expect(await rename(['lead', 'maya'], ['maya', 'lead'])).toMatchObject({ renamed: 0, wasAppliedBefore: true })
    expect(host.log.filter((line) => line.startsWith('No employee id was changed'))).toHaveLength(1)
    expect(await readBoth()).toEqual([7, 3])
    expect(await rename(['maya', 'was maya'], ['lead', 'was lead'])).toMatchObject({ renamed: 2 })
    expect(await rename(['was maya', 'lead'], ['was lead', 'maya'])).toMatchObject({ renamed: 2 })
    expect(await readBoth()).toEqual([3, 7])
  })

  test('does not count pairs as applied before if their ids are unknown or do not change', async () => {
    const host = await createHost(storage)
    for (const [from, to] of [
      ['gone', 'x'],
      ['maya', 'maya'],
    ] as const) {
      expect(await host.claude.directory.renameEmployees(acme, [{ from, to }], { by: 'ceo' })).toMatchObject({
        renamed: 0,
        wasAppliedBefore: false,
      })
    }
  })

  test('reports unknown ids, and applies the other pairs', async () => {
    const host = await createHost(storage)
    const result = await host.claude.directory.renameEmployees(acme, [...pairs, { from: 'gone', to: 'x' }], {
      by: 'ceo',
    })
    expect(result).toMatchObject({ renamed: 4, unknownIds: ['gone'] })
  })

  test.each<readonly [name: string, pairs: unknown, options: unknown, message: string]>([
    ['no actor', pairs, undefined, 'option by is missing'],
    ['an empty actor', pairs, { by: '' }, 'option by'],
    ['no array', { maya: 'x' }, { by: 'ceo' }, 'must be an array'],
    ['a pair without an id', [{ from: 'maya' }], { by: 'ceo' }, 'Pair number 1'],
    ['a pair that is null', [pairs[0], null], { by: 'ceo' }, 'Pair number 2'],
    ['an id that cannot be stored', [{ from: 'maya', to: '\0' }], { by: 'ceo' }, 'Pair number 1'],
    [
      'an old id twice',
      [
        { from: 'maya', to: 'x' },
        { from: 'maya', to: 'y' },
      ],
      { by: 'ceo' },
      'the same from: maya',
    ],
    [
      'a new id twice',
      [
        { from: 'maya', to: 'x' },
        { from: 'bo', to: 'x' },
      ],
      { by: 'ceo' },
      'the same to: x',
    ],
    ['a new id that someone has', [{ from: 'maya', to: 'bo' }], { by: 'ceo' }, 'bo already belong'],
    ['too many pairs', Array.from({ length: 200_001 }, () => pairs[0]), { by: 'ceo' }, 'at most 200000'],
  ])('refuses %s, and changes nothing', async (_name, given, options, message) => {
    const host = await createHost(storage)
    const renaming = host.claude.directory.renameEmployees(acme, given as typeof pairs, options as { by: string })
    await expect(renaming).rejects.toMatchObject({ code: 'rename_invalid', message: expect.stringContaining(message) })
    expect(await readStats(host, 'lead', 'maya')).toBe(3)
    expect(await listRenames(storage)).toEqual([])
  })
})
