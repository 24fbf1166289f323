import type { Day, Link } from '@windmill/claude-core'
import type { AddressMark, DecidedLinks, LinkChangeRecord, LinkChanges, LinkDecision } from '../storage/adapter.ts'
import { hashEmployee } from '../storage/erased-employees.ts'
import { hashProtectedAddress } from '../storage/kept-from.ts'
import {
  acquireLongLease,
  changeLinks,
  createAccountId,
  createDayReading,
  createEmployee,
  createLink,
  createLinkChanges,
  createUsageDay,
  sortByJson,
  toClaudeUserId,
  toEmployeeId,
} from './fixtures.ts'
import { getRejectionCode, type TestContext } from './test-runner.ts'

/** Creates a manual link, as an admin sets it. */
const createManualLink = (claudeUser: number, employee: number | null, ignored = false): Link => ({
  claudeUserId: toClaudeUserId(claudeUser),
  employeeId: employee === null ? null : toEmployeeId(employee),
  method: 'manual',
  ignored,
})

/** Returns a link as link changes record it. */
const toLinkState = ({ employeeId, method, ignored }: Link) => ({ employeeId, method, ignored })

const admin = toEmployeeId('admin')

/** Creates a decision for changes that do not depend on active days. */
const createDecision = (...changes: readonly LinkChanges[]): LinkDecision => ({
  claudeUserIds: [],
  decideChanges: () => ({ changes, mappings: [], protect: [], unprotect: [] }),
})

const pseudonym = toEmployeeId('erased-1')

