import { type Employee, listManagers } from '@windmill/claude-core'
import type { DirectoryRecord } from '../storage/adapter.ts'
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

/** Texts that break careless quoting, escaping or parsing. */
const oddTexts = [
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
  test('stores exactly the last directory that was given', async (storage) => {
    const account = newAccount()
    const first = [
      employee(1),
      employee(2, { managerId: personId(1), emails: [] }),
      employee(3, { archivedOn: '2026-12-31' }),
    ]
    const second = [employee(2, { managerId: personId(9), emails: ['b@x.org', 'a@x.org'], name: 'New' }), employee(4)]
    for (const employees of [first, first, second, [], first]) {
      await storage.replaceDirectory(account, employees)
      expect(sortByJson(await storage.listEmployees(account))).toEqual(sortByJson(employees))
      expect(await storage.getEmployee(account, personId(2))).toEqual(
        employees.find(({ id }) => id === personId(2)) ?? null,
      )
    }
    expect(await storage.listEmployees(newAccount())).toEqual([])
    expect(await storage.getEmployee(newAccount(), personId(2))).toBe(null)
  })

  test('stores any text in names, e-mails and ids', async (storage) => {
    const account = newAccount()
    const employees = oddTexts.map((text) =>
      employee(text, { name: text, emails: [text, `${text}@x`], managerId: personId(text) }),
    )
    await storage.replaceDirectory(account, employees)
    expect(sortByJson(await storage.listEmployees(account))).toEqual(sortByJson(employees))
    const usage = oddTexts.map((id) => usageRow(id))
    const token = await takeLease(storage, account)
    const claudeUsers = oddTexts.map((id) => ({ id: userId(id), email: `${id}@x` }))
    await storage.writeDay(account, token, { ...dayReading('2026-11-01', usage), claudeUsers })
    expect(sortByJson(await storage.listClaudeUsers(account))).toEqual(sortByJson(claudeUsers))
    expect(sortByJson(await storage.readUsage(account, '2026-11-01'))).toEqual(sortByJson(usage))
    const links = oddTexts.map((id) => link(id, id))
    await changeLinks(storage, account, linkChanges({ set: links }))
    expect(sortByJson(await storage.listLinks(account))).toEqual(sortByJson(links))
    const viewer = { accountId: account, employeeId: personId('boss'), role: 'admin' } as const
    const ids = oddTexts.map((id) => personId(id))
    expect(await storage.listVisibleEmployees(viewer, { among: ids }, '2026-11-01')).toEqual(ids)
  })

  test('replaces unstorable characters in names and e-mails, rejects them in new ids, and finds nothing for such ids', async (storage) => {
    const account = newAccount()
    await storage.replaceDirectory(account, [employee(1, { name: 'a\0b\uD800', emails: ['\0@x.org'] })])
    const stored = employee(1, { name: 'a\uFFFDb\uFFFD', emails: ['\uFFFD@x.org'] })
    expect(await storage.listEmployees(account)).toEqual([stored])
    expect(await rejectionCode(storage.replaceDirectory(account, [employee('\0')]))).toBe('id_invalid')
    expect(await storage.listEmployees(account)).toEqual([stored])
    const unstorable = personId('\0')
    expect(await storage.getEmployee(account, unstorable)).toBe(null)
    const admin = { accountId: account, employeeId: personId(1), role: 'admin' } as const
    expect(await storage.listVisibleEmployees(admin, { among: [unstorable, personId(1)] }, '2026-11-01')).toEqual([
      personId(1),
    ])
    expect(
      await storage.listVisibleEmployees(
        { ...admin, role: 'employee', employeeId: unstorable },
        { among: [personId(1)] },
        '2026-11-01',
      ),
    ).toEqual([])
    const period = { from: '2026-11-01', to: '2026-11-01' } as const
    expect((await storage.sumEmployeeUsage(account, unstorable, period, 'day')).claudeUsers).toBe(0)
  })

  test('keeps the last of several employees with one id', async (storage) => {
    const account = newAccount()
    await storage.replaceDirectory(account, [employee(1, { name: 'first' }), employee(1, { name: 'last' })])
    expect(await storage.listEmployees(account)).toEqual([employee(1, { name: 'last' })])
  })

  test('upsertEmployees adds or replaces the given employees and no others', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    await storage.upsertEmployees(account, [employee(1), employee(2)])
    await storage.upsertEmployees(other, [employee(1, { name: 'elsewhere' })])
    const changed = [
      employee(2, { managerId: personId(3), emails: ['new@x.org'] }),
      employee(3),
      employee(3, { name: 'last' }),
    ]
    for (let run = 0; run < 2; run += 1) {
      await storage.upsertEmployees(account, changed)
      await storage.upsertEmployees(account, [])
      expect(sortByJson(await storage.listEmployees(account))).toEqual(
        sortByJson([employee(1), ...changed.slice(0, 1), employee(3, { name: 'last' })]),
      )
    }
    expect(await storage.listEmployees(other)).toEqual([employee(1, { name: 'elsewhere' })])
    expect(await rejectionCode(storage.upsertEmployees(account, [employee(4), employee('\0')]))).toBe('id_invalid')
    expect((await storage.listEmployees(account)).length).toBe(3)
  })

  test('a directory read before a put does not undo the put, one read after it does', async (storage) => {
    const account = newAccount()
    const old = [employee(1), employee(2, { managerId: personId(1) }), employee(4)]
    await storage.replaceDirectory(account, old)
    await storage.upsertEmployees(account, [employee(4, { name: 'put before' })])
    const turn = await storage.nextDirectoryVersion(account)
    const moved = employee(2, { managerId: personId(3) })
    await storage.upsertEmployees(account, [moved])
    await storage.upsertEmployees(account, [employee(3)])
    expect(await storage.replaceDirectory(account, old, turn)).toBe(true)
    expect(sortByJson(await storage.listEmployees(account))).toEqual(
      sortByJson([employee(1), moved, employee(3), employee(4)]),
    )
    expect(await storage.replaceDirectory(account, old, await storage.nextDirectoryVersion(account))).toBe(true)
    expect(sortByJson(await storage.listEmployees(account))).toEqual(sortByJson(old))
    await storage.upsertEmployees(account, [moved])
    expect(await storage.replaceDirectory(account, [])).toBe(true)
    expect(await storage.listEmployees(account)).toEqual([])
  })

  test('of directories read at the same time, keeps the one begun last', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    const [first, second] = [await storage.nextDirectoryVersion(account), await storage.nextDirectoryVersion(account)]
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

  test('stores all employees that are put concurrently', async (storage) => {
    const account = newAccount()
    const ids = Array.from({ length: 40 }, (_, index) => index)
    await Promise.all(
      ids.map((id) => storage.upsertEmployees(account, [employee(id), employee('all', { name: `${id}` })])),
    )
    expect((await storage.listEmployees(account)).length).toBe(41)
  })

  test('leaves one complete directory when several are stored concurrently', async (storage) => {
    const account = newAccount()
    const ids = Array.from({ length: 1_000 }, (_, index) => index)
    const employeesNamed = (name: string, order: readonly number[]) => order.map((id) => employee(id, { name }))
    await storage.replaceDirectory(account, employeesNamed('before', ids))
    const directories = ['a', 'b', 'c', 'd'].map((name, index) =>
      employeesNamed(name, index % 2 === 0 ? ids : ids.toReversed()),
    )
    await Promise.all(directories.map((employees) => storage.replaceDirectory(account, employees)))
    const names = new Set((await storage.listEmployees(account)).map(({ name }) => name))
    expect(names.size).toBe(1)
    expect((await storage.listEmployees(account)).length).toBe(ids.length)
  })

  test('lists the employees with the given ids once each, and skips unknown ids', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    await storage.replaceDirectory(account, [employee(1), employee(2), employee(3)])
    await storage.replaceDirectory(other, [employee(4)])
    const among = [3, 1, 4, 9, 3, '\0'].map(personId)
    expect(sortByJson(await storage.listEmployees(account, among))).toEqual([employee(1), employee(3)])
    expect(await storage.listEmployees(account, [])).toEqual([])
  })

  test('lists managers nearest first and stops at cycles, as core does, for random reporting lines', async (storage) => {
    const account = newAccount()
    const managerOf = fc.array(fc.option(fc.integer({ min: 0, max: 7 })), { minLength: 1, maxLength: 7 })
    await fc.assert(
      fc.asyncProperty(managerOf, async (managers) => {
        const employees = managers.map((manager, id) =>
          employee(id, { managerId: manager === null ? null : personId(manager) }),
        )
        const byId = new Map<Employee['id'], Employee>(employees.map((each) => [each.id, each]))
        await storage.replaceDirectory(account, employees)
        for (const id of [...employees.map((each) => each.id), personId('unknown'), personId('\0')]) {
          const expected = listManagers(id, byId).map((above) => byId.get(above))
          expect(await storage.listManagers(account, id)).toEqual(expected)
        }
      }),
      { numRuns: 20 },
    )
    expect(await storage.listManagers(newAccount(), personId(0))).toEqual([])
  })

  test('a search matches every word in name or e-mails, ignoring case and accents', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    const zoe = employee('zoe', { name: 'Zoë Ångström-Löwe', emails: ['z.lowe@example.com', 'zoe@example.org'] })
    const adam = employee('adam', { name: 'Adam 100%_\\', emails: [] })
    const abel = employee('abel', { name: 'abel', archivedOn: '2026-11-01' })
    const twins = [employee('b', { name: 'Bo', emails: [] }), employee('a', { name: 'Bo', emails: [] })]
    await storage.replaceDirectory(account, [zoe, adam, abel, ...twins])
    await storage.replaceDirectory(other, [employee('zoe2', { name: 'Zoe' })])
    const searchIds = async (search: string, limit = 9, on: '2026-10-31' | '2026-11-01' = '2026-11-01') =>
      (await storage.searchEmployees(account, search, on, limit)).map(({ id }) => id)
    const personIds = (...names: readonly string[]) => names.map(personId)
    expect(await storage.searchEmployees(account, 'zoe', '2026-11-01', 9)).toEqual([zoe])
    expect(await searchIds('LÖWE zoe')).toEqual(personIds('zoe'))
    expect(await searchIds('lowe@example angstrom')).toEqual(personIds('zoe'))
    expect(await searchIds('zoe abel')).toEqual([])
    for (const special of ['%', '_', '\\', '100%_', '0%_\\'])
      expect(await searchIds(special)).toEqual(personIds('adam'))
    for (const unmatched of ['a%m', 'ad_m', "'", '\0', '🙂']) expect(await searchIds(unmatched)).toEqual([])
    // Current employees come first. Ties are ordered by name, then by id.
    expect(await searchIds('')).toEqual(personIds('adam', 'a', 'b', 'zoe', 'abel'))
    expect(await searchIds('   ', 9, '2026-10-31')).toEqual(personIds('abel', 'adam', 'a', 'b', 'zoe'))
    expect(await searchIds('', 2)).toEqual(personIds('adam', 'a'))
    await storage.replaceDirectory(account, [{ ...zoe, name: 'Renamed' }])
    expect(await searchIds('angstrom')).toEqual([])
    expect(await searchIds('renamed')).toEqual(personIds('zoe'))
  })

  test('returns the directory status that was saved last', async (storage) => {
    const account = newAccount()
    expect(await storage.getDirectoryStatus(account)).toBe(null)
    const healthy: DirectoryRecord = { employees: 3, readAt: 1_763_807_448_123, heldBack: null, problems: [] }
    const failing: DirectoryRecord = {
      employees: 0,
      readAt: null,
      heldBack: { reason: 'shrank', at: 1_763_807_448_124, message: `It’s "half"; '; drop table x; --` },
      problems: [
        { code: 'manager_cycle', employeeId: personId('ö"\'\\'), message: 'a → b → a' },
        { code: 'email_shared', employeeId: personId(2), message: '🙂' },
      ],
    }
    for (const status of [healthy, failing, failing, healthy]) {
      await storage.saveDirectoryStatus(account, status)
      expect(await storage.getDirectoryStatus(account)).toEqual(status)
    }
    expect(await storage.getDirectoryStatus(newAccount())).toBe(null)
    const problem = { code: 'id_repeated', employeeId: personId('\0'), message: 'a\0\uD800' } as const
    const heldBack = { reason: 'failed', at: 1, message: '\0' } as const
    await storage.saveDirectoryStatus(account, { ...healthy, heldBack, problems: [problem] })
    expect(await storage.getDirectoryStatus(account)).toEqual({
      ...healthy,
      heldBack: { ...heldBack, message: '\uFFFD' },
      problems: [{ ...problem, employeeId: personId('\uFFFD'), message: 'a\uFFFD\uFFFD' }],
    })
  })
}
