import type { AccountId, EmployeeId, LogSubject } from '@windmill/claude-core'
import type { NewLogEntry, StorageAdapter } from '../storage/adapter.ts'
import { hashEmployee } from '../storage/erased-employees.ts'
import { hashProtectedAddress } from '../storage/kept-from.ts'
import {
  acquireLongLease,
  changeLinks,
  createAccountId,
  createDayReading,
  createDirectReport,
  createEmployee,
  createLink,
  createLinkChanges,
  createReadEntry,
  createUsageDay,
  createViewer,
  sortByJson,
  toClaudeUserId,
  toEmployeeId,
} from './fixtures.ts'
import type { TestContext } from './test-runner.ts'

const directory = [
  createEmployee('root'),
  createDirectReport('maya', 'root'),
  createDirectReport('per', 'maya'),
  createEmployee('zoe'),
]
const pseudonym = toEmployeeId('erased-1')
const firstPage = { before: null, limit: 100 }
const eraseOptions = { claudeUserIds: [], sharedClaudeUserIds: [], emailKeys: [], pseudonym }
const liftedEvent = { kind: 'erasure_lifted' } as const
/** A day long ago. Its usage is not stored for a Claude user that is kept only from today on. */
const day = '2020-03-01'
const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10) as typeof day

const getIdVersion = async (storage: StorageAdapter, account: AccountId): Promise<number> =>
  (await storage.readAuthorizationFacts(createViewer(account, 'nobody'), null, day)).idVersion

/**
 * Stores a company in which Maya has a manager, a report and a linked Claude user, and occurs in the log. Claude user 2
 * has usage and is linked to nobody.
 */
const storeCompany = async (storage: StorageAdapter, account: AccountId) => {
  await storage.replaceDirectory(account, directory, { at: 1_000 })
  const token = await acquireLongLease(storage, account)
  const usage = [createUsageDay(1, { chat_messages: 5 }), createUsageDay(2, { chat_messages: 7 }), createUsageDay(3)]
  const reading = createDayReading(day, usage)
  await storage.writeDay(account, token, reading)
  const set = [createLink(1, 'maya'), createLink(3, 'zoe')]
  await changeLinks(storage, account, createLinkChanges({ set, by: toEmployeeId('maya') }))
  await storage.addLogEntries(account, [
    createReadEntry('root', { employee: toEmployeeId('maya') }, { at: 2_000 }),
    createReadEntry('maya', { employee: toEmployeeId('per') }, { at: 3_000 }),
    createReadEntry('root', { below: toEmployeeId('maya') }, { at: 4_000, purpose: 'team' }),
    createReadEntry('zoe', 'everyone', { at: 5_000, purpose: 'adoption', actingForId: toEmployeeId('maya') }),
  ])
  await storage.saveDirectoryStatus(account, {
    employees: 4,
    heldBack: null,
    problems: [{ code: 'id_repeated', employeeId: toEmployeeId('maya'), message: 'maya' }],
  })
  return { token, reading }
}

const eraseMaya = (storage: StorageAdapter, account: AccountId) =>
  storage.eraseEmployee(account, toEmployeeId('maya'), {
    claudeUserIds: [toClaudeUserId(2)],
    sharedClaudeUserIds: [],
    emailKeys: ['user_1@example.com'],
    pseudonym,
  })

const listIds = async (storage: StorageAdapter, account: AccountId) =>
  (await storage.listEmployees(account)).map(({ id }) => String(id)).sort()
const listUserIds = async (storage: StorageAdapter, account: AccountId) =>
  (await storage.readUsage(account, day)).map(({ claudeUserId }) => String(claudeUserId)).sort()

