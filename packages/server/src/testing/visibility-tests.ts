import {
  canView,
  canViewTeam,
  type Day,
  type Employee,
  type EmployeeId,
  listManagers,
  type Period,
  type Viewer,
  type VisibilityScope,
} from '@windmill/claude-core'
import type { StorageAdapter } from '../storage/adapter.ts'
import { createDirectoryArbitrary } from './directory-arbitrary.ts'
import {
  acquireLongLease,
  createAccountId,
  createConnectionRecord,
  createDayReading,
  createDirectReport,
  createEmployee,
  createUsageDay,
  createViewer,
  sortByJson,
  toEmployeeId,
} from './fixtures.ts'
import type { TestContext } from './test-runner.ts'

const today: Day = '2026-11-01'

export const registerVisibilityTests = ({ test, expect, fc }: TestContext): void => {
  test('returns nobody for an empty list of ids, and nobody from another account', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    await storage.replaceDirectory(account, [createEmployee(1), createDirectReport(2, 1)])
    await storage.replaceDirectory(other, [createEmployee(1), createDirectReport(3, 1)])
    for (const role of ['admin', 'employee'] as const) {
      const viewer: Viewer = createViewer(account, 1, role)
      const listVisible = (scope: VisibilityScope) => storage.listVisibleEmployees(viewer, scope, today)
      expect(await listVisible({ among: [] })).toEqual([])
      expect(await listVisible({ among: [toEmployeeId(3), toEmployeeId(2), toEmployeeId(1)] })).toEqual([
        toEmployeeId(2),
        toEmployeeId(1),
      ])
      expect(sortByJson(await listVisible('all'))).toEqual([toEmployeeId(1), toEmployeeId(2)])
      expect(await listVisible({ below: toEmployeeId(1) })).toEqual([toEmployeeId(2)])
      expect(await listVisible({ below: toEmployeeId(3) })).toEqual([])
    }
  })

  test('shows everyone below a manager only to that manager, the managers above and admins, and never to an archived viewer', async (storage) => {
    const account = createAccountId()
    const chain = [0, 1, 2, 3].map((id) => createEmployee(id, { managerId: id === 0 ? null : toEmployeeId(id - 1) }))
    await storage.replaceDirectory(account, [...chain, createEmployee('archived', { archivedOn: today })])
    const listBelow = async (id: number | string, role: 'employee' | 'admin' = 'employee') =>
      sortByJson(await storage.listVisibleEmployees(createViewer(account, id, role), { below: toEmployeeId(1) }, today))
    for (const id of [0, 1]) expect(await listBelow(id)).toEqual([toEmployeeId(2), toEmployeeId(3)])
    for (const id of [2, 3, 'archived', 'stranger']) expect(await listBelow(id)).toEqual([])
    expect(await listBelow('stranger', 'admin')).toEqual([toEmployeeId(2), toEmployeeId(3)])
    expect(await listBelow('archived', 'admin')).toEqual([])
  })

  test('shows everyone in a chain of 200 managers to its top, and nobody else to a member of a cycle of 200 managers', async (storage) => {
    const account = createAccountId()
    const ids = Array.from({ length: 200 }, (_, index) => index)
    const viewer: Viewer = createViewer(account, 0)
    const scopes: VisibilityScope[] = [{ among: ids.map(toEmployeeId) }, 'all']
    const chain = ids.map((id) => createEmployee(id, { managerId: id === 0 ? null : toEmployeeId(id - 1) }))
    await storage.replaceDirectory(account, chain)
    for (const scope of scopes) expect((await storage.listVisibleEmployees(viewer, scope, today)).length).toBe(200)
    expect((await storage.listVisibleEmployees(viewer, { below: toEmployeeId(100) }, today)).length).toBe(99)
    expect(await storage.listVisibleEmployees(viewer, { among: [toEmployeeId(199)] }, today)).toEqual([
      toEmployeeId(199),
    ])
    await storage.replaceDirectory(account, [createDirectReport(0, 199), ...chain.slice(1)])
    for (const scope of scopes)
      expect(await storage.listVisibleEmployees(viewer, scope, today)).toEqual([toEmployeeId(0)])
    expect(await storage.listVisibleEmployees(viewer, { below: toEmployeeId(0) }, today)).toEqual([])
  })

  test('reads the facts that decide about a request, for ids of this account only', async (storage) => {
    const [account, other] = [createAccountId(), createAccountId()]
    const report = { ...createDirectReport(2, 1), participation: 'totals' } as const
    await storage.replaceDirectory(account, [createEmployee(1, { archivedOn: '2027-01-01' }), report])
    await storage.replaceDirectory(other, [createEmployee(3)])
    const read = async (viewer: number | string, subject: number | string | null) => {
      const id = subject === null ? null : toEmployeeId(subject)
      const facts = await storage.readAuthorizationFacts(createViewer(account, viewer), id, today)
      return { idVersion: facts.idVersion, viewer: facts.viewer, subject: facts.subject }
    }
    const subject = { id: toEmployeeId(2), participation: 'totals' }
    expect(await read(1, 2)).toEqual({
      idVersion: 0,
      viewer: { archivedOn: '2027-01-01' },
      subject: { ...subject, isVisible: true },
    })
    expect(await read(3, 2)).toEqual({ idVersion: 0, viewer: null, subject: { ...subject, isVisible: false } })
    for (const unknown of [null, 3, 'not\0storable'])
      expect(await read(2, unknown)).toEqual({ idVersion: 0, viewer: { archivedOn: null }, subject: null })
  })

  test('reads the time of the stored directory and the facts about a period together with the facts about a viewer', async (storage) => {
    const account = createAccountId()
    const viewer = createViewer(account, 1)
    const period: Period = { from: '2026-10-02', to: '2026-10-31' }
    const read = () => storage.readAuthorizationFacts(viewer, null, today, period)
    const emptyFacts = { latestDay: null, notServedThrough: null, days: [], checks: [] }
    expect(await read()).toEqual({
      idVersion: 0,
      viewer: null,
      subject: null,
      directoryReading: null,
      period: emptyFacts,
    })

    await storage.replaceDirectory(account, [createEmployee(1)])
    const connection = { latestDay: '2026-11-01', notServedThrough: '2026-01-31' } as const
    await storage.saveConnection(createConnectionRecord(account, connection))
    const token = await acquireLongLease(storage, account)
    for (const day of ['2026-10-01', '2026-10-02', '2026-10-31', '2026-11-01'] as const) {
      await storage.writeDay(account, token, createDayReading(day, [createUsageDay(1)]))
    }
    await storage.saveMonthCheck(account, token, { month: '2026-10-01', finished: null, pending: null })
    const { directoryReading, period: facts } = await read()
    const reading = await storage.getDirectoryReading(account)
    expect([directoryReading?.at, (directoryReading?.ageMs ?? -1) >= 0]).toEqual([reading?.at, true])
    const { days } = await storage.sumEmployeeUsage(account, toEmployeeId(1), period, 'day')
    expect(facts).toEqual({
      ...connection,
      days: days.filter(({ day }) => day >= period.from),
      checks: await storage.listMonthChecks(account),
    })
    expect([facts?.days.length, facts?.checks.length]).toEqual([2, 1])
    expect((await storage.readAuthorizationFacts(viewer, null, today)).period).toBe(null)
  })

  test('shows every viewer the same employees as core’s canView, for random directories', async (storage) => {
    const account = createAccountId()
    let comparedPairs = 0
    await fc.assert(
      fc.asyncProperty(
        createDirectoryArbitrary(fc, today, { min: 140, max: 180 }),
        fc.integer({ min: 0, max: 1_000 }),
        async (employees, selector) => {
          await storage.replaceDirectory(account, employees)
          const everyone = [...employees.map(({ id }) => id), toEmployeeId('stranger')]
          comparedPairs += await comparePairs(storage, { account, employees, everyone, selector, expect })
        },
      ),
      { numRuns: 5 },
    )
    expect(comparedPairs > 100_000).toBe(true)
  })
}

