import type { Day, Link } from '@windmill/claude-core'
import type { LinkChangeRecord, LinkChanges, LinkDecision } from '../storage/adapter.ts'
import {
  changeLinks,
  dayReading,
  employee,
  link,
  linkChanges,
  newAccount,
  personId,
  sortByJson,
  takeLease,
  usageRow,
  userId,
} from './fixtures.ts'
import { rejectionCode, type TestGroup } from './test-runner.ts'

/** A manual link, as an admin sets it. */
const manualLink = (claudeUser: number, toEmployee: number | null, ignored = false): Link => ({
  claudeUserId: userId(claudeUser),
  employeeId: toEmployee === null ? null : personId(toEmployee),
  method: 'manual',
  ignored,
})
/** The link’s state, as link changes record it. */
const linkState = ({ employeeId, method, ignored }: Link) => ({ employeeId, method, ignored })
const admin = personId('admin')
const decisionOf = (...changes: readonly LinkChanges[]): LinkDecision => ({ among: [], changes: () => changes })

export const linkTests = ({ test, expect }: TestGroup): void => {
  test('sets, replaces and removes links in one call, and repeating the call changes nothing', async (storage) => {
    const account = newAccount()
    await changeLinks(storage, account, linkChanges({}))
    await changeLinks(storage, account, linkChanges({ set: [link(1, 1), link(2, 1), link(3, 2), link(6, 6)] }))
    const changes = linkChanges({
      set: [link(2, 9), manualLink(2, 3), link(4, 4), manualLink(5, null), manualLink(6, null, true)],
      remove: [userId(1), userId(4), userId('unknown'), userId('\0')],
      by: admin,
    })
    const expected = sortByJson([
      manualLink(2, 3),
      link(3, 2),
      link(4, 4),
      manualLink(5, null),
      manualLink(6, null, true),
    ])
    for (let run = 0; run < 2; run += 1) {
      await changeLinks(storage, account, changes)
      expect(sortByJson(await storage.listLinks(account))).toEqual(expected)
      expect((await storage.listLinkChanges(account, userId(2))).length).toBe(2)
    }
    expect(await storage.listLinks(newAccount())).toEqual([])
    const invalidUser = linkChanges({ set: [link(7, 5), link('\0', 5)], remove: [userId(2)], by: admin })
    expect(await rejectionCode(changeLinks(storage, account, invalidUser))).toBe('id_invalid')
    const invalidAdmin = linkChanges({ set: [link(7, 5)], by: personId('\0') })
    expect(await rejectionCode(changeLinks(storage, account, invalidAdmin))).toBe('id_invalid')
    expect(sortByJson(await storage.listLinks(account))).toEqual(expected)
  })

  test('records each change with its author, time, old and new link, and lists the newest first', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    const aliased: Link = { ...link(1, 2), method: 'alias' }
    await changeLinks(storage, account, linkChanges({ set: [link(1, 1), link(2, 2)], at: 1_000 }))
    await changeLinks(storage, account, linkChanges({ set: [aliased, link(2, 2)], at: 2_001 }))
    // A call that changes nothing leaves no record. A clock that was set back does not reorder the history.
    await changeLinks(storage, account, linkChanges({ set: [aliased], remove: [userId(3)], by: admin, at: 3_000 }))
    await changeLinks(storage, account, linkChanges({ set: [manualLink(1, null, true)], by: admin, at: 1_500 }))
    await changeLinks(storage, account, linkChanges({ set: [manualLink(1, null)], by: admin, at: 4_000 }))
    await changeLinks(storage, account, linkChanges({ remove: [userId(1)], by: admin, at: 5_000 }))
    const change = (from: Link | null, to: Link | null, at: number, by: typeof admin | null): LinkChangeRecord => ({
      claudeUserId: userId(1),
      at,
      by,
      from: from && linkState(from),
      to: to && linkState(to),
    })
    const expected = [
      change(manualLink(1, null), null, 5_000, admin),
      change(manualLink(1, null, true), manualLink(1, null), 4_000, admin),
      change(aliased, manualLink(1, null, true), 1_500, admin),
      change(link(1, 1), aliased, 2_001, null),
      change(null, link(1, 1), 1_000, null),
    ]
    expect(await storage.listLinkChanges(account, userId(1))).toEqual(expected)
    expect(await storage.listLinkChanges(account, userId(3))).toEqual([])
    expect(await storage.listLinkChanges(account, userId('\0'))).toEqual([])
    expect(await storage.listLinkChanges(other, userId(1))).toEqual([])
    const among = [userId(1), userId(2), userId(1), userId(3), userId('\0')]
    expect(sortByJson(await storage.listLatestLinkChanges(account, among))).toEqual(
      sortByJson([...expected.slice(0, 1), { ...change(null, link(2, 2), 1_000, null), claudeUserId: userId(2) }]),
    )
    expect(await storage.listLatestLinkChanges(account, [])).toEqual([])
    expect(await storage.listLatestLinkChanges(other, among)).toEqual([])
  })

  test('the rules never change a manual link, but an admin can', async (storage) => {
    const account = newAccount()
    const manualLinks = [manualLink(1, 1), manualLink(2, null), manualLink(3, null, true)]
    await changeLinks(storage, account, linkChanges({ set: manualLinks, by: admin }))
    const byRules = linkChanges({ set: [link(1, 5), link(2, 5), link(4, 5)], remove: [userId(3)] })
    await changeLinks(storage, account, byRules)
    expect(sortByJson(await storage.listLinks(account))).toEqual(sortByJson([...manualLinks, link(4, 5)]))
    expect((await storage.listLinkChanges(account, userId(1))).length).toBe(1)
    await changeLinks(storage, account, { ...byRules, by: admin })
    expect(sortByJson(await storage.listLinks(account))).toEqual(sortByJson([link(1, 5), link(2, 5), link(4, 5)]))
  })

  test('decideLinks passes the stored people and links, and changes nothing when the decision throws', async (storage) => {
    const account = newAccount()
    await storage.writeDay(
      account,
      await takeLease(storage, account),
      dayReading('2026-11-01', [usageRow(1), usageRow(2)]),
    )
    await storage.replaceDirectory(account, [employee(1)])
    await changeLinks(storage, account, linkChanges({ set: [link(1, 1)] }))
    await storage.decideLinks(account, ({ claudeUsers, employees, links }) => {
      expect(sortByJson(claudeUsers)).toEqual([
        { id: userId(1), email: 'user_1@example.com' },
        { id: userId(2), email: 'user_2@example.com' },
      ])
      expect([employees, links]).toEqual([[employee(1)], [link(1, 1)]])
      return decisionOf(
        linkChanges({ set: [manualLink(2, 1)], remove: [userId(1)], by: admin }),
        linkChanges({ set: [link(3, 1)] }),
      )
    })
    expect(sortByJson(await storage.listLinks(account))).toEqual(sortByJson([manualLink(2, 1), link(3, 1)]))
    expect((await storage.listLatestLinkChanges(account, [userId(1)]))[0]?.by).toBe(admin)
    const failing = storage.decideLinks(account, () => {
      throw Object.assign(new Error('No.'), { code: 'undecided' })
    })
    expect(await rejectionCode(failing)).toBe('undecided')
    expect((await storage.listLinks(account)).length).toBe(2)
    await storage.decideLinks(newAccount(), (people) => {
      expect(people).toEqual({ claudeUsers: [], employees: [], links: [] })
      return decisionOf()
    })
  })

  test('concurrent decisions run one after another, each seeing the changes before it', async (storage) => {
    const account = newAccount()
    const nextLink = (last: string | null | undefined) => manualLink(1, Number(last?.slice(2) ?? 0) + 1)
    const decideNext = () =>
      storage.decideLinks(account, ({ links }) =>
        decisionOf(linkChanges({ set: [nextLink(links[0]?.employeeId)], by: admin })),
      )
    await Promise.all(Array.from({ length: 12 }, decideNext))
    expect(await storage.listLinks(account)).toEqual([manualLink(1, 12)])
    expect((await storage.listLinkChanges(account, userId(1))).length).toBe(12)
  })

  test('concurrent changes leave one of them, and each record starts from the link before it', async (storage) => {
    const account = newAccount()
    const ids = Array.from({ length: 300 }, (_, index) => index)
    const changes = [1, 2, 3, 4].map((to) =>
      linkChanges({ set: (to % 2 === 0 ? ids : ids.toReversed()).map((id) => manualLink(id, to)), by: admin, at: to }),
    )
    await Promise.all(changes.map((each) => changeLinks(storage, account, each)))
    for (const id of [ids[0], ids[299]]) {
      const [newest, ...older] = await storage.listLinkChanges(account, userId(id ?? 0))
      expect(newest?.to).toEqual(linkState((await storage.listLinks(account))[0] ?? manualLink(0, null)))
      expect([newest, ...older].map((change) => change?.from)).toEqual([...older.map(({ to }) => to), null])
    }
    expect(new Set((await storage.listLinks(account)).map(({ employeeId }) => employeeId)).size).toBe(1)
  })

  test('changes twelve thousand links in one call', async (storage) => {
    const account = newAccount()
    const ids = Array.from({ length: 12_000 }, (_, index) => index)
    await changeLinks(storage, account, linkChanges({ set: ids.map((id) => link(id, id)) }))
    await changeLinks(storage, account, linkChanges({ remove: ids.slice(1).map((id) => userId(id)), by: admin }))
    expect(await storage.listLinks(account)).toEqual([link(0, 0)])
    expect((await storage.listLatestLinkChanges(account, ids.map(userId))).length).toBe(ids.length)
  })

  test('counts Claude users as matched when their employee is in the account’s directory', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    expect(await storage.countPeople(account)).toEqual({ claudeUsers: 0, matched: 0 })
    const usage = [usageRow(1), usageRow(2), usageRow(3), usageRow(4)]
    await storage.writeDay(account, await takeLease(storage, account), dayReading('2026-11-01', usage))
    await storage.replaceDirectory(account, [employee(1)])
    await storage.replaceDirectory(other, [employee(2)])
    const set = [link(1, 1), link(2, 2), link('unseen', 1), manualLink(4, null)]
    await changeLinks(storage, account, linkChanges({ set }))
    await changeLinks(storage, other, linkChanges({ set: [link(3, 2)] }))
    expect(await storage.countPeople(account)).toEqual({ claudeUsers: 4, matched: 1 })
  })

  test('finds the first and last active day: the oldest and newest day with any count above 0', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    const token = await takeLease(storage, account)
    const inactive = { chat_messages: null, code_commits: 0 }
    const days: readonly (readonly [Day, Parameters<typeof usageRow>[1]])[] = [
      ['2026-12-31', { powerpoint_connectors: 1 }],
      ['2027-01-01', inactive],
      ['2026-11-01', { chat_messages: 4, code_commits: null }],
      ['2026-10-31', inactive],
      ['2026-11-15', { chat_messages: 1 }],
    ]
    for (const [day, counts] of days) {
      await storage.writeDay(account, token, dayReading(day, [usageRow(1, counts), usageRow(2, inactive)]))
    }
    await storage.writeDay(
      other,
      await takeLease(storage, other),
      dayReading('2027-02-01', [usageRow(1, { excel_skills: 9 })]),
    )
    const among = [userId(1), userId(2), userId(3), userId('\0'), userId(1)]
    expect(await storage.findLastActiveDays(account, among)).toEqual(new Map([[userId(1), '2026-12-31']]))
    expect(await storage.findFirstActiveDays(account, among)).toEqual(new Map([[userId(1), '2026-11-01']]))
    expect(await storage.findLastActiveDays(account, [])).toEqual(new Map())
    expect(await storage.findFirstActiveDays(account, [])).toEqual(new Map())
    await storage.decideLinks(account, () => ({
      among,
      changes: (firstActive) => {
        expect(firstActive).toEqual(new Map([[userId(1), '2026-11-01']]))
        return [linkChanges({ set: [link(1, 1)] })]
      },
    }))
    expect(await storage.listLinks(account)).toEqual([link(1, 1)])
  })
}
