import type { AccountId, EmployeeId } from '@windmill/claude-core'
import type { EmployeeRename, StorageAdapter, StoredLogEntry } from '../storage/adapter.ts'
import { mapLogSubject } from '../storage/map-log-subject.ts'
import {
  changeLinks,
  createAccountId,
  createDirectReport,
  createEmployee,
  createLink,
  createLinkChanges,
  createReadEntry,
  sortByJson,
  toClaudeUserId,
  toEmployeeId,
} from './fixtures.ts'
import { getRejectionCode, type TestContext } from './test-runner.ts'

const record = { at: 1_763_807_448_123, by: 'admin' }
const toRenames = (...pairs: readonly (readonly [from: string, to: string])[]): EmployeeRename[] =>
  pairs.map(([from, to]) => ({ from: toEmployeeId(from), to: toEmployeeId(to) }))

const ids = ['a', 'b', 'c', 'd', 'e', 'x', 'y']
const claudeUsers = [1, 2, 3]

/** Reads everything that has employee ids. `rename` changes each id. */
const readIds = async (
  storage: StorageAdapter,
  account: AccountId,
  rename: (id: EmployeeId) => EmployeeId = (id) => id,
): Promise<unknown> => {
  const renameState = <State extends { readonly employeeId: EmployeeId | null }>(state: State | null) =>
    state && { ...state, employeeId: state.employeeId && rename(state.employeeId) }
  const renameEntry = ({ event, about, actorId, actingForId, ...entry }: StoredLogEntry) => ({
    ...entry,
    actorId: actorId && rename(actorId),
    actingForId: actingForId && rename(actingForId),
    about: mapLogSubject(about, rename),
    event:
      event.kind === 'link_changed' ? { ...event, from: renameState(event.from), to: renameState(event.to) } : event,
  })
  const log: unknown[] = []
  for (const id of ids.map(toEmployeeId)) {
    const entries = await storage.listLogAbout(account, id, { before: null, limit: 100 })
    if (entries.length > 0) log.push([rename(id), sortByJson(entries.map(renameEntry))])
  }
  const changes: unknown[] = []
  for (const id of claudeUsers.map(toClaudeUserId)) {
    for (const { by, from, to, ...change } of await storage.listLinkChanges(account, id)) {
      changes.push({ ...change, by: by && rename(by), from: renameState(from), to: renameState(to) })
    }
  }
  return {
    employees: sortByJson(
      (await storage.listEmployees(account)).map(({ id, managerId, ...employee }) => ({
        id: rename(id),
        managerId: managerId && rename(managerId),
        ...employee,
      })),
    ),
    links: sortByJson((await storage.listLinks(account)).map((link) => renameState(link))),
    changes,
    log: sortByJson(log),
  }
}

/** Returns the time, the actor and the number of employees of each recorded renaming, newest first. */
const listRenames = async (storage: StorageAdapter, account: AccountId) =>
  (await storage.listLog(account, { before: null, limit: 100 })).flatMap(({ at, actorId, event }) =>
    event.kind === 'employees_renamed' ? [[at, actorId, event.employees]] : [],
  )