interface ComparisonOptions extends Pick<TestContext, 'expect'> {
  readonly account: Viewer['accountId']
  readonly employees: readonly Employee[]
  /** The ids of all employees, and an unknown id. */
  readonly everyone: readonly EmployeeId[]
  /** A random number. It selects viewers and managers where comparing all of them would be too slow. */
  readonly selector: number
}

/**
 * Compares the visible employees of each viewer with the result of core's rules, in the scope `all` and for every
 * fourth viewer also in the other scopes. Every employee is a viewer. Every tenth employee is also an admin, and every
 * twentieth a deputy.
 * @returns The number of compared pairs of viewer and subject.
 */
const comparePairs = async (
  storage: StorageAdapter,
  { account, employees, everyone, selector, expect }: ComparisonOptions,
): Promise<number> => {
  const directory = new Map(employees.map((employee) => [employee.id, employee]))
  const managersById = new Map(employees.map(({ id }) => [id, new Set(listManagers(id, directory))]))
  const compareViewer = async (viewer: Viewer, index: number) => {
    const visible = everyone.filter((id) => canView(viewer, id, directory, today))
    expect(sortByJson(await storage.listVisibleEmployees(viewer, 'all', today))).toEqual(sortByJson(visible))
    if ((index + selector) % 4 > 0) return
    expect(await storage.listVisibleEmployees(viewer, { among: everyone }, today)).toEqual(visible)
    const manager = everyone[(index * 7 + selector) % everyone.length] ?? viewer.employeeId
    const reportIds = canViewTeam(viewer, manager, directory, today)
      ? everyone.filter((id) => managersById.get(id)?.has(manager))
      : []
    expect(sortByJson(await storage.listVisibleEmployees(viewer, { below: manager }, today))).toEqual(
      sortByJson(reportIds),
    )
    const [self, subject] = [directory.get(viewer.employeeId), directory.get(manager)]
    const facts = await storage.readAuthorizationFacts(viewer, manager, today)
    expect([facts.viewer, facts.subject]).toEqual([
      self ? { archivedOn: self.archivedOn } : null,
      subject ? { id: manager, participation: subject.participation, isVisible: visible.includes(manager) } : null,
    ])
  }
  const viewers = everyone.map((employeeId) => createViewer(account, employeeId, 'employee'))
  const admins = everyone
    .filter((_, index) => (index + selector) % 10 === 0)
    .map((employeeId) => createViewer(account, employeeId, 'admin'))
  // A deputy stands in for two managers, and is sometimes one of them, an unknown id or archived.
  const deputies = everyone
    .filter((_, index) => (index + selector) % 20 === 0)
    .map((id, index): Viewer => {
      const actsFor = [1, 2].map((step) => everyone[(index * 3 + step * selector) % everyone.length] ?? id)
      return { ...createViewer(account, id), actsFor }
    })
  const all = [...viewers, ...admins, ...deputies]
  await Promise.all(all.map(compareViewer))
  return all.length * everyone.length
}
