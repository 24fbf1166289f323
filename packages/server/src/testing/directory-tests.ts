import { type Employee, employeeId, managersAbove } from '@windmill/claude-core'
import type { DirectoryRecord } from '../storage/adapter.ts'
import { employee, lease, link, linkChanges, newAccount, person, reading, sorted, usageOf, user } from './fixtures.ts'
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

export const directoryTests = ({ test, expect, fc }: TestGroup): void => {
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
    await storage.changeLinks(account, linkChanges({ set: links }))
    expect(sorted(await storage.listLinks(account))).toEqual(sorted(links))
    const viewer = { accountId: account, employeeId: person('boss'), role: 'admin' } as const
    const ids = oddIds.map((id) => person(id))
    expect(await storage.visibleEmployees(viewer, { among: ids }, '2026-11-01')).toEqual(ids)
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
    expect(await storage.visibleEmployees(admin, { among: [odd, person(1)] }, '2026-11-01')).toEqual([person(1)])
    expect(
      await storage.visibleEmployees(
        { ...admin, role: 'employee', employeeId: odd },
        { among: [person(1)] },
        '2026-11-01',
      ),
    ).toEqual([])
    const period = { from: '2026-11-01', to: '2026-11-01' } as const
    expect((await storage.sumEmployeeUsage(account, odd, period, 'day')).claudeUsers).toBe(0)
  })

  test('of several employees with one id the last one counts', async (storage) => {
    const account = newAccount()
    await storage.replaceDirectory(account, [employee(1, { name: 'first' }), employee(1, { name: 'last' })])
    expect(await storage.listEmployees(account)).toEqual([employee(1, { name: 'last' })])
  })

  test('those who are put are added or replaced, and nobody else is touched', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    await storage.putEmployees(account, [employee(1), employee(2)])
    await storage.putEmployees(other, [employee(1, { name: 'elsewhere' })])
    const again = [
      employee(2, { managerId: person(3), emails: ['new@x.org'] }),
      employee(3),
      employee(3, { name: 'last' }),
    ]
    for (let time = 0; time < 2; time += 1) {
      await storage.putEmployees(account, again)
      await storage.putEmployees(account, [])
      expect(sorted(await storage.listEmployees(account))).toEqual(
        sorted([employee(1), ...again.slice(0, 1), employee(3, { name: 'last' })]),
      )
    }
    expect(await storage.listEmployees(other)).toEqual([employee(1, { name: 'elsewhere' })])
    expect(await rejectionCode(storage.putEmployees(account, [employee(4), employee('\0')]))).toBe('id_invalid')
    expect((await storage.listEmployees(account)).length).toBe(3)
  })

  test('a directory that was read before someone was put does not undo that, a later one does', async (storage) => {
    const account = newAccount()
    const old = [employee(1), employee(2, { managerId: person(1) }), employee(4)]
    await storage.replaceDirectory(account, old)
    await storage.putEmployees(account, [employee(4, { name: 'put before' })])
    const before = await storage.directoryTurn(account)
    const moved = employee(2, { managerId: person(3) })
    await storage.putEmployees(account, [moved])
    await storage.putEmployees(account, [employee(3)])
    expect(await storage.replaceDirectory(account, old, before)).toBe(true)
    expect(sorted(await storage.listEmployees(account))).toEqual(sorted([employee(1), moved, employee(3), employee(4)]))
    expect(await storage.replaceDirectory(account, old, await storage.directoryTurn(account))).toBe(true)
    expect(sorted(await storage.listEmployees(account))).toEqual(sorted(old))
    await storage.putEmployees(account, [moved])
    expect(await storage.replaceDirectory(account, [])).toBe(true)
    expect(await storage.listEmployees(account)).toEqual([])
  })

  test('of directories that are read at the same time, the one that was begun last stays', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    const [first, second] = [await storage.directoryTurn(account), await storage.directoryTurn(account)]
    expect(second > first).toBe(true)
    expect(await storage.replaceDirectory(account, [employee(2)], second)).toBe(true)
    expect(await storage.replaceDirectory(account, [employee(1)], first)).toBe(false)
    expect(await storage.replaceDirectory(account, [employee(2)], second)).toBe(true)
    expect(await storage.listEmployees(account)).toEqual([employee(2)])
    expect(await storage.replaceDirectory(other, [employee(1)], first)).toBe(true)
    await storage.replaceDirectory(account, [employee(3)])
    expect(await storage.replaceDirectory(account, [employee(2)], second)).toBe(false)
    expect(await storage.listEmployees(account)).toEqual([employee(3)])
    expect(await storage.getDirectoryStatus(account)).toBe(null)
  })

  test('people who are put at once are all there', async (storage) => {
    const account = newAccount()
    const ids = Array.from({ length: 40 }, (_, index) => index)
    await Promise.all(
      ids.map((id) => storage.putEmployees(account, [employee(id), employee('all', { name: `${id}` })])),
    )
    expect((await storage.listEmployees(account)).length).toBe(41)
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

  test('some employees are listed by their ids, each once, and nobody who is not there', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    await storage.replaceDirectory(account, [employee(1), employee(2), employee(3)])
    await storage.replaceDirectory(other, [employee(4)])
    const among = [3, 1, 4, 9, 3, '\0'].map(person)
    expect(sorted(await storage.listEmployees(account, among))).toEqual([employee(1), employee(3)])
    expect(await storage.listEmployees(account, [])).toEqual([])
  })

  test('managers are listed nearest first, in any organisation as core’s managersAbove says it', async (storage) => {
    const account = newAccount()
    const organisation = fc.array(fc.option(fc.integer({ min: 0, max: 7 })), { minLength: 1, maxLength: 7 })
    await fc.assert(
      fc.asyncProperty(organisation, async (managers) => {
        const employees = managers.map((manager, id) =>
          employee(id, { managerId: manager === null ? null : person(manager) }),
        )
        const byId = new Map<Employee['id'], Employee>(employees.map((each) => [each.id, each]))
        await storage.replaceDirectory(account, employees)
        for (const id of [...employees.map((each) => each.id), person('nobody'), person('\0')]) {
          const expected = managersAbove(id, byId).map((above) => byId.get(above))
          expect(await storage.listManagers(account, id)).toEqual(expected)
        }
      }),
      { numRuns: 20 },
    )
    expect(await storage.listManagers(newAccount(), person(0))).toEqual([])
  })

  test('a search finds every word in name or e-mails, whatever the case and accents', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    const zoe = employee('zoe', { name: 'Zoë Ångström-Löwe', emails: ['z.lowe@example.com', 'zoe@example.org'] })
    const adam = employee('adam', { name: 'Adam 100%_\\', emails: [] })
    const abel = employee('abel', { name: 'abel', archivedOn: '2026-11-01' })
    const twins = [employee('b', { name: 'Bo', emails: [] }), employee('a', { name: 'Bo', emails: [] })]
    await storage.replaceDirectory(account, [zoe, adam, abel, ...twins])
    await storage.replaceDirectory(other, [employee('zoe2', { name: 'Zoe' })])
    const found = async (search: string, limit = 9, on: '2026-10-31' | '2026-11-01' = '2026-11-01') =>
      (await storage.searchEmployees(account, search, on, limit)).map(({ id }) => id)
    const ids = (...of: string[]) => of.map(person)
    expect(await storage.searchEmployees(account, 'zoe', '2026-11-01', 9)).toEqual([zoe])
    expect(await found('LÖWE zoe')).toEqual(ids('zoe'))
    expect(await found('lowe@example angstrom')).toEqual(ids('zoe'))
    expect(await found('zoe abel')).toEqual([])
    for (const odd of ['%', '_', '\\', '100%_', '0%_\\']) expect(await found(odd)).toEqual(ids('adam'))
    for (const none of ['a%m', 'ad_m', "'", '\0', '🙂']) expect(await found(none)).toEqual([])
    // Those who are still here come first, then the name decides, then the id.
    expect(await found('')).toEqual(ids('adam', 'a', 'b', 'zoe', 'abel'))
    expect(await found('   ', 9, '2026-10-31')).toEqual(ids('abel', 'adam', 'a', 'b', 'zoe'))
    expect(await found('', 2)).toEqual(ids('adam', 'a'))
    await storage.replaceDirectory(account, [{ ...zoe, name: 'Renamed' }])
    expect(await found('angstrom')).toEqual([])
    expect(await found('renamed')).toEqual(ids('zoe'))
  })

  test('the directory’s state comes back as it was saved last', async (storage) => {
    const account = newAccount()
    expect(await storage.getDirectoryStatus(account)).toBe(null)
    const good: DirectoryRecord = { employees: 3, readAt: 1_763_807_448_123, heldBack: null, problems: [] }
    const troubled: DirectoryRecord = {
      employees: 0,
      readAt: null,
      heldBack: { reason: 'shrank', at: 1_763_807_448_124, message: `It’s "half"; '; drop table x; --` },
      problems: [
        { code: 'manager_cycle', employeeId: person('ö"\'\\'), message: 'a → b → a' },
        { code: 'email_shared', employeeId: person(2), message: '🙂' },
      ],
    }
    for (const status of [good, troubled, troubled, good]) {
      await storage.saveDirectoryStatus(account, status)
      expect(await storage.getDirectoryStatus(account)).toEqual(status)
    }
    expect(await storage.getDirectoryStatus(newAccount())).toBe(null)
    const odd = { code: 'id_repeated', employeeId: person('\0'), message: 'a\0\uD800' } as const
    const heldBack = { reason: 'failed', at: 1, message: '\0' } as const
    await storage.saveDirectoryStatus(account, { ...good, heldBack, problems: [odd] })
    expect(await storage.getDirectoryStatus(account)).toEqual({
      ...good,
      heldBack: { ...heldBack, message: '\uFFFD' },
      problems: [{ ...odd, employeeId: person('\uFFFD'), message: 'a\uFFFD\uFFFD' }],
    })
  })
}