export const registerRenameTests = ({ test, expect, fc }: TestContext): void => {
  const storePeople = async (storage: StorageAdapter, account: AccountId) => {
    await storage.replaceDirectory(account, [
      createEmployee('a'),
      createDirectReport('b', 'a'),
      createDirectReport('c', 'b'),
    ])
    await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 'a'), createLink(2, 'b')] }))
    const ignored = { claudeUserId: toClaudeUserId(3), employeeId: null, method: 'manual', ignored: true } as const
    await changeLinks(
      storage,
      account,
      createLinkChanges({ set: [{ ...createLink(2, 'c'), method: 'manual' }, ignored], by: toEmployeeId('a') }),
    )
    await storage.addLogEntries(account, [
      createReadEntry('a', { employee: toEmployeeId('b') }),
      createReadEntry('a', { below: toEmployeeId('b') }, { actingForId: toEmployeeId('b') }),
      createReadEntry('c', { below: toEmployeeId('a') }),
    ])
  }

  test('renames employees in the directory, as managers, in links, in their history, in reporting lines and in the log', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    for (const each of [account, other]) await storePeople(storage, each)
    const untouched = await readIds(storage, other)
    const expected = await readIds(storage, account, (id) => toEmployeeId(id === 'a' ? 'x' : id === 'b' ? 'y' : id))
    const outcome = await storage.renameEmployees(
      account,
      toRenames(['a', 'x'], ['b', 'y'], ['gone', 'z'], ['c', 'c']),
      record,
    )
    expect(outcome).toEqual({ renamed: 2, unknownIds: [toEmployeeId('gone')], takenIds: [] })
    expect(await readIds(storage, account)).toEqual(expected)
    expect(await readIds(storage, other)).toEqual(untouched)
    expect((await storage.getEmployee(account, toEmployeeId('y')))?.managerId).toBe(toEmployeeId('x'))
    expect((await storage.searchEmployees(account, 'a@example.com', '2026-11-20', 5)).map(({ id }) => id)).toEqual([
      toEmployeeId('x'),
    ])
  })

  test('renames swaps and chains in one step, and a repetition changes nothing', async (storage) => {
    for (const pairs of [toRenames(['a', 'b'], ['b', 'a']), toRenames(['b', 'c'], ['a', 'b'], ['c', 'x'])]) {
      const account = createAccountId()
      await storePeople(storage, account)
      const rename = (id: EmployeeId) => pairs.find(({ from }) => from === id)?.to ?? id
      const expected = await readIds(storage, account, rename)
      expect((await storage.renameEmployees(account, pairs, record)).renamed).toBe(pairs.length)
      expect(await readIds(storage, account)).toEqual(expected)
      const repeated = await storage.renameEmployees(account, pairs.toReversed(), record)
      expect(repeated).toEqual({ renamed: 0, unknownIds: [], takenIds: [] })
      expect(await readIds(storage, account)).toEqual(expected)
    }
  })

  test('does not repeat a swap or a chain after another change, unless the swap or chain was undone', async (storage) => {
    for (const pairs of [toRenames(['a', 'b'], ['b', 'a']), toRenames(['a', 'b'], ['b', 'x'])]) {
      const account = createAccountId()
      await storePeople(storage, account)
      await storage.renameEmployees(account, pairs, record)
      expect((await storage.renameEmployees(account, toRenames(['c', 'y']), record)).renamed).toBe(1)
      const expected = await readIds(storage, account)
      expect((await storage.renameEmployees(account, pairs.toReversed(), record)).renamed).toBe(0)
      expect(await readIds(storage, account)).toEqual(expected)
    }
    const account = createAccountId()
    await storePeople(storage, account)
    for (const pairs of [toRenames(['a', 'x'], ['b', 'a']), toRenames(['x', 'a'], ['a', 'b'])]) {
      for (const renamed of [2, 0]) {
        expect((await storage.renameEmployees(account, pairs, record)).renamed).toBe(renamed)
      }
    }
    expect((await storage.renameEmployees(account, toRenames(['a', 'x'], ['b', 'a']), record)).renamed).toBe(2)
  })

  test('changes nothing when a new id belongs to another employee, or to the history of a former employee', async (storage) => {
    const account = createAccountId()
    await storePeople(storage, account)
    await storage.replaceDirectory(account, [createEmployee('a'), createEmployee('d')])
    const before = await readIds(storage, account)
    for (const [pairs, taken] of [
      [toRenames(['a', 'd']), 'd'],
      [toRenames(['a', 'x'], ['d', 'b']), 'b'],
      [toRenames(['a', 'c']), 'c'],
    ] as const) {
      expect((await storage.renameEmployees(account, pairs, record)).takenIds).toEqual([toEmployeeId(taken)])
      expect(await readIds(storage, account)).toEqual(before)
    }
    expect(await listRenames(storage, account)).toEqual([])
    for (const pairs of [toRenames(['a', '\0']), toRenames(['\0', 'x'])]) {
      expect(await getRejectionCode(storage.renameEmployees(account, pairs, record))).toBe('id_invalid')
    }
  })

  test('renames into a directory that already has the new ids', async (storage) => {
    const account = createAccountId()
    await storePeople(storage, account)
    await storage.replaceDirectory(account, [createEmployee('x'), createDirectReport('y', 'x')])
    expect((await storage.renameEmployees(account, toRenames(['a', 'x'], ['b', 'y']), record)).renamed).toBe(2)
    expect(sortByJson((await storage.listEmployees(account)).map(({ id }) => id))).toEqual(['x', 'y'])
    expect(sortByJson((await storage.listLinks(account)).map(({ employeeId }) => employeeId))).toEqual(['c', 'x', null])
  })

  test('records every renaming with its actor, newest first, and leaves out those that changed nothing', async (storage) => {
    const account = createAccountId()
    await storePeople(storage, account)
    expect(await listRenames(storage, account)).toEqual([])
    await storage.renameEmployees(account, toRenames(['b', 'y'], ['a', 'x']), record)
    await storage.renameEmployees(account, toRenames(['nobody', 'z']), record)
    await storage.renameEmployees(account, toRenames(['x', 'a']), { at: record.at + 1, by: 'root' })
    expect(await listRenames(storage, account)).toEqual([
      [record.at + 1, 'root', 1],
      [record.at, record.by, 2],
    ])
  })

  test('does not store a directory that was being read while employees were renamed', async (storage) => {
    const account = createAccountId()
    await storePeople(storage, account)
    const version = await storage.nextDirectoryVersion(account)
    await storage.renameEmployees(account, toRenames(['a', 'x']), record)
    expect(await storage.replaceDirectory(account, [createEmployee('a')], { version })).toBe(false)
    expect(await storage.replaceDirectory(account, [createEmployee('x')])).toBe(true)
  })

  test('renames all or nothing, for any stored ids and any pairs', async (storage) => {
    const anyId = fc.constantFrom(...ids)
    const anyState = fc.record({
      directory: fc.array(fc.record({ id: anyId, managerId: fc.option(anyId) }), { maxLength: 5 }),
      links: fc.array(fc.record({ user: fc.constantFrom(...claudeUsers), id: anyId }), { maxLength: 4 }),
      access: fc.array(fc.array(anyId, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
      from: fc.shuffledSubarray(ids),
      to: fc.shuffledSubarray(ids, { minLength: ids.length }),
    })
    await fc.assert(
      fc.asyncProperty(anyState, async ({ directory, links, access, from, to }) => {
        const account = createAccountId()
        await storage.replaceDirectory(
          account,
          directory.map(({ id, managerId }) =>
            managerId === null ? createEmployee(id) : createDirectReport(id, managerId),
          ),
        )
        for (const { user, id } of links) {
          await changeLinks(storage, account, createLinkChanges({ set: [createLink(user, id)] }))
        }
        for (const [index, [viewer = '', subject = viewer, manager = viewer]] of access.entries()) {
          await storage.addLogEntries(account, [
            createReadEntry(viewer, { employee: toEmployeeId(subject) }, { hour: index }),
            createReadEntry(viewer, { below: toEmployeeId(manager) }, { hour: index }),
          ])
        }
        const pairs = from.map((id, index) => ({ from: toEmployeeId(id), to: toEmployeeId(to[index] ?? '') }))
        const before = await readIds(storage, account)
        const newIds = new Map(pairs.map((pair) => [pair.from, pair.to]))
        const renamed = await readIds(storage, account, (id) => newIds.get(id) ?? id)
        const countBefore = (await storage.listEmployees(account)).length

        const outcome = await storage.renameEmployees(account, pairs, record)
        const after = await readIds(storage, account)
        expect((await storage.listEmployees(account)).length).toBe(countBefore)
        if (outcome.takenIds.length > 0) expect(after).toEqual(before)
        // Two ids become one only if the directory already has the new id. Their entries in the log are then joined.
        else if (new Set(ids.map((id) => newIds.get(toEmployeeId(id)) ?? id)).size === ids.length)
          expect(after).toEqual(renamed)
        await storage.renameEmployees(account, pairs, record)
        if (outcome.renamed > 0) expect(await readIds(storage, account)).toEqual(after)
      }),
      { numRuns: 8 },
    )
  })
}
