import {
  canView,
  type Day,
  type Employee,
  type EmployeeId,
  listManagers,
  type Viewer,
  type VisibilityScope,
} from '@windmill/claude-core'
import type { StorageAdapter } from '../storage/adapter.ts'
import { employee, newAccount, personId, sortByJson } from './fixtures.ts'
import { randomDirectory } from './random-directory.ts'
import type { TestGroup } from './test-runner.ts'

const today: Day = '2026-11-01'

export const visibilityTests = ({ test, expect, fc }: TestGroup): void => {
  test('returns no one for an empty scope, and never anyone from another account', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    await storage.replaceDirectory(account, [employee(1), employee(2, { managerId: personId(1) })])
    await storage.replaceDirectory(other, [employee(1), employee(3, { managerId: personId(1) })])
    for (const role of ['admin', 'employee'] as const) {
      const viewer: Viewer = { accountId: account, employeeId: personId(1), role }
      const listVisible = (scope: VisibilityScope) => storage.listVisibleEmployees(viewer, scope, today)
      expect(await listVisible({ among: [] })).toEqual([])
      expect(await listVisible({ among: [personId(3), personId(2), personId(1)] })).toEqual([personId(2), personId(1)])
      expect(sortByJson(await listVisible('all'))).toEqual([personId(1), personId(2)])
      expect(await listVisible({ below: personId(1) })).toEqual([personId(2)])
      expect(await listVisible({ below: personId(3) })).toEqual([])
    }
  })

  test('shows the people below a manager to that manager, everyone above and admins, but not to people below or archived viewers', async (storage) => {
    const account = newAccount()
    const chain = [0, 1, 2, 3].map((id) => employee(id, { managerId: id === 0 ? null : personId(id - 1) }))
    await storage.replaceDirectory(account, [...chain, employee('left', { archivedOn: today })])
    const listBelow = async (id: number | string, role: Viewer['role'] = 'employee') =>
      sortByJson(
        await storage.listVisibleEmployees(
          { accountId: account, employeeId: personId(id), role },
          { below: personId(1) },
          today,
        ),
      )
    for (const id of [0, 1]) expect(await listBelow(id)).toEqual([personId(2), personId(3)])
    for (const id of [2, 3, 'left', 'stranger']) expect(await listBelow(id)).toEqual([])
    expect(await listBelow('stranger', 'admin')).toEqual([personId(2), personId(3)])
    expect(await listBelow('left', 'admin')).toEqual([])
  })

  test('resolves a chain and a cycle of two hundred managers', async (storage) => {
    const account = newAccount()
    const ids = Array.from({ length: 200 }, (_, index) => index)
    const viewer: Viewer = { accountId: account, employeeId: personId(0), role: 'employee' }
    const scopes: VisibilityScope[] = [{ among: ids.map(personId) }, 'all']
    const chain = ids.map((id) => employee(id, { managerId: id === 0 ? null : personId(id - 1) }))
    await storage.replaceDirectory(account, chain)
    for (const scope of scopes) expect((await storage.listVisibleEmployees(viewer, scope, today)).length).toBe(200)
    expect((await storage.listVisibleEmployees(viewer, { below: personId(100) }, today)).length).toBe(99)
    expect(await storage.listVisibleEmployees(viewer, { among: [personId(199)] }, today)).toEqual([personId(199)])
    await storage.replaceDirectory(account, [employee(0, { managerId: personId(199) }), ...chain.slice(1)])
    for (const scope of scopes) expect(await storage.listVisibleEmployees(viewer, scope, today)).toEqual([personId(0)])
    expect(await storage.listVisibleEmployees(viewer, { below: personId(0) }, today)).toEqual([])
  })

  test('agrees with core’s visibility rules for every viewer and subject of random directories', async (storage) => {
    const account = newAccount()
    let pairs = 0
    await fc.assert(
      fc.asyncProperty(
        randomDirectory(fc, today, { min: 140, max: 180 }),
        fc.integer({ min: 0, max: 1_000 }),
        async (employees, selector) => {
          await storage.replaceDirectory(account, employees)
          const everyone = [...employees.map(({ id }) => id), personId('stranger')]
          pairs += await comparePairs(storage, { account, employees, everyone, selector, expect })
        },
      ),
      { numRuns: 5 },
    )
    expect(pairs > 100_000).toBe(true)
  })
}

interface Comparison extends Pick<TestGroup, 'expect'> {
  readonly account: Viewer['accountId']
  readonly employees: readonly Employee[]
  readonly everyone: readonly EmployeeId[]
  /** Random number that selects the viewers and managers to check where checking all is too slow. */
  readonly selector: number
}

/**
 * Compares visibility for every viewer and scope `all`, and for every fourth viewer also the other scopes.
 * @returns The number of compared pairs of viewer and subject.
 */
const comparePairs = async (
  storage: StorageAdapter,
  { account, employees, everyone, selector, expect }: Comparison,
): Promise<number> => {
  const directory = new Map(employees.map((each) => [each.id, each]))
  const managersById = new Map(employees.map(({ id }) => [id, new Set(listManagers(id, directory))]))
  const compareFor = async (viewer: Viewer, index: number) => {
    const visible = everyone.filter((id) => canView(viewer, id, directory, today))
    expect(sortByJson(await storage.listVisibleEmployees(viewer, 'all', today))).toEqual(sortByJson(visible))
    if ((index + selector) % 4 > 0) return
    expect(await storage.listVisibleEmployees(viewer, { among: everyone }, today)).toEqual(visible)
    const manager = everyone[(index * 7 + selector) % everyone.length] ?? viewer.employeeId
    const below = visible.includes(manager) ? everyone.filter((id) => managersById.get(id)?.has(manager)) : []
    expect(sortByJson(await storage.listVisibleEmployees(viewer, { below: manager }, today))).toEqual(sortByJson(below))
  }
  const viewers = everyone.map((employeeId): Viewer => ({ accountId: account, employeeId, role: 'employee' }))
  const admins = everyone
    .filter((_, index) => (index + selector) % 10 === 0)
    .map((employeeId): Viewer => ({ accountId: account, employeeId, role: 'admin' }))
  await Promise.all([...viewers, ...admins].map(compareFor))
  return (viewers.length + admins.length) * everyone.length
}
