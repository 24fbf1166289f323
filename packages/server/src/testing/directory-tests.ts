import { type Employee, listManagers } from '@windmill/claude-core'
import type { DirectoryRecord } from '../storage/adapter.ts'
import {
  acquireLongLease,
  changeLinks,
  createAccountId,
  createDayReading,
  createDirectReport,
  createEmployee,
  createLink,
  createLinkChanges,
  createUsageDay,
  createViewer,
  sortByJson,
  toClaudeUserId,
  toEmployeeId,
} from './fixtures.ts'
import { getRejectionCode, type TestContext } from './test-runner.ts'

/** Strings that break careless quoting, escaping or parsing. */
const unusualStrings = [
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

export const registerDirectoryTests = ({ test, expect, fc }: TestContext): void => {
  test('replaces the whole directory, and returns it as it was given', async (storage) => {
    const account = createAccountId()
    const first = [
      createEmployee(1),
      createDirectReport(2, 1, { emails: [] }),
      createEmployee(3, { archivedOn: '2026-12-31' }),
      createEmployee(5, { startedOn: '2026-03-01', attributes: { department: 'Sales' }, participation: 'totals' }),
    ]
    const second = [createDirectReport(2, 9, { emails: ['b@x.org', 'a@x.org'], name: 'New' }), createEmployee(4)]
    // Each variant of a directory contains the same person with other facts than the variant before it.
    const variants = [
      createEmployee(5, { startedOn: '2026-03-02', attributes: { department: 'Sales' }, participation: 'totals' }),
      createEmployee(5, { startedOn: '2026-03-02', attributes: { department: 'Support' }, participation: 'totals' }),
      createEmployee(5, { startedOn: '2026-03-02', attributes: { department: 'Support' }, participation: 'excluded' }),
      createEmployee(5),
    ].map((employee) => [employee])
    for (const employees of [first, first, second, [], first, ...variants, first]) {
      await storage.replaceDirectory(account, employees)
      expect(sortByJson(await storage.listEmployees(account))).toEqual(sortByJson(employees))
      expect(await storage.getEmployee(account, toEmployeeId(2))).toEqual(
        employees.find(({ id }) => id === toEmployeeId(2)) ?? null,
      )
    }
    expect(await storage.listEmployees(createAccountId())).toEqual([])
    expect(await storage.getEmployee(createAccountId(), toEmployeeId(2))).toBe(null)
  })

  test('stores any string in names, e-mails and ids', async (storage) => {
    const account = createAccountId()
    const employees = unusualStrings.map((text) =>
      createEmployee(text, {
        name: text,
        emails: [text, `${text}@x`],
        managerId: toEmployeeId(text),
        attributes: { [text]: text },
      }),
    )
    await storage.replaceDirectory(account, employees)
    expect(sortByJson(await storage.listEmployees(account))).toEqual(sortByJson(employees))
    const usage = unusualStrings.map((id) => createUsageDay(id))
    const token = await acquireLongLease(storage, account)
    const claudeUsers = unusualStrings.map((id) => ({ id: toClaudeUserId(id), email: `${id}@x` }))
    await storage.writeDay(account, token, { ...createDayReading('2026-11-01', usage), claudeUsers })
    expect(sortByJson(await storage.listClaudeUsers(account))).toEqual(sortByJson(claudeUsers))
    expect(sortByJson(await storage.readUsage(account, '2026-11-01'))).toEqual(sortByJson(usage))
    const links = unusualStrings.map((id) => createLink(id, id))
    await changeLinks(storage, account, createLinkChanges({ set: links }))
    expect(sortByJson(await storage.listLinks(account))).toEqual(sortByJson(links))
    const viewer = createViewer(account, 'boss', 'admin')
    const ids = unusualStrings.map((id) => toEmployeeId(id))
    expect(await storage.listVisibleEmployees(viewer, { among: ids }, '2026-11-01')).toEqual(ids)
  })

  test('replaces unstorable characters in names and e-mails, rejects an employee with such characters in the id, and finds nothing for such an id', async (storage) => {
    const account = createAccountId()
    await storage.replaceDirectory(account, [
      createEmployee(1, { name: 'a\0b\uD800', emails: ['\0@x.org'], attributes: { 'a\0': '\uD800' } }),
    ])
    const stored = createEmployee(1, {
      name: 'a\uFFFDb\uFFFD',
      emails: ['\uFFFD@x.org'],
      attributes: { 'a\uFFFD': '\uFFFD' },
    })
    expect(await storage.listEmployees(account)).toEqual([stored])
    expect(await getRejectionCode(storage.replaceDirectory(account, [createEmployee('\0')]))).toBe('id_invalid')
    expect(await storage.listEmployees(account)).toEqual([stored])
    const unstorable = toEmployeeId('\0')
    expect(await storage.getEmployee(account, unstorable)).toBe(null)
    const admin = createViewer(account, 1, 'admin')
    expect(await storage.listVisibleEmployees(admin, { among: [unstorable, toEmployeeId(1)] }, '2026-11-01')).toEqual([
      toEmployeeId(1),
    ])
    expect(
      await storage.listVisibleEmployees(createViewer(account, unstorable), { among: [toEmployeeId(1)] }, '2026-11-01'),
    ).toEqual([])
    const period = { from: '2026-11-01', to: '2026-11-01' } as const
    expect((await storage.sumEmployeeUsage(account, unstorable, period, 'day')).claudeUsers).toBe(0)
  })

  test('keeps the last of several employees with the same id', async (storage) => {
    const account = createAccountId()
    await storage.replaceDirectory(account, [createEmployee(1, { name: 'first' }), createEmployee(1, { name: 'last' })])
    expect(await storage.listEmployees(account)).toEqual([createEmployee(1, { name: 'last' })])
  })

  test('inserts or replaces only the employees given to upsertEmployees', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    await storage.upsertEmployees(account, [createEmployee(1), createEmployee(2)])
    await storage.upsertEmployees(other, [createEmployee(1, { name: 'elsewhere' })])
    const moved = createDirectReport(2, 3, { emails: ['new@x.org'] })
    const last = createEmployee(3, { name: 'last' })
    for (let repetition = 0; repetition < 2; repetition += 1) {
      await storage.upsertEmployees(account, [moved, createEmployee(3), last])
      await storage.upsertEmployees(account, [])
      expect(sortByJson(await storage.listEmployees(account))).toEqual(sortByJson([createEmployee(1), moved, last]))
    }
    expect(await storage.listEmployees(other)).toEqual([createEmployee(1, { name: 'elsewhere' })])
    expect(await getRejectionCode(storage.upsertEmployees(account, [createEmployee(4), createEmployee('\0')]))).toBe(
      'id_invalid',
    )
    expect((await storage.listEmployees(account)).length).toBe(3)
  })

  test('keeps employees that were upserted after the version of a directory was created, and replaces those upserted before', async (storage) => {
    const account = createAccountId()
    const directory = [createEmployee(1), createDirectReport(2, 1), createEmployee(4)]
    await storage.replaceDirectory(account, directory)
    await storage.upsertEmployees(account, [createEmployee(4, { name: 'upserted before' })])
    const version = await storage.nextDirectoryVersion(account)
    const moved = createDirectReport(2, 3)
    await storage.upsertEmployees(account, [moved])
    await storage.upsertEmployees(account, [createEmployee(3)])
    expect(await storage.replaceDirectory(account, directory, { version })).toBe(true)
    expect(sortByJson(await storage.listEmployees(account))).toEqual(
      sortByJson([createEmployee(1), moved, createEmployee(3), createEmployee(4)]),
    )
    expect(
      await storage.replaceDirectory(account, directory, { version: await storage.nextDirectoryVersion(account) }),
    ).toBe(true)
    expect(sortByJson(await storage.listEmployees(account))).toEqual(sortByJson(directory))
    await storage.upsertEmployees(account, [moved])
    expect(await storage.replaceDirectory(account, [])).toBe(true)
    expect(await storage.listEmployees(account)).toEqual([])
  })

  test('rejects a directory with a lower version than the stored one', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const [firstVersion, secondVersion] = [
      await storage.nextDirectoryVersion(account),
      await storage.nextDirectoryVersion(account),
    ]
    expect(secondVersion > firstVersion).toBe(true)
    expect(await storage.replaceDirectory(account, [createEmployee(2)], { version: secondVersion })).toBe(true)
    expect(await storage.replaceDirectory(account, [createEmployee(1)], { version: firstVersion })).toBe(false)
    expect(await storage.replaceDirectory(account, [createEmployee(2)], { version: secondVersion })).toBe(true)
    expect(await storage.listEmployees(account)).toEqual([createEmployee(2)])
    expect(await storage.replaceDirectory(other, [createEmployee(1)], { version: firstVersion })).toBe(true)
    await storage.replaceDirectory(account, [createEmployee(3)])
    expect(await storage.replaceDirectory(account, [createEmployee(2)], { version: secondVersion })).toBe(false)
    expect(await storage.listEmployees(account)).toEqual([createEmployee(3)])
    expect(await storage.getDirectoryStatus(account)).toBe(null)
  })

  test('stores all employees of concurrent upsertEmployees calls', async (storage) => {
    const account = createAccountId()
    const ids = Array.from({ length: 40 }, (_, index) => index)
    await Promise.all(
      ids.map((id) => storage.upsertEmployees(account, [createEmployee(id), createEmployee('all', { name: `${id}` })])),
    )
    expect((await storage.listEmployees(account)).length).toBe(41)
  })

  test('keeps one complete directory when several are stored concurrently', async (storage) => {
    const account = createAccountId()
    const ids = Array.from({ length: 1_000 }, (_, index) => index)
    const createEmployees = (name: string, order: readonly number[]) => order.map((id) => createEmployee(id, { name }))
    await storage.replaceDirectory(account, createEmployees('before', ids))
    const directories = ['a', 'b', 'c', 'd'].map((name, index) =>
      createEmployees(name, index % 2 === 0 ? ids : ids.toReversed()),
    )
    await Promise.all(directories.map((employees) => storage.replaceDirectory(account, employees)))
    const names = new Set((await storage.listEmployees(account)).map(({ name }) => name))
    expect(names.size).toBe(1)
    expect((await storage.listEmployees(account)).length).toBe(ids.length)
  })

  test('lists each employee with a given id once, and skips unknown ids', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    await storage.replaceDirectory(account, [createEmployee(1), createEmployee(2), createEmployee(3)])
    await storage.replaceDirectory(other, [createEmployee(4)])
    const among = [3, 1, 4, 9, 3, '\0'].map(toEmployeeId)
    expect(sortByJson(await storage.listEmployees(account, among))).toEqual([createEmployee(1), createEmployee(3)])
    expect(await storage.listEmployees(account, [])).toEqual([])
  })

  test('lists the same managers as core’s listManagers, in the same order, for random reporting lines', async (storage) => {
    const account = createAccountId()
    const randomManagers = fc.array(fc.option(fc.integer({ min: 0, max: 7 })), { minLength: 1, maxLength: 7 })
    await fc.assert(
      fc.asyncProperty(randomManagers, async (managers) => {
        const employees = managers.map((manager, id) =>
          createEmployee(id, { managerId: manager === null ? null : toEmployeeId(manager) }),
        )
        const byId = new Map<Employee['id'], Employee>(employees.map((employee) => [employee.id, employee]))
        await storage.replaceDirectory(account, employees)
        for (const id of [...employees.map((employee) => employee.id), toEmployeeId('unknown'), toEmployeeId('\0')]) {
          const expected = listManagers(id, byId).map((managerId) => byId.get(managerId))
          expect(await storage.listManagers(account, id)).toEqual(expected)
        }
      }),
      { numRuns: 20 },
    )
    expect(await storage.listManagers(createAccountId(), toEmployeeId(0))).toEqual([])
  })

  test('finds employees with every searched word in their name or e-mails, ignoring case and accents', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const zoe = createEmployee('zoe', { name: 'Zoë Ångström-Löwe', emails: ['z.lowe@example.com', 'zoe@example.org'] })
    const adam = createEmployee('adam', { name: 'Adam 100%_\\', emails: [] })
    const abel = createEmployee('abel', { name: 'abel', archivedOn: '2026-11-01' })
    const twins = [createEmployee('b', { name: 'Bo', emails: [] }), createEmployee('a', { name: 'Bo', emails: [] })]
    await storage.replaceDirectory(account, [zoe, adam, abel, ...twins])
    await storage.replaceDirectory(other, [createEmployee('zoe2', { name: 'Zoe' })])
    const searchIds = async (search: string, limit = 9, on: '2026-10-31' | '2026-11-01' = '2026-11-01') =>
      (await storage.searchEmployees(account, search, on, limit)).map(({ id }) => id)
    const toEmployeeIds = (...names: readonly string[]) => names.map(toEmployeeId)
    expect(await storage.searchEmployees(account, 'zoe', '2026-11-01', 9)).toEqual([zoe])
    expect(await searchIds('LÖWE zoe')).toEqual(toEmployeeIds('zoe'))
    expect(await searchIds('lowe@example angstrom')).toEqual(toEmployeeIds('zoe'))
    expect(await searchIds('zoe abel')).toEqual([])
    for (const special of ['%', '_', '\\', '100%_', '0%_\\'])
      expect(await searchIds(special)).toEqual(toEmployeeIds('adam'))
    for (const unmatched of ['a%m', 'ad_m', "'", '\0', '🙂']) expect(await searchIds(unmatched)).toEqual([])
    // Current employees come first. Ties are ordered by name, then by id.
    expect(await searchIds('')).toEqual(toEmployeeIds('adam', 'a', 'b', 'zoe', 'abel'))
    expect(await searchIds('   ', 9, '2026-10-31')).toEqual(toEmployeeIds('abel', 'adam', 'a', 'b', 'zoe'))
    expect(await searchIds('', 2)).toEqual(toEmployeeIds('adam', 'a'))
    await storage.replaceDirectory(account, [{ ...zoe, name: 'Renamed' }])
    expect(await searchIds('angstrom')).toEqual([])
    expect(await searchIds('renamed')).toEqual(toEmployeeIds('zoe'))
  })

  test('sets the time of a directory reading by the storage’s own clock, and only when a whole directory is stored', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const oldVersion = await storage.nextDirectoryVersion(account)
    await storage.upsertEmployees(account, [createEmployee(1)])
    await storage.saveDirectoryStatus(account, { employees: 1, heldBack: null, problems: [] })
    expect(await storage.getDirectoryReading(account)).toBe(null)

    await storage.replaceDirectory(account, [createEmployee(1)])
    const first = await storage.getDirectoryReading(account)
    expect(first !== null && first.ageMs >= 0 && first.ageMs < 60_000).toBe(true)
    await storage.upsertEmployees(account, [createEmployee(2)])
    await storage.saveDirectoryStatus(account, { employees: 2, heldBack: null, problems: [] })
    expect(await storage.replaceDirectory(account, [createEmployee(3)], { version: oldVersion })).toBe(false)
    const rename = { from: toEmployeeId(2), to: toEmployeeId(4) }
    await storage.renameEmployees(account, [rename], { at: 1, by: 'admin' })
    const second = await storage.getDirectoryReading(account)
    expect(second?.at).toBe(first?.at)
    expect(second !== null && first !== null && second.ageMs >= first.ageMs).toBe(true)

    // Several directories may be stored within a millisecond.
    let third = second
    while (third?.at === first?.at) {
      await storage.replaceDirectory(account, [createEmployee(2)])
      third = await storage.getDirectoryReading(account)
    }
    expect(third !== null && first !== null && third.at > first.at).toBe(true)
    expect(await storage.getDirectoryReading(other)).toBe(null)
  })

  test('returns the directory status that was saved last, with unstorable characters replaced', async (storage) => {
    const account = createAccountId()
    expect(await storage.getDirectoryStatus(account)).toBe(null)
    const healthy: DirectoryRecord = { employees: 3, heldBack: null, problems: [] }
    const failing: DirectoryRecord = {
      employees: 0,
      heldBack: { reason: 'shrank', at: 1_763_807_448_124, message: `It’s "half"; '; drop table x; --` },
      problems: [
        { code: 'manager_cycle', employeeId: toEmployeeId('ö"\'\\'), message: 'a → b → a' },
        { code: 'email_shared', employeeId: toEmployeeId(2), message: '🙂' },
      ],
    }
    for (const status of [healthy, failing, failing, healthy]) {
      await storage.saveDirectoryStatus(account, status)
      expect(await storage.getDirectoryStatus(account)).toEqual(status)
    }
    expect(await storage.getDirectoryStatus(createAccountId())).toBe(null)
    const problem = { code: 'id_repeated', employeeId: toEmployeeId('\0'), message: 'a\0\uD800' } as const
    const heldBack = { reason: 'failed', at: 1, message: '\0' } as const
    await storage.saveDirectoryStatus(account, { ...healthy, heldBack, problems: [problem] })
    expect(await storage.getDirectoryStatus(account)).toEqual({
      ...healthy,
      heldBack: { ...heldBack, message: '\uFFFD' },
      problems: [{ ...problem, employeeId: toEmployeeId('\uFFFD'), message: 'a\uFFFD\uFFFD' }],
    })
  })
}