export const registerLinkTests = ({ test, expect }: TestContext): void => {
  test('protects only stored Claude users, until a decision unprotects them', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    for (const id of [account, other]) {
      const token = await acquireLongLease(storage, id)
      await storage.writeDay(id, token, createDayReading('2026-03-01', [createUsageDay(1), createUsageDay(2)]))
    }
    const ids = [1, 2, 3, '\0'].map(toClaudeUserId)
    /** Makes a decision, and returns the Claude users that were protected before it. */
    const decide = async (changes: { readonly protect?: typeof ids; readonly unprotect?: typeof ids }) => {
      let before: ReadonlySet<unknown> = new Set()
      await storage.decideLinks(account, ({ protectedUsers }) => {
        before = protectedUsers
        return {
          claudeUserIds: [],
          decideChanges: () => ({ changes: [], mappings: [], protect: [], unprotect: [], ...changes }),
        }
      })
      return [...before].sort()
    }
    expect(await decide({ protect: ids })).toEqual([])
    expect(await decide({})).toEqual(['user_1', 'user_2'])
    expect(await decide({ unprotect: [toClaudeUserId(1), toClaudeUserId('\0')] })).toEqual(['user_1', 'user_2'])
    expect(await storage.listProtectedUsers(account)).toEqual(new Set([toClaudeUserId(2)]))
    expect(await storage.listProtectedUsers(other)).toEqual(new Set())
    await storage.eraseAccount(account)
    expect(await storage.listProtectedUsers(account)).toEqual(new Set())
  })

  test('keeps address marks through an erasure of the account and a change of employee ids, until the marks are removed', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    /** Makes a decision, and returns the address marks that were stored before it. */
    const decide = async (id: typeof account, addressMarks?: DecidedLinks['addressMarks']) => {
      let before: readonly AddressMark[] = []
      await storage.decideLinks(id, (people) => {
        before = people.addressMarks
        return {
          claudeUserIds: [],
          decideChanges: () => ({ changes: [], mappings: [], protect: [], unprotect: [], addressMarks }),
        }
      })
      return sortByJson(before)
    }
    const [first, second] = [toEmployeeId(1), toEmployeeId(2)]
    const toMarks = (id: typeof first, ...subjects: readonly string[]) =>
      subjects.map((subject) => ({ subject, owner: hashEmployee(account, id) }))
    const add = [...toMarks(first, 'a', 'b'), ...toMarks(second, 'a')]
    await storage.replaceDirectory(account, [createEmployee(1), createEmployee(2)])
    await decide(account, { add, remove: [] })
    await decide(account, { add: [], remove: toMarks(first, 'b', 'unknown') })
    expect(await decide(account)).toEqual(sortByJson([...toMarks(first, 'a'), ...toMarks(second, 'a')]))
    expect(await decide(other)).toEqual([])
    await decide(account, { add: toMarks(first, 'b'), remove: [] })
    const pairs = [
      { from: first, to: second },
      { from: second, to: first },
    ]
    await storage.renameEmployees(account, pairs, { at: 1, by: 'host' })
    const renamed = sortByJson([...toMarks(second, 'a', 'b'), ...toMarks(first, 'a')])
    expect(await decide(account)).toEqual(renamed)
    await storage.eraseAccount(account)
    expect(await decide(account)).toEqual(renamed)
    await storage.eraseEmployee(account, second, {
      claudeUserIds: [],
      sharedClaudeUserIds: [],
      emailKeys: [],
      pseudonym: toEmployeeId('pseudonym'),
    })
    expect(await decide(account)).toEqual(toMarks(first, 'a'))
  })

  test('protects a returning Claude user who was protected when the account was erased', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const storeUsers = async (id: typeof account) => {
      const token = await acquireLongLease(storage, id)
      await storage.writeDay(
        id,
        token,
        createDayReading(
          '2026-03-01',
          [1, 2, 3].map((user) => createUsageDay(user)),
        ),
      )
    }
    /** Makes a decision, and returns the Claude users that were protected before it. */
    const decide = async (id: typeof account, changes: Partial<DecidedLinks> = {}) => {
      let before: ReadonlySet<unknown> = new Set()
      await storage.decideLinks(id, ({ protectedUsers }) => {
        before = protectedUsers
        return {
          claudeUserIds: [],
          decideChanges: () => ({ changes: [], mappings: [], protect: [], unprotect: [], ...changes }),
        }
      })
      return [...before].sort()
    }
    const [first, second, third] = [toClaudeUserId(1), toClaudeUserId(2), toClaudeUserId(3)]
    for (const id of [account, other]) await storeUsers(id)
    await decide(account, { protect: [first, second, third] })
    await decide(account, { unprotect: [second] })
    for (const id of [account, other]) {
      await storage.eraseAccount(id)
      await storage.reopenAccount(id)
      await storeUsers(id)
    }
    expect(await decide(account)).toEqual([first, third])
    expect(await storage.listProtectedUsers(account)).toEqual(new Set([first, third]))
    expect(await decide(other)).toEqual([])
    await decide(account, { unprotect: [first] })
    await storage.eraseAccount(account)
    await storage.reopenAccount(account)
    await storeUsers(account)
    expect(await decide(account)).toEqual([third])
  })

  test('sets, replaces and removes links in one call, and changes nothing when the call is repeated or refused', async (storage) => {
    const account = createAccountId()
    await changeLinks(storage, account, createLinkChanges({}))
    await changeLinks(
      storage,
      account,
      createLinkChanges({ set: [createLink(1, 1), createLink(2, 1), createLink(3, 2), createLink(6, 6)] }),
    )
    const changes = createLinkChanges({
      set: [
        createLink(2, 9),
        createManualLink(2, 3),
        createLink(4, 4),
        createManualLink(5, null),
        createManualLink(6, null, true),
      ],
      remove: [toClaudeUserId(1), toClaudeUserId(4), toClaudeUserId('unknown'), toClaudeUserId('\0')],
      by: admin,
    })
    const expected = sortByJson([
      createManualLink(2, 3),
      createLink(3, 2),
      createLink(4, 4),
      createManualLink(5, null),
      createManualLink(6, null, true),
    ])
    for (let repetition = 0; repetition < 2; repetition += 1) {
      await changeLinks(storage, account, changes)
      expect(sortByJson(await storage.listLinks(account))).toEqual(expected)
      expect((await storage.listLinkChanges(account, toClaudeUserId(2))).length).toBe(2)
    }
    expect(await storage.listLinks(createAccountId())).toEqual([])
    const invalidUser = createLinkChanges({
      set: [createLink(7, 5), createLink('\0', 5)],
      remove: [toClaudeUserId(2)],
      by: admin,
    })
    expect(await getRejectionCode(changeLinks(storage, account, invalidUser))).toBe('id_invalid')
    const invalidAdmin = createLinkChanges({ set: [createLink(7, 5)], by: toEmployeeId('\0') })
    expect(await getRejectionCode(changeLinks(storage, account, invalidAdmin))).toBe('id_invalid')
    expect(sortByJson(await storage.listLinks(account))).toEqual(expected)
  })

  test('records each change with its author, time, old link and new link, and lists the newest first', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const aliasLink: Link = { ...createLink(1, 2), method: 'alias' }
    await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 1), createLink(2, 2)], at: 1_000 }))
    await changeLinks(storage, account, createLinkChanges({ set: [aliasLink, createLink(2, 2)], at: 2_001 }))
    // A call that changes nothing leaves no record. A clock that was set back does not reorder the history.
    await changeLinks(
      storage,
      account,
      createLinkChanges({ set: [aliasLink], remove: [toClaudeUserId(3)], by: admin, at: 3_000 }),
    )
    await changeLinks(
      storage,
      account,
      createLinkChanges({ set: [createManualLink(1, null, true)], by: admin, at: 1_500 }),
    )
    await changeLinks(storage, account, createLinkChanges({ set: [createManualLink(1, null)], by: admin, at: 4_000 }))
    await changeLinks(storage, account, createLinkChanges({ remove: [toClaudeUserId(1)], by: admin, at: 5_000 }))
    const createRecord = (
      from: Link | null,
      to: Link | null,
      at: number,
      by: typeof admin | null,
    ): LinkChangeRecord => ({
      claudeUserId: toClaudeUserId(1),
      at,
      by,
      from: from && toLinkState(from),
      to: to && toLinkState(to),
      isBeforeErasure: false,
    })
    const expected = [
      createRecord(createManualLink(1, null), null, 5_000, admin),
      createRecord(createManualLink(1, null, true), createManualLink(1, null), 4_000, admin),
      createRecord(aliasLink, createManualLink(1, null, true), 1_500, admin),
      createRecord(createLink(1, 1), aliasLink, 2_001, null),
      createRecord(null, createLink(1, 1), 1_000, null),
    ]
    expect(await storage.listLinkChanges(account, toClaudeUserId(1))).toEqual(expected)
    expect(await storage.listLinkChanges(account, toClaudeUserId(3))).toEqual([])
    expect(await storage.listLinkChanges(account, toClaudeUserId('\0'))).toEqual([])
    expect(await storage.listLinkChanges(other, toClaudeUserId(1))).toEqual([])
    const among = [toClaudeUserId(1), toClaudeUserId(2), toClaudeUserId(1), toClaudeUserId(3), toClaudeUserId('\0')]
    expect(sortByJson(await storage.listLatestLinkChanges(account, among))).toEqual(
      sortByJson([
        ...expected.slice(0, 1),
        { ...createRecord(null, createLink(2, 2), 1_000, null), claudeUserId: toClaudeUserId(2) },
      ]),
    )
    expect(await storage.listLatestLinkChanges(account, [])).toEqual([])
    expect(await storage.listLatestLinkChanges(other, among)).toEqual([])
  })

  test('distinguishes the changes before an erasure from those after it, for each account', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const id = toClaudeUserId(1)
    const linkTo = (to: number, at: number) =>
      changeLinks(storage, account, createLinkChanges({ set: [createManualLink(1, to)], by: toEmployeeId('a'), at }))
    const listChanges = async () =>
      (await storage.listLinkChanges(account, id)).map((change) => [change.at, change.isBeforeErasure])
    const getLatest = async () => (await storage.listLatestLinkChanges(account, [id]))[0]?.isBeforeErasure
    await changeLinks(storage, other, createLinkChanges({ set: [createManualLink(1, 2)] }))
    await storage.eraseAccount(account)
    // A later change can have an earlier time.
    await linkTo(2, 3_000)
    await linkTo(3, 2_000)
    expect(await getLatest()).toBe(false)
    await storage.eraseAccount(account)
    expect([await listChanges(), await getLatest()]).toEqual([
      [
        [2_000, true],
        [3_000, true],
      ],
      true,
    ])
    await linkTo(2, 1_000)
    expect([await listChanges(), await getLatest()]).toEqual([
      [
        [1_000, false],
        [2_000, true],
        [3_000, true],
      ],
      false,
    ])
    expect((await storage.listLatestLinkChanges(other, [id]))[0]?.isBeforeErasure).toBe(false)
    await storage.eraseAccount(account)
    expect((await listChanges()).map(([, isBefore]) => isBefore)).toEqual([true, true, true])
  })

  test('does not let the rules change a manual link, but lets an admin change it', async (storage) => {
    const account = createAccountId()
    const manualLinks = [createManualLink(1, 1), createManualLink(2, null), createManualLink(3, null, true)]
    await changeLinks(storage, account, createLinkChanges({ set: manualLinks, by: admin }))
    const byRules = createLinkChanges({
      set: [createLink(1, 5), createLink(2, 5), createLink(4, 5)],
      remove: [toClaudeUserId(3)],
    })
    await changeLinks(storage, account, byRules)
    expect(sortByJson(await storage.listLinks(account))).toEqual(sortByJson([...manualLinks, createLink(4, 5)]))
    expect((await storage.listLinkChanges(account, toClaudeUserId(1))).length).toBe(1)
    await changeLinks(storage, account, { ...byRules, by: admin })
    expect(sortByJson(await storage.listLinks(account))).toEqual(
      sortByJson([createLink(1, 5), createLink(2, 5), createLink(4, 5)]),
    )
  })

  test('bases a decision on the stored people and links, and changes nothing when the decision throws', async (storage) => {
    const account = createAccountId()
    await storage.writeDay(
      account,
      await acquireLongLease(storage, account),
      createDayReading('2026-11-01', [createUsageDay(1), createUsageDay(2)]),
    )
    await storage.replaceDirectory(account, [createEmployee(1)])
    await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 1)] }))
    await storage.decideLinks(account, ({ claudeUsers, employees, links }) => {
      expect(sortByJson(claudeUsers)).toEqual([
        { id: toClaudeUserId(1), email: 'user_1@example.com' },
        { id: toClaudeUserId(2), email: 'user_2@example.com' },
      ])
      expect([employees, links]).toEqual([[createEmployee(1)], [createLink(1, 1)]])
      return createDecision(
        createLinkChanges({ set: [createManualLink(2, 1)], remove: [toClaudeUserId(1)], by: admin }),
        createLinkChanges({ set: [createLink(3, 1)] }),
      )
    })
    expect(sortByJson(await storage.listLinks(account))).toEqual(sortByJson([createManualLink(2, 1), createLink(3, 1)]))
    expect((await storage.listLatestLinkChanges(account, [toClaudeUserId(1)]))[0]?.by).toBe(admin)
    const failing = storage.decideLinks(account, () => {
      throw Object.assign(new Error('No.'), { code: 'undecided' })
    })
    expect(await getRejectionCode(failing)).toBe('undecided')
    expect((await storage.listLinks(account)).length).toBe(2)
    const emptyAccount = createAccountId()
    await storage.decideLinks(emptyAccount, (people) => {
      expect(people).toEqual({
        accountId: emptyAccount,
        idVersion: 0,
        lastLinked: new Map(),
        addressMarks: [],
        claudeUsers: [],
        employees: [],
        links: [],
        protectedUsers: new Set(),
        conflicts: new Map(),
      })
      return createDecision()
    })
  })

  test('gives a decision the last linked employee of each Claude user that is linked to nobody', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const readLastLinked = async () => {
      const found: unknown[] = []
      await storage.decideLinks(account, ({ lastLinked }) => {
        found.push(...lastLinked)
        return createDecision()
      })
      return sortByJson(found)
    }
    for (const id of [account, other]) {
      const usage = [1, 2, 3, 4].map((number) => createUsageDay(number))
      await storage.writeDay(id, await acquireLongLease(storage, id), createDayReading('2026-11-01', usage))
    }
    await changeLinks(storage, other, createLinkChanges({ set: [createLink(4, 9)] }))
    const set = [createLink(1, 1), createLink(2, 1), createLink(3, 1), createLink('unseen', 1)]
    await changeLinks(storage, account, createLinkChanges({ set }))
    expect(await readLastLinked()).toEqual([])
    await changeLinks(storage, account, createLinkChanges({ set: [createLink(2, 2), createManualLink(3, null)] }))
    await changeLinks(storage, account, createLinkChanges({ remove: [2, 'unseen'].map(toClaudeUserId), by: admin }))
    await changeLinks(storage, account, createLinkChanges({ set: [createManualLink(2, null, true)], by: admin }))
    const expected = [
      [toClaudeUserId(2), toEmployeeId(2)],
      [toClaudeUserId(3), toEmployeeId(1)],
    ]
    expect(await readLastLinked()).toEqual(sortByJson(expected))
    await storage.eraseAccount(account)
    const token = await acquireLongLease(storage, account)
    await storage.writeDay(account, token, createDayReading('2026-11-01', [createUsageDay(1), createUsageDay(2)]))
    expect(await readLastLinked()).toEqual(
      sortByJson([
        [toClaudeUserId(1), toEmployeeId(1)],
        [toClaudeUserId(2), toEmployeeId(2)],
      ]),
    )
  })

  test('applies no change of a decision when a later change is refused', async (storage) => {
    const account = createAccountId()
    await changeLinks(storage, account, createLinkChanges({ set: [createLink(1, 1)] }))
    const refused = storage.decideLinks(account, () =>
      createDecision(
        createLinkChanges({ set: [createLink(2, 2)], remove: [toClaudeUserId(1)] }),
        createLinkChanges({ set: [createLink('\0', 3)] }),
      ),
    )
    expect(await getRejectionCode(refused)).toBe('id_invalid')
    expect(await storage.listLinks(account)).toEqual([createLink(1, 1)])
    expect((await storage.listLinkChanges(account, toClaudeUserId(1))).length).toBe(1)
    expect(await storage.listLinkChanges(account, toClaudeUserId(2))).toEqual([])
  })

  test('runs concurrent decisions one after another, so that each decision sees the earlier changes', async (storage) => {
    const account = createAccountId()
    const createNextLink = (last: string | null | undefined) => createManualLink(1, Number(last ?? 0) + 1)
    const decideNext = () =>
      storage.decideLinks(account, ({ links }) =>
        createDecision(createLinkChanges({ set: [createNextLink(links[0]?.employeeId)], by: admin })),
      )
    await Promise.all(Array.from({ length: 12 }, decideNext))
    expect(await storage.listLinks(account)).toEqual([createManualLink(1, 12)])
    expect((await storage.listLinkChanges(account, toClaudeUserId(1))).length).toBe(12)
  })

  test('applies concurrent changes one after another, and records each change with the link before it', async (storage) => {
    const account = createAccountId()
    const ids = Array.from({ length: 300 }, (_, index) => index)
    const changes = [1, 2, 3, 4].map((to) =>
      createLinkChanges({
        set: (to % 2 === 0 ? ids : ids.toReversed()).map((id) => createManualLink(id, to)),
        by: admin,
        at: to,
      }),
    )
    await Promise.all(changes.map((linkChanges) => changeLinks(storage, account, linkChanges)))
    for (const id of [ids[0], ids[299]]) {
      const [newest, ...older] = await storage.listLinkChanges(account, toClaudeUserId(id ?? 0))
      expect(newest?.to).toEqual(toLinkState((await storage.listLinks(account))[0] ?? createManualLink(0, null)))
      expect([newest, ...older].map((change) => change?.from)).toEqual([...older.map(({ to }) => to), null])
    }
    expect(new Set((await storage.listLinks(account)).map(({ employeeId }) => employeeId)).size).toBe(1)
  })

  test('changes twelve thousand links in one call', async (storage) => {
    const account = createAccountId()
    const ids = Array.from({ length: 12_000 }, (_, index) => index)
    await changeLinks(storage, account, createLinkChanges({ set: ids.map((id) => createLink(id, id)) }))
    await changeLinks(
      storage,
      account,
      createLinkChanges({ remove: ids.slice(1).map((id) => toClaudeUserId(id)), by: admin }),
    )
    expect(await storage.listLinks(account)).toEqual([createLink(0, 0)])
    expect((await storage.listLatestLinkChanges(account, ids.map(toClaudeUserId))).length).toBe(ids.length)
  })

  test('finds the Claude users that no count may reveal, whether they are stored or not', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const token = await acquireLongLease(storage, account)
    await storage.writeDay(account, token, createDayReading('2026-03-01', [createUsageDay(1), createUsageDay(6)]))
    await storage.excludeClaudeUsers(account, { exclude: [toClaudeUserId(2)], readmit: [] })
    const erased = { claudeUserIds: [toClaudeUserId(3)], sharedClaudeUserIds: [], emailKeys: ['erased'], pseudonym }
    await storage.eraseEmployee(account, toEmployeeId('gone'), erased)
    const mark = { subject: hashProtectedAddress(account, 'protected'), owner: hashEmployee(account, admin) }
    await storage.decideLinks(account, () => ({
      claudeUserIds: [],
      decideChanges: () => ({
        changes: [createLinkChanges({ set: [createLink(6, 'per'), createLink(9, 'per')] })],
        mappings: [],
        protect: [toClaudeUserId(1)],
        unprotect: [],
        addressMarks: { add: [mark], remove: [] },
      }),
    }))
    const users: readonly (readonly [user: number | string, key: string | null])[] = [
      [1, 'shown'],
      [2, null],
      [3, 'shown'],
      [4, 'erased'],
      [5, 'erased'],
      [6, 'erased'],
      [7, 'protected'],
      [8, 'protected'],
      [9, 'protected'],
      [10, 'shown'],
      [11, null],
      ['\0', 'protected'],
    ]
    const emailKeys = new Map(users.map(([id, key]) => [toClaudeUserId(id), key === null ? [] : ['other', key]]))
    const findHidden = (id: typeof account) =>
      storage.findHiddenUsers(id, emailKeys, new Set([toClaudeUserId(5), toClaudeUserId(8)]))
    const hidden = new Set([1, 2, 3, 4, 7, 8, '\0'].map(toClaudeUserId))
    expect(await findHidden(account)).toEqual(hidden)
    expect(await findHidden(other)).toEqual(new Set())
    await storage.eraseAccount(account)
    expect(await findHidden(account)).toEqual(new Set([...hidden, ...[6, 9].map(toClaudeUserId)]))
    expect(await storage.findHiddenUsers(account, new Map(), new Set())).toEqual(new Set())
  })

  test('counts a Claude user as matched if linked to an employee in the account’s directory, and as ignored if set aside', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    expect(await storage.countPeople(account)).toEqual({ claudeUsers: 0, matched: 0, ignored: 0 })
    const usage = [1, 2, 3, 4, 5].map((id) => createUsageDay(id))
    await storage.writeDay(account, await acquireLongLease(storage, account), createDayReading('2026-11-01', usage))
    await storage.replaceDirectory(account, [createEmployee(1)])
    await storage.replaceDirectory(other, [createEmployee(2)])
    const set = [createLink(1, 1), createLink(2, 2), createLink('unseen', 1), createManualLink(4, null)]
    const setAside = createManualLink(5, null, true)
    await changeLinks(storage, account, createLinkChanges({ set: [...set, setAside] }))
    await changeLinks(storage, other, createLinkChanges({ set: [createLink(3, 2)] }))
    expect(await storage.countPeople(account)).toEqual({ claudeUsers: 5, matched: 1, ignored: 1 })
  })

  test('finds the first and the last day on which a Claude user has any count above 0', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const token = await acquireLongLease(storage, account)
    const inactive = { chat_messages: null, code_commits: 0 }
    const days: readonly (readonly [Day, Parameters<typeof createUsageDay>[1]])[] = [
      ['2026-12-31', { powerpoint_connectors: 1 }],
      ['2027-01-01', inactive],
      ['2026-11-01', { chat_messages: 4, code_commits: null }],
      ['2026-10-31', inactive],
      ['2026-11-15', { chat_messages: 1 }],
    ]
    for (const [day, counts] of days) {
      await storage.writeDay(
        account,
        token,
        createDayReading(day, [createUsageDay(1, counts), createUsageDay(2, inactive)]),
      )
    }
    await storage.writeDay(
      other,
      await acquireLongLease(storage, other),
      createDayReading('2027-02-01', [createUsageDay(1, { excel_skills: 9 })]),
    )
    const among = [toClaudeUserId(1), toClaudeUserId(2), toClaudeUserId(3), toClaudeUserId('\0'), toClaudeUserId(1)]
    expect(await storage.findLastActiveDays(account, among)).toEqual(new Map([[toClaudeUserId(1), '2026-12-31']]))
    expect(await storage.findFirstActiveDays(account, among)).toEqual(new Map([[toClaudeUserId(1), '2026-11-01']]))
    expect(await storage.findLastActiveDays(account, [])).toEqual(new Map())
    expect(await storage.findFirstActiveDays(account, [])).toEqual(new Map())
    await storage.decideLinks(account, () => ({
      claudeUserIds: among,
      decideChanges: (firstActive) => {
        expect(firstActive).toEqual(new Map([[toClaudeUserId(1), '2026-11-01']]))
        return { changes: [createLinkChanges({ set: [createLink(1, 1)] })], mappings: [], protect: [], unprotect: [] }
      },
    }))
    expect(await storage.listLinks(account)).toEqual([createLink(1, 1)])
  })
}
