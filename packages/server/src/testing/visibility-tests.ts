import { type Employee, type EmployeeId, mayView, type Viewer } from '@windmill/claude-core'
import { employee, newAccount, person } from './fixtures.ts'
import type { TestGroup } from './runner.ts'

const on = '2026-11-01'

export const visibilityTests = ({ test, expect, fc }: TestGroup): void => {
  test('nobody is seen among none, and nobody from another account', async (storage) => {
    const [account, other] = [newAccount(), newAccount()]
    await storage.replaceDirectory(account, [employee(1), employee(2, { managerId: person(1) })])
    await storage.replaceDirectory(other, [employee(1), employee(3, { managerId: person(1) })])
    for (const role of ['admin', 'employee'] as const) {
      const viewer: Viewer = { accountId: account, employeeId: person(1), role }
      expect(await storage.visibleEmployees(viewer, [], on)).toEqual([])
      expect(await storage.visibleEmployees(viewer, [person(3), person(2), person(1)], on)).toEqual([
        person(2),
        person(1),
      ])
    }
  })

  test('a chain of two hundred managers ends, and so does a circle of as many', async (storage) => {
    const account = newAccount()
    const ids = Array.from({ length: 200 }, (_, index) => index)
    const viewer: Viewer = { accountId: account, employeeId: person(0), role: 'employee' }
    const all = ids.map((id) => person(id))
    const chain = ids.map((id) => employee(id, { managerId: id === 0 ? null : person(id - 1) }))
    await storage.replaceDirectory(account, chain)
    expect((await storage.visibleEmployees(viewer, all, on)).length).toBe(200)
    expect(await storage.visibleEmployees(viewer, [person(199)], on)).toEqual([person(199)])
    await storage.replaceDirectory(account, [employee(0, { managerId: person(199) }), ...chain.slice(1)])
    expect(await storage.visibleEmployees(viewer, all, on)).toEqual([person(0)])
  })

  test('in any organisation it is what core’s mayView says, for every viewer', async (storage) => {
    const account = newAccount()
    // Seven people whose manager is anyone, themself, someone who does not exist, or nobody: most hold a circle.
    const organisation = fc.array(
      fc.record({
        manager: fc.option(fc.integer({ min: 0, max: 8 })),
        archivedOn: fc.constantFrom(null, null, null, '2026-10-31' as const, on, '2026-11-02' as const),
      }),
      { minLength: 1, maxLength: 7 },
    )
    const everyone = Array.from({ length: 9 }, (_, id) => person(id))
    const someone = fc.shuffledSubarray(everyone)
    await fc.assert(
      fc.asyncProperty(organisation, someone, async (people, among) => {
        const employees = people.map(({ manager, archivedOn }, id) =>
          employee(id, { managerId: manager === null ? null : person(manager), archivedOn }),
        )
        await storage.replaceDirectory(account, employees)
        const directory = new Map<EmployeeId, Employee>(employees.map((each) => [each.id, each]))
        for (const role of ['employee', 'admin'] as const) {
          for (const employeeId of role === 'admin' ? everyone.slice(0, 3) : everyone) {
            const viewer: Viewer = { accountId: account, employeeId, role }
            const expected = among.filter((id) => mayView(viewer, id, directory, on))
            expect(await storage.visibleEmployees(viewer, among, on)).toEqual(expected)
          }
        }
      }),
      { numRuns: 30 },
    )
  })
}
