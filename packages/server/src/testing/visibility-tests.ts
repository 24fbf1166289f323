import {
  type Day,
  type Employee,
  type EmployeeId,
  managersAbove,
  mayView,
  type Viewer,
  type VisibilityScope,
} from '@windmill/claude-core'
import type { StorageAdapter } from '../storage/adapter.ts'
import { anyOrganisation } from './any-organisation.ts'
import { employee, newAccount, person, sorted } from './fixtures.ts'
import type { TestGroup } from './runner.ts'

const on: Day = '2026-11-01'

export const visibilityTests = ({ test, expect, fc }: TestGroup): void => {
  test('nobody is seen among none, and nobody from another account', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    await storage.replaceDirectory(account, [employee(1), employee(2, { managerId: person(1) })])
    await storage.replaceDirectory(other, [employee(1), employee(3, { managerId: person(1) })])
    for (const role of ['admin', 'employee'] as const) {
      const viewer: Viewer = { accountId: account, employeeId: person(1), role }
      const see = (scope: VisibilityScope) => storage.visibleEmployees(viewer, scope, on)
      expect(await see({ among: [] })).toEqual([])
      expect(await see({ among: [person(3), person(2), person(1)] })).toEqual([person(2), person(1)])
      expect(sorted(await see('all'))).toEqual([person(1), person(2)])
      expect(await see({ below: person(1) })).toEqual([person(2)])
      expect(await see({ below: person(3) })).toEqual([])
    }
  })

  test('those below are seen by their manager, by those above and by admins; not by those below, nor by who has left', async (storage) => {
    const account = newAccount()
    const chain = [0, 1, 2, 3].map((id) => employee(id, { managerId: id === 0 ? null : person(id - 1) }))
    await storage.replaceDirectory(account, [...chain, employee('left', { archivedOn: on })])
    const below = async (id: number | string, role: Viewer['role'] = 'employee') =>
      sorted(
        await storage.visibleEmployees({ accountId: account, employeeId: person(id), role }, { below: person(1) }, on),
      )
    for (const id of [0, 1]) expect(await below(id)).toEqual([person(2), person(3)])
    for (const id of [2, 3, 'left', 'stranger']) expect(await below(id)).toEqual([])
    expect(await below('stranger', 'admin')).toEqual([person(2), person(3)])
    expect(await below('left', 'admin')).toEqual([])
  })

  test('a chain of two hundred managers ends, and so does a circle of as many', async (storage) => {
    const account = newAccount()
    const ids = Array.from({ length: 200 }, (_, index) => index)
    const viewer: Viewer = { accountId: account, employeeId: person(0), role: 'employee' }
    const scopes: VisibilityScope[] = [{ among: ids.map(person) }, 'all']
    const chain = ids.map((id) => employee(id, { managerId: id === 0 ? null : person(id - 1) }))
    await storage.replaceDirectory(account, chain)
    for (const scope of scopes) expect((await storage.visibleEmployees(viewer, scope, on)).length).toBe(200)
    expect((await storage.visibleEmployees(viewer, { below: person(100) }, on)).length).toBe(99)
    expect(await storage.visibleEmployees(viewer, { among: [person(199)] }, on)).toEqual([person(199)])
    await storage.replaceDirectory(account, [employee(0, { managerId: person(199) }), ...chain.slice(1)])
    for (const scope of scopes) expect(await storage.visibleEmployees(viewer, scope, on)).toEqual([person(0)])
    expect(await storage.visibleEmployees(viewer, { below: person(0) }, on)).toEqual([])
  })

  test('in any organisation it is what core’s mayView says, for every viewer and everyone', async (storage) => {
    const account = newAccount()
    let pairs = 0
    await fc.assert(
      fc.asyncProperty(
        anyOrganisation(fc, on, { min: 140, max: 180 }),
        fc.integer({ min: 0, max: 1_000 }),
        async (employees, turn) => {
          await storage.replaceDirectory(account, employees)
          const everyone = [...employees.map(({ id }) => id), person('stranger')]
          pairs += await comparePairs(storage, { account, employees, everyone, turn, expect })
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
  /** Where to begin when not all can be tried. */
  readonly turn: number
}

/** Asks for everyone on behalf of everyone, and for some or a team. Returns how many pairs of people it compared. */
const comparePairs = async (
  storage: StorageAdapter,
  { account, employees, everyone, turn, expect }: Comparison,
): Promise<number> => {
  const directory = new Map(employees.map((each) => [each.id, each]))
  const above = new Map(employees.map(({ id }) => [id, new Set(managersAbove(id, directory))]))
  const ask = async (viewer: Viewer, index: number) => {
    const visible = everyone.filter((id) => mayView(viewer, id, directory, on))
    expect(sorted(await storage.visibleEmployees(viewer, 'all', on))).toEqual(sorted(visible))
    if ((index + turn) % 4 > 0) return
    expect(await storage.visibleEmployees(viewer, { among: everyone }, on)).toEqual(visible)
    const manager = everyone[(index * 7 + turn) % everyone.length] ?? viewer.employeeId
    const below = visible.includes(manager) ? everyone.filter((id) => above.get(id)?.has(manager)) : []
    expect(sorted(await storage.visibleEmployees(viewer, { below: manager }, on))).toEqual(sorted(below))
  }
  const viewers = everyone.map((employeeId): Viewer => ({ accountId: account, employeeId, role: 'employee' }))
  const admins = everyone
    .filter((_, index) => (index + turn) % 10 === 0)
    .map((employeeId): Viewer => ({ accountId: account, employeeId, role: 'admin' }))
  await Promise.all([...viewers, ...admins].map(ask))
  return (viewers.length + admins.length) * everyone.length
}
