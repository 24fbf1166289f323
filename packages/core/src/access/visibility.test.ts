import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isArchived } from '../people/employee.ts'
import { type EmployeeId, employeeId } from '../people/ids.ts'
import type { Day } from '../time/day.ts'
import type { Viewer } from './viewer.ts'
import { canView, listManagers, listTeam, listVisible, type VisibilityScope } from './visibility.ts'

interface Person {
  readonly id: EmployeeId
  readonly managerId: EmployeeId | null
  readonly archivedOn: Day | null
}
type Directory = ReadonlyMap<EmployeeId, Person>

const today: Day = '2026-11-20'
const id = (index: number) => employeeId(`e-${index}`)

/** Random managers: chains, trees, cycles of any length, people who manage themselves, managers outside the directory. */
const anyDirectory: fc.Arbitrary<Directory> = fc
  .array(
    fc.record({
      manager: fc.option(fc.integer({ min: 0, max: 11 }), { freq: 6 }),
      archivedOn: fc.constantFrom(null, null, null, '2026-06-30' as Day, today, '2026-12-31' as Day),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .map(
    (people) =>
      new Map(
        people.map(({ manager, archivedOn }, index) => [
          id(index),
          { id: id(index), managerId: manager === null ? null : id(manager), archivedOn },
        ]),
      ),
  )
const anyId = fc.integer({ min: 0, max: 12 }).map(id)

/**
 * Maps each employee to everyone above them, by a second algorithm: the transitive closure of the managers in the
 * directory. Employees above themselves are on a cycle; their managers are removed, and the closure is computed again.
 */
const computeManagersByClosure = (directory: Directory): Map<EmployeeId, Set<EmployeeId>> => {
  const computeClosure = (people: readonly Person[]) => {
    const above = new Map(
      people.map(({ id, managerId }) => [id, new Set(managerId && directory.has(managerId) ? [managerId] : [])]),
    )
    for (const middle of above.keys()) {
      for (const managers of above.values()) {
        if (managers.has(middle)) for (const higher of above.get(middle) ?? []) managers.add(higher)
      }
    }
    return above
  }
  const people = [...directory.values()]
  const withCycles = computeClosure(people)
  return computeClosure(people.map((one) => (withCycles.get(one.id)?.has(one.id) ? { ...one, managerId: null } : one)))
}

const canViewByClosure = (viewer: Pick<Viewer, 'employeeId' | 'role'>, subject: EmployeeId, directory: Directory) => {
  const self = directory.get(viewer.employeeId)
  const hasLeft = self?.archivedOn != null && self.archivedOn <= today
  const isRelated =
    viewer.employeeId === subject || computeManagersByClosure(directory).get(subject)?.has(viewer.employeeId) === true
  return directory.has(subject) && !hasLeft && (viewer.role === 'admin' || (self !== undefined && isRelated))
}

describe('over random directories', () => {
  test('listManagers returns every transitive manager once, without members of a cycle above each other', () => {
    fc.assert(
      fc.property(anyDirectory, anyId, (directory, subject) => {
        const chain = listManagers(subject, directory)
        expect(new Set(chain)).toEqual(computeManagersByClosure(directory).get(subject) ?? new Set())
        expect(new Set(chain).size).toBe(chain.length)
      }),
      { numRuns: 500 },
    )
  })

  test('employees see themselves and everyone below them, admins see everyone, and archived viewers see nobody', () => {
    fc.assert(
      fc.property(
        anyDirectory,
        fc.record({ employeeId: anyId, role: fc.constantFrom('employee', 'admin') }),
        anyId,
        (directory, viewer, subject) => {
          expect(canView(viewer, subject, directory, today)).toBe(canViewByClosure(viewer, subject, directory))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('no two employees see each other', () => {
    fc.assert(
      fc.property(anyDirectory, anyId, anyId, (directory, a, b) => {
        fc.pre(a !== b)
        const sees = (viewer: EmployeeId, subject: EmployeeId) =>
          canView({ employeeId: viewer, role: 'employee' }, subject, directory, today)
        expect(sees(a, b) && sees(b, a)).toBe(false)
      }),
    )
  })
})

/** Larger directories, so that many people are below a cycle and teams are nested. */
const anyLargeDirectory: fc.Arbitrary<Directory> = fc
  .array(
    fc.record({
      manager: fc.option(fc.integer({ min: 0, max: 45 }), { freq: 12 }),
      archivedOn: fc.constantFrom(null, null, null, null, today, '2026-12-31' as Day),
    }),
    { minLength: 15, maxLength: 40, size: 'max' },
  )
  .map(
    (people) =>
      new Map(
        people.map(({ manager, archivedOn }, index) => [
          id(index),
          // Mostly an earlier employee, which makes long chains. Sometimes anyone, which makes cycles.
          {
            id: id(index),
            managerId: manager === null ? null : id(manager % 5 === 0 ? manager : manager % (index + 1)),
            archivedOn,
          },
        ]),
      ),
  )
const anyIdOfLarge = fc.integer({ min: 0, max: 41 }).map(id)
const anyViewer = fc.record({
  employeeId: anyIdOfLarge,
  role: fc.constantFrom<Viewer['role']>('employee', 'employee', 'admin'),
})
const anyScope: fc.Arbitrary<VisibilityScope> = fc.oneof(
  fc.constant('all' as const),
  fc.record({ below: anyIdOfLarge }),
  fc.record({ among: fc.array(anyIdOfLarge, { maxLength: 12 }) }),
)

describe('lists over random directories', () => {
  const directories = fc.oneof(anyDirectory, anyLargeDirectory)

  test('listTeam returns everyone with the manager in their listManagers', () => {
    fc.assert(
      fc.property(directories, anyIdOfLarge, (directory, manager) => {
        expect(listTeam(manager, directory)).toEqual(
          [...directory.keys()].filter((one) => listManagers(one, directory).includes(manager)),
        )
      }),
      { numRuns: 1000 },
    )
  })

  test('listVisible returns the employees of the scope that canView allows', () => {
    fc.assert(
      fc.property(directories, anyViewer, anyScope, (directory, viewer, scope) => {
        const isVisible = (one: EmployeeId) => canView(viewer, one, directory, today)
        const inScope =
          scope === 'all'
            ? [...directory.keys()]
            : 'among' in scope
              ? scope.among
              : isVisible(scope.below)
                ? [...directory.keys()].filter((one) => listManagers(one, directory).includes(scope.below))
                : []
        expect(listVisible(viewer, scope, directory, today)).toEqual(inScope.filter(isVisible))
      }),
      { numRuns: 2000 },
    )
  })

  test('a viewer who may see a manager may see everyone below the manager', () => {
    fc.assert(
      fc.property(directories, anyViewer, anyIdOfLarge, (directory, viewer, manager) => {
        fc.pre(canView(viewer, manager, directory, today))
        for (const one of listTeam(manager, directory)) expect(canView(viewer, one, directory, today)).toBe(true)
      }),
    )
  })
})

describe('canView', () => {
  const person = (name: string, manager: string | null, archivedOn: Day | null = null): Person => ({
    id: employeeId(name),
    managerId: manager === null ? null : employeeId(manager),
    archivedOn,
  })
  const people = [
    person('ceo', null),
    person('vp', 'ceo'),
    person('lead', 'vp'),
    person('ada', 'lead'),
    person('bob', 'lead'),
    person('leaver', 'lead', '2026-11-20'),
    person('leaving', 'lead', '2026-11-21'),
    person('archived lead', 'vp', '2026-01-31'),
    person('orphan', 'someone unknown'),
    person('under archived', 'archived lead'),
    person('self', 'self'),
    person('under self', 'self'),
    person('cycle 1', 'cycle 2'),
    person('cycle 2', 'cycle 1'),
    person('under cycle 1', 'cycle 1'),
  ]
  const directory: Directory = new Map(people.map((one) => [one.id, one]))

  test.each<[viewer: string, role: Viewer['role'], subject: string, isVisible: boolean, rule: string]>([
    ['ada', 'employee', 'ada', true, 'employees see themselves'],
    ['lead', 'employee', 'ada', true, 'managers see direct reports'],
    ['vp', 'employee', 'ada', true, 'managers see two levels below'],
    ['ceo', 'employee', 'ada', true, 'managers see any depth'],
    ['ada', 'employee', 'bob', false, 'peers do not see each other'],
    ['ada', 'employee', 'lead', false, 'employees do not see their manager'],
    ['lead', 'employee', 'vp', false, 'managers do not see their own manager'],
    ['lead', 'employee', 'under archived', false, 'managers do not see another manager’s reports'],
    ['bob', 'admin', 'ceo', true, 'admins see everyone'],
    ['admin from outside', 'admin', 'ada', true, 'an admin need not be an employee'],
    ['stranger', 'employee', 'stranger', false, 'a viewer outside the directory does not see themself'],
    ['stranger', 'employee', 'ada', false, 'a viewer outside the directory sees nobody'],
    ['bob', 'admin', 'stranger', false, 'nobody sees an employee outside the directory'],
    ['lead', 'employee', 'leaver', true, 'managers see archived reports'],
    ['leaver', 'employee', 'leaver', false, 'an archived viewer does not see themself'],
    ['leaver', 'admin', 'ada', false, 'an archived admin sees nobody'],
    ['leaving', 'employee', 'leaving', true, 'a viewer sees themself until the archived date'],
    ['archived lead', 'employee', 'under archived', false, 'an archived manager sees nobody'],
    ['vp', 'employee', 'under archived', true, 'managers see the reports of an archived manager below them'],
    ['someone unknown', 'employee', 'orphan', false, 'a manager outside the directory sees nobody'],
    ['orphan', 'employee', 'orphan', true, 'an employee with an unknown manager sees themself'],
    ['self', 'employee', 'self', true, 'an employee who manages themself sees themself'],
    ['self', 'employee', 'under self', true, 'a manager who manages themself sees their reports'],
    ['cycle 1', 'employee', 'cycle 2', false, 'members of a cycle do not see each other'],
    ['cycle 2', 'employee', 'cycle 1', false, 'members of a cycle do not see each other'],
    ['cycle 1', 'employee', 'under cycle 1', true, 'a manager on a cycle sees their reports outside it'],
    ['cycle 2', 'employee', 'under cycle 1', false, 'other members of the cycle do not see those reports'],
  ])('for viewer %s (%s) and employee %s is %s: %s', (viewer, role, subject, isVisible) => {
    expect(canView({ employeeId: employeeId(viewer), role }, employeeId(subject), directory, today)).toBe(isVisible)
  })

  test('listManagers returns the nearest manager first', () => {
    expect(listManagers(employeeId('ada'), directory)).toEqual(['lead', 'vp', 'ceo'])
  })
})

describe('isArchived', () => {
  test('is true from the archived date on', () => {
    const days: Day[] = ['2026-11-19', '2026-11-20', '2026-11-21']
    expect(days.map((on) => isArchived({ archivedOn: '2026-11-20' }, on))).toEqual([false, true, true])
    expect(isArchived({ archivedOn: null }, '2026-11-20')).toBe(false)
  })
})
