import type { Day, Link } from '@windmill/claude-core'
import type { LinkChangeRecord, LinkChanges, LinkDecision } from '../storage/adapter.ts'
import { employee, lease, link, linkChanges, newAccount, person, reading, sorted, usageOf, user } from './fixtures.ts'
import { rejectionCode, type TestGroup } from './runner.ts'

const manual = (claudeUser: number, toEmployee: number | null, ignored = false): Link => ({
  claudeUserId: user(claudeUser),
  employeeId: toEmployee === null ? null : person(toEmployee),
  method: 'manual',
  ignored,
})
const stateOf = ({ employeeId, method, ignored }: Link) => ({ employeeId, method, ignored })
const admin = person('admin')
const decided = (...changes: readonly LinkChanges[]): LinkDecision => ({ among: [], changes: () => changes })

export const linkTests = ({ test, expect }: TestGroup): void => {
  test('links are set, replaced and removed in one go, and doing it twice changes nothing', async (storage) => {
    const account = newAccount()
    await storage.changeLinks(account, linkChanges({}))
    await storage.changeLinks(account, linkChanges({ set: [link(1, 1), link(2, 1), link(3, 2), link(6, 6)] }))
    const changes = linkChanges({
      set: [link(2, 9), manual(2, 3), link(4, 4), manual(5, null), manual(6, null, true)],
      remove: [user(1), user(4), user('unknown'), user('\0')],
      by: admin,
    })
    const wanted = sorted([manual(2, 3), link(3, 2), link(4, 4), manual(5, null), manual(6, null, true)])
    for (let time = 0; time < 2; time += 1) {
      await storage.changeLinks(account, changes)
      expect(sorted(await storage.listLinks(account))).toEqual(wanted)
      expect((await storage.listLinkChanges(account, user(2))).length).toBe(2)
    }
    expect(await storage.listLinks(newAccount())).toEqual([])
    const odd = linkChanges({ set: [link(7, 5), link('\0', 5)], remove: [user(2)], by: admin })
    expect(await rejectionCode(storage.changeLinks(account, odd))).toBe('id_invalid')
    const oddBy = linkChanges({ set: [link(7, 5)], by: person('\0') })
    expect(await rejectionCode(storage.changeLinks(account, oddBy))).toBe('id_invalid')
    expect(sorted(await storage.listLinks(account))).toEqual(wanted)
  })

  test('every change is recorded with who, when, from what to what, newest first', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    const aliased: Link = { ...link(1, 2), method: 'alias' }
    await storage.changeLinks(account, linkChanges({ set: [link(1, 1), link(2, 2)], at: 1_000 }))
    await storage.changeLinks(account, linkChanges({ set: [aliased, link(2, 2)], at: 2_001 }))
    // What changes nothing is no change, and a clock that was set back does not reorder what happened.
    await storage.changeLinks(account, linkChanges({ set: [aliased], remove: [user(3)], by: admin, at: 3_000 }))
    await storage.changeLinks(account, linkChanges({ set: [manual(1, null, true)], by: admin, at: 1_500 }))
    await storage.changeLinks(account, linkChanges({ set: [manual(1, null)], by: admin, at: 4_000 }))
    await storage.changeLinks(account, linkChanges({ remove: [user(1)], by: admin, at: 5_000 }))
    const change = (from: Link | null, to: Link | null, at: number, by: typeof admin | null): LinkChangeRecord => ({
      claudeUserId: user(1),
      at,
      by,
      from: from && stateOf(from),
      to: to && stateOf(to),
    })
    const expected = [
      change(manual(1, null), null, 5_000, admin),
      change(manual(1, null, true), manual(1, null), 4_000, admin),
      change(aliased, manual(1, null, true), 1_500, admin),
      change(link(1, 1), aliased, 2_001, null),
      change(null, link(1, 1), 1_000, null),
    ]
    expect(await storage.listLinkChanges(account, user(1))).toEqual(expected)
    expect(await storage.listLinkChanges(account, user(3))).toEqual([])
    expect(await storage.listLinkChanges(account, user('\0'))).toEqual([])
    expect(await storage.listLinkChanges(other, user(1))).toEqual([])
    const among = [user(1), user(2), user(1), user(3), user('\0')]
    expect(sorted(await storage.latestLinkChanges(account, among))).toEqual(
      sorted([...expected.slice(0, 1), { ...change(null, link(2, 2), 1_000, null), claudeUserId: user(2) }]),
    )
    expect(await storage.latestLinkChanges(account, [])).toEqual([])
    expect(await storage.latestLinkChanges(other, among)).toEqual([])
  })

  test('the rules leave a manual link as it is, an admin does not', async (storage) => {
    const account = newAccount()
    const byHand = [manual(1, 1), manual(2, null), manual(3, null, true)]
    await storage.changeLinks(account, linkChanges({ set: byHand, by: admin }))
    const byRules = linkChanges({ set: [link(1, 5), link(2, 5), link(4, 5)], remove: [user(3)] })
    await storage.changeLinks(account, byRules)
    expect(sorted(await storage.listLinks(account))).toEqual(sorted([...byHand, link(4, 5)]))
    expect((await storage.listLinkChanges(account, user(1))).length).toBe(1)
    await storage.changeLinks(account, { ...byRules, by: admin })
    expect(sorted(await storage.listLinks(account))).toEqual(sorted([link(1, 5), link(2, 5), link(4, 5)]))
  })

  test('links are decided from everyone as they are stored, and nothing changes when that fails', async (storage) => {
    const account = newAccount()
    await storage.writeDay(account, await lease(storage, account), reading('2026-11-01', [usageOf(1), usageOf(2)]))
    await storage.replaceDirectory(account, [employee(1)])
    await storage.changeLinks(account, linkChanges({ set: [link(1, 1)] }))
    await storage.decideLinks(account, ({ claudeUsers, employees, links }) => {
      expect(sorted(claudeUsers)).toEqual([
        { id: user(1), email: 'user_1@example.com' },
        { id: user(2), email: 'user_2@example.com' },
      ])
      expect([employees, links]).toEqual([[employee(1)], [link(1, 1)]])
      return decided(
        linkChanges({ set: [manual(2, 1)], remove: [user(1)], by: admin }),
        linkChanges({ set: [link(3, 1)] }),
      )
    })
    expect(sorted(await storage.listLinks(account))).toEqual(sorted([manual(2, 1), link(3, 1)]))
    expect((await storage.latestLinkChanges(account, [user(1)]))[0]?.by).toBe(admin)
    const undecided = storage.decideLinks(account, () => {
      throw Object.assign(new Error('No.'), { code: 'undecided' })
    })
    expect(await rejectionCode(undecided)).toBe('undecided')
    expect((await storage.listLinks(account)).length).toBe(2)
    await storage.decideLinks(newAccount(), (people) => {
      expect(people).toEqual({ claudeUsers: [], employees: [], links: [] })
      return decided()
    })
  })

  test('of many who decide at once, each knows what those before did', async (storage) => {
    const account = newAccount()
    const next = (last: string | null | undefined) => manual(1, Number(last?.slice(2) ?? 0) + 1)
    const decideNext = () =>
      storage.decideLinks(account, ({ links }) =>
        decided(linkChanges({ set: [next(links[0]?.employeeId)], by: admin })),
      )
    await Promise.all(Array.from({ length: 12 }, decideNext))
    expect(await storage.listLinks(account)).toEqual([manual(1, 12)])
    expect((await storage.listLinkChanges(account, user(1))).length).toBe(12)
  })

  test('changes that are made at once leave one of them, and each is recorded with what was before it', async (storage) => {
    const account = newAccount()
    const ids = Array.from({ length: 300 }, (_, index) => index)
    const changes = [1, 2, 3, 4].map((to) =>
      linkChanges({ set: (to % 2 === 0 ? ids : ids.toReversed()).map((id) => manual(id, to)), by: admin, at: to }),
    )
    await Promise.all(changes.map((each) => storage.changeLinks(account, each)))
    for (const id of [ids[0], ids[299]]) {
      const [newest, ...older] = await storage.listLinkChanges(account, user(id ?? 0))
      expect(newest?.to).toEqual(stateOf((await storage.listLinks(account))[0] ?? manual(0, null)))
      expect([newest, ...older].map((change) => change?.from)).toEqual([...older.map(({ to }) => to), null])
    }
    expect(new Set((await storage.listLinks(account)).map(({ employeeId }) => employeeId)).size).toBe(1)
  })

  test('twelve thousand links are changed at once', async (storage) => {
    const account = newAccount()
    const ids = Array.from({ length: 12_000 }, (_, index) => index)
    await storage.changeLinks(account, linkChanges({ set: ids.map((id) => link(id, id)) }))
    await storage.changeLinks(account, linkChanges({ remove: ids.slice(1).map((id) => user(id)), by: admin }))
    expect(await storage.listLinks(account)).toEqual([link(0, 0)])
    expect((await storage.latestLinkChanges(account, ids.map(user))).length).toBe(ids.length)
  })

  test('people count as matched when their employee is in the directory of the same account', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    expect(await storage.countPeople(account)).toEqual({ claudeUsers: 0, matched: 0 })
    const usage = [usageOf(1), usageOf(2), usageOf(3), usageOf(4)]
    await storage.writeDay(account, await lease(storage, account), reading('2026-11-01', usage))
    await storage.replaceDirectory(account, [employee(1)])
    await storage.replaceDirectory(other, [employee(2)])
    const set = [link(1, 1), link(2, 2), link('unseen', 1), manual(4, null)]
    await storage.changeLinks(account, linkChanges({ set }))
    await storage.changeLinks(other, linkChanges({ set: [link(3, 2)] }))
    expect(await storage.countPeople(account)).toEqual({ claudeUsers: 4, matched: 1 })
  })

  test('the last and the first active day are the newest and the oldest with any count above 0', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    const token = await lease(storage, account)
    const none = { chat_messages: null, code_commits: 0 }
    const days: readonly (readonly [Day, Parameters<typeof usageOf>[1]])[] = [
      ['2026-12-31', { powerpoint_connectors: 1 }],
      ['2027-01-01', none],
      ['2026-11-01', { chat_messages: 4, code_commits: null }],
      ['2026-10-31', none],
      ['2026-11-15', { chat_messages: 1 }],
    ]
    for (const [day, counts] of days) {
      await storage.writeDay(account, token, reading(day, [usageOf(1, counts), usageOf(2, none)]))
    }
    await storage.writeDay(other, await lease(storage, other), reading('2027-02-01', [usageOf(1, { excel_skills: 9 })]))
    const among = [user(1), user(2), user(3), user('\0'), user(1)]
    expect(await storage.lastActiveDays(account, among)).toEqual(new Map([[user(1), '2026-12-31']]))
    expect(await storage.firstActiveDays(account, among)).toEqual(new Map([[user(1), '2026-11-01']]))
    expect(await storage.lastActiveDays(account, [])).toEqual(new Map())
    expect(await storage.firstActiveDays(account, [])).toEqual(new Map())
    await storage.decideLinks(account, () => ({
      among,
      changes: (firstActive) => {
        expect(firstActive).toEqual(new Map([[user(1), '2026-11-01']]))
        return [linkChanges({ set: [link(1, 1)] })]
      },
    }))
    expect(await storage.listLinks(account)).toEqual([link(1, 1)])
  })
}
