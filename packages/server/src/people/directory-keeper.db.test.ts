import { type ClaudeUsersResponse, type EmployeeStatsResponse, employeeId, startOfDay } from '@windmill/claude-core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { acme, createTestHost, globex, person, storeDay, type TestHost } from '../test/host.ts'
import { stores, useStore } from '../test/stores.ts'
import { virtualClock } from '../test/virtual-clock.ts'
import type { Directory } from './directory.ts'
import type { DirectoryEntry } from './directory-entry.ts'

const now = startOfDay('2026-11-22') + 15 * 3_600_000
const period = 'from=2026-11-01&to=2026-11-20'

interface DirectoryHost extends TestHost {
  /** Changes what the host's directory answers with. */
  readonly answer: (directory: Directory['listEmployees']) => void
  readonly clock: ReturnType<typeof virtualClock>
  readonly ids: () => Promise<string[]>
  readonly heldBack: () => Promise<ClaudeUsersResponse['directory']['heldBack']>
}

const directoryHost = (storage: StorageAdapter, first: readonly DirectoryEntry[] = []): DirectoryHost => {
  const clock = virtualClock(now)
  let listEmployees: Directory['listEmployees'] = () => first
  const directory: Directory = { listEmployees: (accountId) => listEmployees(accountId) }
  const host = createTestHost({ storage, clock, directory })
  return {
    ...host,
    clock,
    answer: (next) => {
      listEmployees = next
    },
    ids: async () => (await storage.listEmployees(acme)).map(({ id }) => id).sort(),
    heldBack: async () => {
      const response = await host.request('admin:root', '/claude-users')
      return ((await response.json()) as ClaudeUsersResponse).directory.heldBack
    },
  }
}

const people = (...ids: string[]): DirectoryEntry[] => ids.map((id) => person(id))
const statusOf = async (host: TestHost, viewer: string, subject: string) =>
  (await host.request(viewer, `/employees/${subject}/stats?${period}`)).status
const messagesOf = async (host: TestHost, subject: string) => {
  const response = await host.request('admin:root', `/employees/${subject}/stats?${period}`)
  return ((await response.json()) as EmployeeStatsResponse).stats['chat.messages'].value
}

async function* inPages(pages: readonly (readonly DirectoryEntry[])[], ending?: Error) {
  yield* pages
  if (ending) throw ending
}

