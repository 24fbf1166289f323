import { claudeUserId, employeeId } from '@windmill/claude-core'
import { employee, lease, link, newAccount, person, reading, sorted, usageOf, user } from './fixtures.ts'
import { rejectionCode, type TestGroup } from './runner.ts'

const oddIds = [
  "it's",
  'a"b',
  'a,b',
  '{}',
  'NULL',
  '',
  ' ',
  '\\N',
  '%',
  'é',
  '🙂',
  "'; drop table x; --",
  '$1',
  '?',
  '\n',
]

export const peopleTests = ({ test, expect }: TestGroup): void => {
  test('the stored directory equals the one given last', async (storage) => {
    const account = newAccount()
    const first = [
      employee(1),
      employee(2, { managerId: person(1), emails: [] }),
      employee(3, { archivedOn: '2026-12-31' }),
    ]
    const second = [employee(2, { managerId: person(9), emails: ['b@x.org', 'a@x.org'], name: 'New' }), employee(4)]
    for (const employees of [first, first, second, [], first]) {
      await storage.replaceDirectory(account, employees)
      expect(sorted(await storage.listEmployees(account))).toEqual(sorted(employees))
      expect(await storage.getEmployee(account, person(2))).toEqual(
        employees.find(({ id }) => id === person(2)) ?? null,
      )
    }
    expect(await storage.listEmployees(newAccount())).toEqual([])
    expect(await storage.getEmployee(newAccount(), person(2))).toBe(null)
  })

  test('names, e-mails and ids may hold any text', async (storage) => {
    const account = newAccount()
    const employees = oddIds.map((text) =>
      employee(text, { name: text, emails: [text, `${text}@x`], managerId: person(text) }),
    )
    await storage.replaceDirectory(account, employees)
    expect(sorted(await storage.listEmployees(account))).toEqual(sorted(employees))
    const usage = oddIds.map((id) => usageOf(id))
    const token = await lease(storage, account)
    const claudeUsers = oddIds.map((id) => ({ id: user(id), email: `${id}@x` }))
    await storage.writeDay(account, token, { ...reading('2026-11-01', usage), claudeUsers })
    expect(sorted(await storage.listClaudeUsers(account))).toEqual(sorted(claudeUsers))
    expect(sorted(await storage.readUsage(account, '2026-11-01'))).toEqual(sorted(usage))
    const links = oddIds.map((id) => link(id, id))
    await storage.changeLinks(account, { set: links, remove: [] })
    expect(sorted(await storage.listLinks(account))).toEqual(sorted(links))
    const viewer = { accountId: account, employeeId: person('boss'), role: 'admin' } as const
    const ids = oddIds.map((id) => person(id))
    expect(await storage.visibleEmployees(viewer, ids, '2026-11-01')).toEqual(ids)
  })

  test('what no text can hold is replaced in names and e-mails, refused in ids, and found nowhere', async (storage) => {
    const account = newAccount()
    await storage.replaceDirectory(account, [employee(1, { name: 'a\0b\uD800', emails: ['\0@x.org'] })])
    const stored = employee(1, { name: 'a\uFFFDb\uFFFD', emails: ['\uFFFD@x.org'] })
    expect(await storage.listEmployees(account)).toEqual([stored])
    expect(await rejectionCode(storage.replaceDirectory(account, [employee('\0')]))).toBe('id_invalid')
    expect(await storage.listEmployees(account)).toEqual([stored])
    const odd = employeeId('e-\0')
    expect(await storage.getEmployee(account, odd)).toBe(null)
    const admin = { accountId: account, employeeId: person(1), role: 'admin' } as const
    expect(await storage.visibleEmployees(admin, [odd, person(1)], '2026-11-01')).toEqual([person(1)])
    expect(
      await storage.visibleEmployees({ ...admin, role: 'employee', employeeId: odd }, [person(1)], '2026-11-01'),
    ).toEqual([])
    const period = { from: '2026-11-01', to: '2026-11-01' } as const
    expect((await storage.sumEmployeeUsage(account, odd, period, 'day')).claudeUsers).toBe(0)
    await storage.changeLinks(account, { set: [], remove: [claudeUserId('\0')] })
  })

  test('of several employees with one id the last one counts', async (storage) => {
    const account = newAccount()
    await storage.replaceDirectory(account, [employee(1, { name: 'first' }), employee(1, { name: 'last' })])
    expect(await storage.listEmployees(account)).toEqual([employee(1, { name: 'last' })])
  })

  test('directories that are given at once leave one of them, whole', async (storage) => {
    const account = newAccount()
    const ids = Array.from({ length: 1_000 }, (_, index) => index)
    const named = (name: string, order: readonly number[]) => order.map((id) => employee(id, { name }))
    await storage.replaceDirectory(account, named('before', ids))
    const given = ['a', 'b', 'c', 'd'].map((name, index) => named(name, index % 2 === 0 ? ids : ids.toReversed()))
    await Promise.all(given.map((employees) => storage.replaceDirectory(account, employees)))
    const names = new Set((await storage.listEmployees(account)).map(({ name }) => name))
    expect(names.size).toBe(1)
    expect((await storage.listEmployees(account)).length).toBe(ids.length)
  })

  test('links are set, replaced and removed in one go, and doing it twice changes nothing', async (storage) => {
    const account = newAccount()
    await storage.changeLinks(account, { set: [], remove: [] })
    await storage.changeLinks(account, { set: [link(1, 1), link(2, 1), link(3, 2)], remove: [] })
    const changes = {
      set: [link(2, 9), { ...link(2, 3), method: 'manual' as const }, link(4, 4)],
      remove: [user(1), user(4), user('unknown')],
    }
    for (let time = 0; time < 2; time += 1) {
      await storage.changeLinks(account, changes)
      expect(sorted(await storage.listLinks(account))).toEqual(
        sorted([{ ...link(2, 3), method: 'manual' }, link(3, 2), link(4, 4)]),
      )
    }
    expect(await storage.listLinks(newAccount())).toEqual([])
    const odd = { set: [link(5, 5), link('\0', 5)], remove: [user(2)] }
    expect(await rejectionCode(storage.changeLinks(account, odd))).toBe('id_invalid')
    expect((await storage.listLinks(account)).length).toBe(3)
  })

  test('people count as matched when their employee is in the directory of the same account', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    expect(await storage.countPeople(account)).toEqual({ claudeUsers: 0, matched: 0 })
    const usage = [usageOf(1), usageOf(2), usageOf(3)]
    await storage.writeDay(account, await lease(storage, account), reading('2026-11-01', usage))
    await storage.replaceDirectory(account, [employee(1)])
    await storage.replaceDirectory(other, [employee(2)])
    await storage.changeLinks(account, { set: [link(1, 1), link(2, 2), link('unseen', 1)], remove: [] })
    await storage.changeLinks(other, { set: [link(3, 2)], remove: [] })
    expect(await storage.countPeople(account)).toEqual({ claudeUsers: 3, matched: 1 })
  })
}