export const registerEraseEmployeeTests = ({ test, expect, fc }: TestContext): void => {
  test('erases an employee everywhere, and a pseudonym takes the place of the id in the log', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    for (const id of [account, other]) await storeCompany(storage, id)
    await eraseMaya(storage, account)
    await eraseMaya(storage, account)

    expect(sortByJson(await storage.listEmployees(account))).toEqual(
      sortByJson([createEmployee('root'), createEmployee('per'), createEmployee('zoe')]),
    )
    expect(await listUserIds(storage, account)).toEqual(['user_3'])
    expect((await storage.listClaudeUsers(account)).map(({ id }) => id)).toEqual([toClaudeUserId(3)])
    expect((await storage.listLinks(account)).map(({ employeeId }) => employeeId)).toEqual([toEmployeeId('zoe')])
    expect((await storage.getDirectoryStatus(account))?.problems).toEqual([])
    const nothing = { reportingLines: [], claudeUsers: [] }
    expect(await storage.readEmployeeData(account, toEmployeeId('maya'))).toEqual(nothing)
    for (const list of [storage.listLogAbout, storage.listLogBy]) {
      expect(await list.call(storage, account, toEmployeeId('maya'), firstPage)).toEqual([])
    }

    const entries = await storage.listLog(account, firstPage)
    expect(/maya|user_1/.test(JSON.stringify(entries))).toBe(false)
    expect(
      entries
        .filter(({ event }) => event.kind === 'read')
        .map(({ actorId, actingForId, about }) => [actorId, actingForId, about]),
    ).toEqual([
      ['zoe', pseudonym, 'everyone'],
      ['root', null, { below: pseudonym }],
      [pseudonym, null, { employee: 'per' }],
      ['root', null, { employee: pseudonym }],
    ])
    expect((await storage.listLogAbout(account, toEmployeeId('per'), firstPage)).length).toBe(3)

    expect(await listIds(storage, other)).toEqual(['maya', 'per', 'root', 'zoe'])
    expect(await listUserIds(storage, other)).toEqual(['user_1', 'user_2', 'user_3'])
  })

  test('stores nothing of an erased employee from a directory, a push or a reading', async (storage) => {
    const account = createAccountId()
    const { token, reading } = await storeCompany(storage, account)
    await eraseMaya(storage, account)
    const expected = sortByJson([createEmployee('root'), createEmployee('per'), createEmployee('zoe')])
    expect(await storage.replaceDirectory(account, directory)).toBe(true)
    expect(sortByJson(await storage.listEmployees(account))).toEqual(expected)
    await storage.upsertEmployees(account, directory)
    expect(sortByJson(await storage.listEmployees(account))).toEqual(expected)
    await storage.writeDay(account, token, reading)
    expect(await listUserIds(storage, account)).toEqual(['user_3'])
    expect((await storage.listClaudeUsers(account)).map(({ id }) => id)).toEqual([toClaudeUserId(3)])
  })

  test('stores nothing of an erased employee under a new id', async (storage) => {
    const account = createAccountId()
    await storeCompany(storage, account)
    await eraseMaya(storage, account)
    const renames = [{ from: toEmployeeId('maya'), to: toEmployeeId('m-17') }]
    await storage.renameEmployees(account, renames, { at: 6_000, by: 'root' })
    await storage.replaceDirectory(account, [...directory, createEmployee('m-17')])
    expect(await listIds(storage, account)).toEqual(['maya', 'per', 'root', 'zoe'])
    await storage.liftErasure(account, toEmployeeId('m-17'))
    await storage.replaceDirectory(account, [...directory, createEmployee('m-17')])
    expect(await listIds(storage, account)).toEqual(['m-17', 'maya', 'per', 'root', 'zoe'])
  })

  test('moves an erasure to the new id only if the change of ids is made, and adds the change to the log', async (storage) => {
    const account = createAccountId()
    await storeCompany(storage, account)
    await eraseMaya(storage, account)
    const rename = async (...pairs: readonly (readonly [from: string, to: string])[]) => {
      const renames = pairs.map(([from, to]) => ({ from: toEmployeeId(from), to: toEmployeeId(to) }))
      const outcome = await storage.renameEmployees(account, renames, { at: 6_000, by: 'root' })
      await storage.replaceDirectory(account, [...directory, createEmployee('m-17')])
      const changes = (await storage.listLog(account, firstPage)).flatMap(({ event }) =>
        event.kind === 'employees_renamed' ? event.employees : [],
      )
      return { ...outcome, changes, ids: await listIds(storage, account) }
    }
    const refused = { renamed: 0, unknownIds: [], changes: [], ids: ['m-17', 'per', 'root', 'zoe'] }
    expect(await rename(['maya', 'new'], ['per', 'zoe'])).toEqual({ ...refused, takenIds: ['zoe'] })
    expect(await rename(['maya', 'zoe'])).toEqual({ ...refused, takenIds: ['zoe'] })
    expect(await rename(['zoe', 'maya'])).toEqual({ ...refused, takenIds: ['maya'] })
    expect(await rename(['maya', 'per'], ['per', 'maya'])).toEqual({
      renamed: 2,
      unknownIds: [],
      takenIds: [],
      changes: [2],
      ids: ['m-17', 'maya', 'root', 'zoe'],
    })
  })

  test('keeps erased people out of the directory after any change of ids', async (storage) => {
    const ids = ['a', 'b', 'c', 'd']
    const anyChange = fc.record({
      erased: fc.shuffledSubarray(ids),
      from: fc.shuffledSubarray(ids),
      to: fc.shuffledSubarray([...ids, 'x', 'y'], { minLength: ids.length }),
    })
    const check = async ({ erased, from, to }: { erased: string[]; from: string[]; to: string[] }) => {
      const account = createAccountId()
      const everyone = [...ids, 'x', 'y'].map((id) => createEmployee(id))
      await storage.replaceDirectory(account, everyone.slice(0, ids.length))
      for (const id of erased) {
        const options = {
          claudeUserIds: [],
          sharedClaudeUserIds: [],
          emailKeys: [],
          pseudonym: toEmployeeId(`erased-${id}`),
        }
        await storage.eraseEmployee(account, toEmployeeId(id), options)
      }
      const renames = from.map((id, index) => ({ from: toEmployeeId(id), to: toEmployeeId(to[index] ?? '') }))
      const { takenIds } = await storage.renameEmployees(account, renames, { at: 6_000, by: 'root' })
      const taken = renames.flatMap((pair) => (ids.includes(pair.to) && !from.includes(pair.to) ? pair.to : []))
      expect([...takenIds].sort()).toEqual(taken.sort())
      const newIds = new Map<string, string>(taken.length > 0 ? [] : renames.map((pair) => [pair.from, pair.to]))
      const erasedIds = erased.map((id) => newIds.get(id) ?? id)
      await storage.replaceDirectory(account, everyone)
      expect(await listIds(storage, account)).toEqual([...ids, 'x', 'y'].filter((id) => !erasedIds.includes(id)))
    }
    await fc.assert(fc.asyncProperty(anyChange, check), {
      numRuns: 8,
      examples: [
        [{ erased: ['a', 'b'], from: ['a', 'b'], to: ['b', 'a'] }],
        [{ erased: ['a', 'b'], from: ['a', 'b'], to: ['b', 'x'] }],
        [{ erased: ['a', 'b'], from: ['a'], to: ['b'] }],
        [{ erased: ['a'], from: ['a', 'b'], to: ['x', 'c'] }],
      ],
    })
  })

  test('says which ids have lost their owners, until an erasure is lifted or an id is given back', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    for (const id of [account, other]) await storeCompany(storage, id)
    const listFormer = async () => {
      const former: string[] = []
      for (const id of ['maya', 'm-17', 'per', 'p-1', 'nobody', '\0'].map(toEmployeeId)) {
        if (await storage.isFormerId(account, id)) former.push(id)
      }
      return former
    }
    const rename = (from: string, to: string) => {
      const renames = [{ from: toEmployeeId(from), to: toEmployeeId(to) }]
      return storage.renameEmployees(account, renames, { at: 6_000, by: 'root' })
    }
    expect(await listFormer()).toEqual([])
    await eraseMaya(storage, account)
    expect(await listFormer()).toEqual(['maya'])
    expect(await storage.isFormerId(other, toEmployeeId('maya'))).toBe(false)
    await rename('maya', 'm-17')
    expect(await listFormer()).toEqual(['maya', 'm-17'])
    await storage.liftErasure(account, toEmployeeId('m-17'))
    expect(await listFormer()).toEqual(['maya'])

    await rename('per', 'p-1')
    expect(await listFormer()).toEqual(['maya', 'per'])
    await storage.eraseAccount(account)
    expect(await listFormer()).toEqual(['maya', 'per'])
    await rename('p-1', 'per')
    expect(await listFormer()).toEqual(['maya', 'p-1'])
  })

  test('refuses entries of the log with an id that lost its owner after the id was looked up', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    await storage.replaceDirectory(account, directory)
    const before = await getIdVersion(storage, account)
    const add = (actor: string, about: LogSubject<EmployeeId>, changes: Partial<NewLogEntry>) =>
      storage.addLogEntries(account, [
        createReadEntry('zoe', 'everyone', { purpose: 'export' }),
        createReadEntry(actor, about, { purpose: 'export', ...changes }),
      ])
    const toSubject = (id: string) => ({ employee: toEmployeeId(id) })
    const swap = ['maya', 'per'].map(toEmployeeId)
    const pairs = swap.map((from, index) => ({ from, to: swap[1 - index] ?? from }))
    await storage.renameEmployees(account, pairs, { at: 6_000, by: 'root' })
    const after = await getIdVersion(storage, account)
    expect(after > before).toBe(true)
    expect(await add('maya', toSubject('zoe'), { idVersion: before })).toBe(false)
    expect(await add('root', toSubject('per'), { idVersion: before })).toBe(false)
    expect(await add('root', { below: toEmployeeId('per') }, { idVersion: before })).toBe(false)
    expect(await add('zoe', toSubject('root'), { idVersion: before, actingForId: toEmployeeId('maya') })).toBe(false)
    expect((await storage.listLog(account, firstPage)).map(({ event }) => event.kind)).toEqual(['employees_renamed'])
    expect(await add('root', toSubject('zoe'), { idVersion: before })).toBe(true)
    expect(await add('maya', toSubject('per'), { idVersion: after })).toBe(true)
    expect((await storage.listLog(account, firstPage)).length).toBe(5)

    await storage.eraseEmployee(account, toEmployeeId('zoe'), eraseOptions)
    expect(await add('root', toSubject('zoe'), { idVersion: after })).toBe(false)
    const last = await getIdVersion(storage, account)
    await storage.eraseAccount(account)
    expect(await getIdVersion(storage, account)).toBe(last)
    expect(await getIdVersion(storage, other)).toBe(0)
  })

  test('puts a pseudonym in the place of an erased id in every later entry of the log', async (storage) => {
    const account = createAccountId()
    await storeCompany(storage, account)
    await eraseMaya(storage, account)
    const maya = toEmployeeId('maya')
    await storage.addLogEntries(account, [
      createReadEntry('maya', { employee: toEmployeeId('per') }, { at: 7_000 }),
      createReadEntry('zoe', { below: maya }, { at: 8_000, actingForId: maya }),
      { ...createReadEntry('root', { employee: maya }, { at: 9_000 }), event: { kind: 'employee_exported' } },
    ])
    const ignored = { ...createLink(3, ''), employeeId: null, method: 'manual', ignored: true } as const
    await changeLinks(storage, account, createLinkChanges({ set: [ignored], by: maya }))
    const renames = [{ from: toEmployeeId('zoe'), to: toEmployeeId('z-1') }]
    await storage.renameEmployees(account, renames, { at: 11_000, by: maya })
    const entries = await storage.listLog(account, firstPage)
    expect(JSON.stringify(entries).includes('maya')).toBe(false)
    expect(entries.map(({ at }) => at).filter((at) => at > 6_000 && at < 10_000)).toEqual([9_000, 8_000, 7_000])
    const [change] = await storage.listLinkChanges(account, toClaudeUserId(3))
    expect(change?.by?.startsWith('erased-')).toBe(true)

    const lifted = { ...createReadEntry('maya', { employee: maya }, { at: 10_000 }), event: liftedEvent }
    await storage.addLogEntries(account, [lifted])
    const [entry] = (await storage.listLog(account, firstPage)).filter(({ event }) => event.kind === liftedEvent.kind)
    expect([entry?.actorId?.startsWith('erased-'), entry?.about]).toEqual([true, { employee: maya }])
  })

  test('leaves no former id in the log, even if entries are added during an erasure or a change of ids', async (storage) => {
    const account = createAccountId()
    await storeCompany(storage, account)
    const maya = toEmployeeId('maya')
    const addEntriesOfMaya = async () => {
      const idVersion = await getIdVersion(storage, account)
      for (let index = 0; index < 20; index += 1) {
        const entry = createReadEntry('maya', { employee: maya }, { at: 1_000 + index, purpose: 'export' })
        await storage.addLogEntries(account, [{ ...entry, idVersion }])
        await storage.addLogEntries(account, [createReadEntry('root', { below: maya }, { at: 1_000 + index })])
      }
    }
    await Promise.all([addEntriesOfMaya(), addEntriesOfMaya(), eraseMaya(storage, account)])
    expect(JSON.stringify(await storage.listLog(account, { ...firstPage, limit: 200 })).includes('maya')).toBe(false)

    const zoe = toEmployeeId('zoe')
    const idVersion = await getIdVersion(storage, account)
    const addEntriesOfZoe = async () => {
      for (let index = 0; index < 20; index += 1) {
        const entry = createReadEntry('root', { employee: zoe }, { at: 1_000 + index, purpose: 'export', idVersion })
        await storage.addLogEntries(account, [entry])
      }
    }
    const renames = [{ from: zoe, to: toEmployeeId('z-1') }]
    await Promise.all([
      addEntriesOfZoe(),
      storage.renameEmployees(account, renames, { at: 6_000, by: 'root' }),
      addEntriesOfZoe(),
    ])
    expect(JSON.stringify(await storage.listLog(account, { ...firstPage, limit: 200 })).includes('zoe')).toBe(false)
  })

  test('stores a person again after the erasure is lifted, with usage from today on', async (storage) => {
    const account = createAccountId()
    const { token, reading } = await storeCompany(storage, account)
    await eraseMaya(storage, account)
    await storage.liftErasure(account, toEmployeeId('zoe'))
    await storage.replaceDirectory(account, directory)
    expect(await listIds(storage, account)).toEqual(['per', 'root', 'zoe'])

    await storage.liftErasure(account, toEmployeeId('maya'))
    await storage.replaceDirectory(account, directory)
    expect(sortByJson(await storage.listEmployees(account))).toEqual(sortByJson(directory))
    await storage.writeDay(account, token, reading)
    expect(await listUserIds(storage, account)).toEqual(['user_3'])
    const usage = [createUsageDay(1, { chat_messages: 5 }), createUsageDay(2), createUsageDay(3)]
    await storage.writeDay(account, token, createDayReading(tomorrow, usage))
    expect((await storage.readUsage(account, tomorrow)).length).toBe(3)
  })

  test('erases a Claude user with an address of an erased employee, and stores them again after the erasure is lifted', async (storage) => {
    const account = createAccountId()
    const { token } = await storeCompany(storage, account)
    const usage = [createUsageDay(3), createUsageDay(4, { chat_messages: 5 })]
    await storage.writeDay(account, token, createDayReading(day, usage))
    const emailKeys = new Map([
      [toClaudeUserId(3), ['zoe@example.com']],
      [toClaudeUserId(4), ['user_1@example.com', 'other@example.com']],
    ])
    const owned = new Set([toClaudeUserId(3)])
    await storage.eraseByAddress(account, emailKeys, owned)
    expect(await listUserIds(storage, account)).toEqual(['user_1', 'user_2', 'user_3', 'user_4'])
    await eraseMaya(storage, account)
    expect(await storage.hasExclusions(account)).toBe(true)
    await storage.eraseByAddress(account, emailKeys, owned)
    await storage.writeDay(account, token, createDayReading(day, usage))
    expect(await listUserIds(storage, account)).toEqual(['user_3'])
    expect((await storage.listClaudeUsers(account)).map(({ id }) => id)).toEqual([toClaudeUserId(3)])

    await storage.liftErasure(account, toEmployeeId('maya'))
    await storage.eraseByAddress(account, emailKeys, owned)
    await storage.writeDay(account, token, createDayReading(tomorrow, usage))
    expect((await storage.readUsage(account, tomorrow)).length).toBe(2)
  })

  test('deletes the usage of a Claude user that an erased employee shared, and keeps new usage from today on', async (storage) => {
    const account = createAccountId()
    const { token, reading } = await storeCompany(storage, account)
    const ignored = { ...createLink(3, ''), employeeId: null, method: 'manual', ignored: true } as const
    await changeLinks(storage, account, createLinkChanges({ set: [ignored], by: toEmployeeId('root') }))
    const shared = { sharedClaudeUserIds: [toClaudeUserId(2), toClaudeUserId(3)] }
    await storage.eraseEmployee(account, toEmployeeId('maya'), {
      ...shared,
      claudeUserIds: [],
      emailKeys: [],
      pseudonym,
    })
    expect(await storage.listClaudeUsers(account)).toEqual([])
    expect(await storage.listLinks(account)).toEqual([ignored])
    await storage.writeDay(account, token, reading)
    expect(await listUserIds(storage, account)).toEqual([])
    await storage.writeDay(account, token, createDayReading(tomorrow, [createUsageDay(1), createUsageDay(2)]))
    await changeLinks(storage, account, createLinkChanges({ set: [createLink(2, 'zoe')] }))
    expect((await storage.readUsage(account, tomorrow)).map(({ claudeUserId }) => String(claudeUserId))).toEqual([
      'user_2',
    ])

    await storage.liftErasure(account, toEmployeeId('maya'))
    await storage.writeDay(account, token, reading)
    expect(await listUserIds(storage, account)).toEqual([])
  })

  test('deletes the usage of a Claude user with a conflict between an erased employee and another employee', async (storage) => {
    const account = createAccountId()
    const { token, reading } = await storeCompany(storage, account)
    const mappings = (['maya', 'per'] as const).map((id, index) => ({
      user: { id: toClaudeUserId(index + 2), email: 'shared@example.com' },
      state: 'conflict' as const,
      reason: 'several_active' as const,
      link: null,
      candidates: [toEmployeeId(id), toEmployeeId('zoe')],
    }))
    await storage.decideLinks(account, () => ({
      claudeUserIds: [],
      decideChanges: () => ({ changes: [], mappings, protect: [], unprotect: [] }),
    }))
    const options = { claudeUserIds: [], sharedClaudeUserIds: [], emailKeys: [], pseudonym }
    await storage.eraseEmployee(account, toEmployeeId('maya'), options)
    await storage.writeDay(account, token, reading)
    expect(await listUserIds(storage, account)).toEqual(['user_3'])
  })

  test('keeps no usage from before an erasure for a Claude user who shares an address with the erased employee but belongs to another employee', async (storage) => {
    const account = createAccountId()
    const { token } = await storeCompany(storage, account)
    await eraseMaya(storage, account)
    const usage = [4, 5].map((number) => createUsageDay(number, { chat_messages: 5 }))
    const write = (onDay: typeof day) => storage.writeDay(account, token, createDayReading(onDay, usage))
    const applyErasures = (...numbers: readonly number[]) => {
      const ids = numbers.map(toClaudeUserId)
      return storage.eraseByAddress(
        account,
        new Map(ids.map((id) => [id, ['other@example.com', 'user_1@example.com']])),
        new Set(ids),
      )
    }
    await applyErasures(3, 4)
    expect((await storage.listClaudeUsers(account)).map(({ id }) => id)).toEqual([toClaudeUserId(3)])
    await storage.liftErasure(account, toEmployeeId('maya'))
    const link = { ...createLink(5, 'zoe'), method: 'manual' } as const
    await changeLinks(storage, account, createLinkChanges({ set: [link], by: toEmployeeId('root') }))
    const readKeptFrom = async () =>
      (await storage.sumEmployeeUsage(account, toEmployeeId('zoe'), { from: day, to: day }, 'day')).userKeptFrom.length
    expect(await readKeptFrom()).toBe(0)
    await applyErasures(5)
    expect(await readKeptFrom()).toBe(1)
    await write(day)
    expect(await listUserIds(storage, account)).toEqual(['user_3'])
    await write(tomorrow)
    expect((await storage.readUsage(account, tomorrow)).length).toBe(2)
  })

  test('erases a Claude user with a marked address of somebody who had left the directory before the erasure', async (storage) => {
    const account = createAccountId()
    const { token } = await storeCompany(storage, account)
    await storage.writeDay(
      account,
      token,
      createDayReading(
        day,
        [4, 5].map((number) => createUsageDay(number)),
      ),
    )
    const marks = ['gone', 'other'].map((id) => ({
      subject: hashProtectedAddress(account, `${id}@example.com`),
      owner: hashEmployee(account, toEmployeeId(id)),
    }))
    await storage.decideLinks(account, () => ({
      claudeUserIds: [],
      decideChanges: () => ({
        changes: [],
        mappings: [],
        protect: [],
        unprotect: [],
        addressMarks: { add: marks, remove: [] },
      }),
    }))
    await storage.eraseEmployee(account, toEmployeeId('gone'), eraseOptions)
    const emailKeys = new Map([
      [toClaudeUserId(4), ['gone@example.com']],
      [toClaudeUserId(5), ['other@example.com']],
    ])
    expect(await storage.findHiddenUsers(account, emailKeys, new Set())).toEqual(new Set(emailKeys.keys()))
    await storage.eraseByAddress(account, emailKeys, new Set())
    expect(await listUserIds(storage, account)).toEqual(['user_1', 'user_2', 'user_3', 'user_5'])
  })

  test('erases a Claude user with an address that a directory or a push names only after the erasure', async (storage) => {
    const account = createAccountId()
    const { token } = await storeCompany(storage, account)
    await eraseMaya(storage, account)
    const listEmailKeys = (email: string) => [email, email.replace('+', '')]
    const createDirectory = (email: string) => [createDirectReport('maya', 'root', { emails: [email] })]
    const usage = [4, 5, 6].map((number) => createUsageDay(number))
    await storage.writeDay(account, token, createDayReading(day, usage))
    await storage.upsertEmployees(account, createDirectory('+4@example.com'), { listEmailKeys })
    await storage.replaceDirectory(account, createDirectory('5@EXAMPLE.com'))
    const emailKeys = new Map([4, 5, 6].map((number) => [toClaudeUserId(number), [`${number}@example.com`]]))
    await storage.eraseByAddress(account, emailKeys, new Set())
    expect(await listUserIds(storage, account)).toEqual(['user_3', 'user_6'])
    expect((await storage.listClaudeUsers(account)).map(({ id }) => String(id)).sort()).toEqual(['user_3', 'user_6'])
  })
}