describe.each(stores)('the directory, on %s', (_, create, numRuns) => {
  const storage = useStore(create)

  it('is taken as it is, whole or in pages, with its problems named and none fatal', async () => {
    const host = directoryHost(storage, [...people('a', 'b'), { id: 'c', name: 'C', emails: ['A@example.com'] }])
    const problems = [{ code: 'email_shared', employeeId: 'a', message: expect.any(String) }]
    const readAt = new Date(now).toISOString()
    expect(await host.claude.directory.refresh(acme)).toEqual({ employees: 3, readAt, heldBack: null, problems })
    host.answer(() => inPages([people('a'), [], people('b', 'a'), [{ id: 'd', name: '', emails: [], managerId: 'x' }]]))
    expect(await host.claude.directory.refresh(acme)).toMatchObject({
      employees: 3,
      problems: [
        { code: 'id_repeated', employeeId: 'a' },
        { code: 'manager_unknown', employeeId: 'd' },
      ],
    })
    expect(await host.ids()).toEqual(['a', 'b', 'd'])
    expect(await storage.listEmployees(globex)).toEqual([])
  })

  it.each<[string, () => unknown]>([
    ['a list', () => people('a', 'b')],
    ['a promise of a list', async () => people('a', 'b')],
    ['pages', () => inPages([people('a'), people('b')])],
    ['a promise of pages', async () => inPages([people('a'), people('b')])],
    ['a set', () => new Set(people('a', 'b'))],
  ])('may be %s', async (__, listEmployees) => {
    const host = directoryHost(storage)
    host.answer(listEmployees as Directory['listEmployees'])
    expect(await host.claude.directory.refresh(acme)).toMatchObject({ employees: 2, heldBack: null })
  })

  it('that is not taken is logged with its code', async () => {
    const host = directoryHost(storage, [{ id: 'a' } as DirectoryEntry])
    await host.claude.directory.refresh(acme)
    expect(host.log).toEqual([expect.stringMatching(/not taken.*"reason":"invalid","code":"directory_invalid"/)])
  })

  it('keeps the last of several with one id, and a hundred problems at most', async () => {
    const entries = people(...Array.from({ length: 150 }, (__, index) => `p${index}`))
    const again = entries.map((entry) => ({ ...entry, name: 'last', managerId: 'nobody' }))
    const host = directoryHost(storage, [...entries, ...again])
    const { employees, problems } = await host.claude.directory.refresh(acme)
    expect([employees, problems.length]).toEqual([150, 100])
    expect(new Set((await storage.listEmployees(acme)).map(({ name }) => name))).toEqual(new Set(['last']))
  })

  const broken = { id: 'b', name: 'B', emails: ['b@example.com'] }
  const invalid = (entry: unknown) => () => [...people('a'), entry] as DirectoryEntry[]
  const shape = (given: unknown) => () => given as DirectoryEntry[]
  it.each<[string, 'failed' | 'invalid' | 'shrank', Directory['listEmployees'], RegExp]>([
    ['cannot be had', 'failed', () => Promise.reject(new Error('ldap://secret')), /could not be read/],
    [
      'throws at once',
      'failed',
      () => {
        throw new Error('ldap://secret')
      },
      /could not be read/,
    ],
    ['breaks off', 'failed', () => inPages([people('a', 'b', 'c')], new Error('ldap://secret')), /could not be read/],
    ['is nothing', 'invalid', shape(undefined), /directory is missing, where a list .* async iterable of pages/],
    ['is nothing in the end', 'invalid', shape(Promise.resolve(null)), /directory is null, where a list/],
    ['is no list', 'invalid', shape({ length: 3 }), /directory is an object, where a list/],
    ['is a text', 'invalid', shape('a,b'), /directory is a text, where a list/],
    [
      'has an employee in a page’s place',
      'invalid',
      () => inPages(people('a') as never),
      /page .* is an object, where/,
    ],
    ['is a list of pages', 'invalid', shape([people('a'), people('b')]), /number 1 .* must be an object/],
    ['is empty', 'shrank', () => [], /only 0 are/],
    [
      'has lost most people',
      'shrank',
      () => people('a', 'new', 'newer', 'newest', 'other'),
      /Of the 4 people .* only 1 /,
    ],
    ['holds nothing in an entry’s place', 'invalid', invalid(null), /number 2 .* must be an object/],
    ['has no id', 'invalid', invalid({ ...broken, id: '' }), /number 2 .* id must be/],
    ['has a number for an id', 'invalid', invalid({ ...broken, id: 7 }), /number 2 .* id must be/],
    ['has an id that no text can hold', 'invalid', invalid({ ...broken, id: 'b\0' }), /number 2 .* id must be/],
    ['has no name', 'invalid', invalid({ ...broken, name: undefined }), /number 2 .* name must be/],
    ['has one text for all e-mails', 'invalid', invalid({ ...broken, emails: 'b@example.com' }), /emails must be/],
    ['has no list of texts', 'invalid', invalid({ ...broken, emails: [null] }), /emails must be/],
    ['has a manager who is none', 'invalid', invalid({ ...broken, managerId: 7 }), /managerId must be/],
    ['has a date that is none', 'invalid', invalid({ ...broken, archivedOn: '2026-02-30' }), /archivedOn must be/],
  ])('stays the last good one when the new one %s, and says so', async (__, reason, listEmployees, message) => {
    const host = directoryHost(storage, people('a', 'b', 'c', 'd'))
    const { readAt } = await host.claude.directory.refresh(acme)
    host.clock.set(now + 3_600_000)
    host.answer(listEmployees)
    const held = await host.claude.directory.refresh(acme)
    const heldBack = { reason, at: new Date(now + 3_600_000).toISOString(), message: expect.stringMatching(message) }
    expect(held).toEqual({ employees: 4, readAt, heldBack, problems: [] })
    expect(JSON.stringify(held)).not.toContain('ldap')
    expect(await host.ids()).toEqual(['a', 'b', 'c', 'd'])
    expect(await host.heldBack()).toEqual(heldBack)
    expect(await statusOf(host, 'd', 'd')).toBe(200)
    // The next one that can be had takes its place.
    host.answer(() => people('a', 'b', 'e'))
    expect(await host.claude.directory.refresh(acme)).toMatchObject({ employees: 3, heldBack: null })
    expect(await host.heldBack()).toBeNull()
  })

  it('is taken with half of its people, and with fewer when that is accepted', async () => {
    const host = directoryHost(storage, people('a', 'b', 'c', 'd'))
    await host.claude.directory.refresh(acme)
    host.answer(() => people('c', 'd'))
    expect(await host.claude.directory.refresh(acme)).toMatchObject({ employees: 2, heldBack: null })
    host.answer(() => [])
    expect(await host.claude.directory.refresh(acme)).toMatchObject({ employees: 2, heldBack: { reason: 'shrank' } })
    expect(await host.claude.directory.accept(acme)).toMatchObject({ employees: 0, heldBack: null })
    expect(await host.ids()).toEqual([])
    host.answer(() => Promise.reject(new Error('down')))
    expect(await host.claude.directory.accept(acme)).toMatchObject({ heldBack: { reason: 'failed' } })
  })

  it('that never was there is no directory where nobody is: a request fails, and tries again', async () => {
    const host = directoryHost(storage)
    host.answer(() => Promise.reject(new Error('down')))
    expect(await statusOf(host, 'a', 'a')).toBe(500)
    expect(host.log.join('\n')).toContain('directory_unreadable')
    host.answer(() => people('a'))
    expect(await statusOf(host, 'a', 'a')).toBe(200)
  })

  it('takes who is pushed at once: what they may see, who may see them, and whose each claude user is', async () => {
    const under = (id: string, managerId: string) => person(id, { managerId: employeeId(managerId) })
    const host = directoryHost(storage, [...people('boss', 'other'), under('maya', 'boss')])
    await storeDay(storage, '2026-11-20', { 'maya.new': { chat_messages: 5 } })
    await host.claude.directory.refresh(acme)
    expect(await messagesOf(host, 'maya')).toBeNull()
    expect([await statusOf(host, 'boss', 'maya'), await statusOf(host, 'other', 'maya')]).toEqual([200, 404])

    const moved = { ...under('maya', 'other'), emails: ['maya.new@example.com'] }
    const status = await host.claude.directory.upsert(acme, [moved, ...people('extra'), under('extra', 'gone')])
    expect(status).toMatchObject({
      employees: 4,
      readAt: new Date(now).toISOString(),
      heldBack: null,
      problems: [
        { code: 'id_repeated', employeeId: 'extra' },
        { code: 'manager_unknown', employeeId: 'extra' },
      ],
    })
    expect(await messagesOf(host, 'maya')).toBe(5)
    expect([await statusOf(host, 'boss', 'maya'), await statusOf(host, 'other', 'maya')]).toEqual([404, 200])

    await host.claude.directory.upsert(acme, [{ ...person('other'), archivedOn: '2026-11-22' }])
    expect([await statusOf(host, 'other', 'maya'), await statusOf(host, 'other', 'other')]).toEqual([404, 404])
    const { problems } = await host.claude.directory.upsert(acme, [under('extra', 'boss')])
    expect(problems).toEqual([])
  })

  it('refuses a push with an entry that is none, as a whole', async () => {
    const host = directoryHost(storage, people('a'))
    await host.claude.directory.refresh(acme)
    const pushed = [...people('b'), { id: 'c' } as DirectoryEntry]
    await expect(host.claude.directory.upsert(acme, pushed)).rejects.toMatchObject({
      code: 'directory_invalid',
      message: expect.stringMatching(/number 2 /),
    })
    const alone = person('b') as unknown as DirectoryEntry[]
    await expect(host.claude.directory.upsert(acme, alone)).rejects.toMatchObject({ code: 'directory_invalid' })
    expect(await host.ids()).toEqual(['a'])
  })

  it('is not set back by a pull that began before a push, or before a later pull', async () => {
    const host = directoryHost(storage, people('a', 'b'))
    await host.claude.directory.refresh(acme)
    const slow = Promise.withResolvers<DirectoryEntry[]>()
    host.answer(() => slow.promise)
    const pulling = host.claude.directory.refresh(acme)
    await host.claude.directory.upsert(acme, [person('b', { name: 'pushed' }), person('c')])
    slow.resolve(people('a', 'b'))
    expect(await pulling).toMatchObject({ employees: 3 })
    expect((await storage.getEmployee(acme, employeeId('b')))?.name).toBe('pushed')

    const slower = Promise.withResolvers<DirectoryEntry[]>()
    host.answer(() => slower.promise)
    const late = host.claude.directory.refresh(acme)
    host.answer(() => people('a', 'b', 'd'))
    await host.claude.directory.refresh(acme)
    slower.resolve(people('a', 'b', 'c'))
    await late
    expect(await host.ids()).toEqual(['a', 'b', 'd'])
  })

  it('has everyone who is pushed at the same time', async () => {
    const host = directoryHost(storage)
    const ids = Array.from({ length: 12 }, (__, index) => `p${index}`)
    await Promise.all(ids.map((id) => host.claude.directory.upsert(acme, [person(id)])))
    expect(await host.ids()).toEqual(ids.toSorted())
    const { directory } = (await (await host.request('admin:root', '/claude-users')).json()) as ClaudeUsersResponse
    expect(directory.heldBack).toMatchObject({ reason: 'shrank' })
  })

  it('is taken exactly when at least half of those in use are in it, whatever else is', async () => {
    const ids = fc.uniqueArray(
      fc.integer({ min: 0, max: 9 }).map((id) => `p${id}`),
      { maxLength: 8 },
    )
    const host = directoryHost(storage)
    await fc.assert(
      fc.asyncProperty(ids, ids, async (before, after) => {
        host.answer(() => people(...before))
        await host.claude.directory.accept(acme)
        host.answer(() => people(...after))
        const { heldBack } = await host.claude.directory.refresh(acme)
        const left = before.filter((id) => after.includes(id))
        const taken = left.length >= before.length / 2
        expect(heldBack?.reason ?? null).toBe(taken ? null : 'shrank')
        expect(await host.ids()).toEqual((taken ? after : before).toSorted())
      }),
      { numRuns },
    )
  })

  it('is, after any pushes and pulls, what was said of each person last', async () => {
    const names = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('one', 'two', 'three'))
    const steps = fc.array(fc.record({ push: fc.boolean(), names }), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        await storage.eraseAccount(acme)
        const host = directoryHost(storage)
        let model: Record<string, string> = {}
        for (const step of taken) {
          const entries = Object.entries(step.names).map(([id, name]) => person(id, { name }))
          host.answer(() => entries)
          if (step.push) await host.claude.directory.upsert(acme, entries)
          else await host.claude.directory.accept(acme)
          model = step.push ? { ...model, ...step.names } : { ...step.names }
        }
        const stored = (await storage.listEmployees(acme)).map(({ id, name }) => [id, name])
        expect(Object.fromEntries(stored)).toEqual(model)
      }),
      { numRuns },
    )
  })
})
