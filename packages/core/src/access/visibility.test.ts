import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEmployee, today } from '../../test/people.ts'
import { type EmployeeId, employeeId } from '../people/ids.ts'
import { type Participation, participations } from '../people/participation.ts'
import type { Day } from '../time/day.ts'
import { permissions } from './permissions.ts'
import {
  canView,
  canViewFigures,
  canViewTeam,
  listManagers,
  listTeam,
  listVisible,
  type VisibilityScope,
  type VisibilityViewer,
} from './visibility.ts'

interface Person {
  readonly id: EmployeeId
  readonly managerId: EmployeeId | null
  readonly archivedOn: Day | null
  readonly participation: Participation
}
type Directory = ReadonlyMap<EmployeeId, Person>

const createId = (index: number) => employeeId(`e-${index}`)

/** A directory with random managers: trees, cycles of any length, own managers, and managers outside the directory. */
const anyDirectory: fc.Arbitrary<Directory> = fc
  .array(
    fc.record({
      manager: fc.option(fc.integer({ min: 0, max: 11 }), { freq: 6 }),
      archivedOn: fc.constantFrom(null, null, null, '2026-06-30' as Day, today, '2026-12-31' as Day),
      participation: fc.constantFrom(...participations),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .map(
    (people) =>
      new Map(
        people.map(({ manager, ...person }, index) => [
          createId(index),
          { ...person, id: createId(index), managerId: manager === null ? null : createId(manager) },
        ]),
      ),
  )
const anyId = fc.integer({ min: 0, max: 12 }).map(createId)

/**
 * Computes everyone above each employee by a second algorithm: the transitive closure of the managers in the directory.
 * Employees above themselves are on a cycle. Their managers are removed, and the closure is computed again.
 */
const computeManagersByClosure = (directory: Directory): Map<EmployeeId, Set<EmployeeId>> => {
  const computeClosure = (people: readonly Person[]) => {
    const managersById = new Map(
      people.map(({ id, managerId }) => [id, new Set(managerId && directory.has(managerId) ? [managerId] : [])]),
    )
    for (const [manager, managersAbove] of managersById) {
      for (const managers of managersById.values()) {
        if (managers.has(manager)) for (const id of managersAbove) managers.add(id)
      }
    }
    return managersById
  }
  const people = [...directory.values()]
  const withCycles = computeClosure(people)
  return computeClosure(
    people.map((person) => (withCycles.get(person.id)?.has(person.id) ? { ...person, managerId: null } : person)),
  )
}

/** Decides like `canView`, by the second algorithm. */
const canViewByClosure = (viewer: VisibilityViewer, subject: EmployeeId, directory: Directory) => {
  const hasLeft = (id: EmployeeId) => {
    const archivedOn = directory.get(id)?.archivedOn
    return archivedOn != null && archivedOn <= today
  }
  if (!directory.has(subject) || hasLeft(viewer.employeeId)) return false
  const managers = computeManagersByClosure(directory).get(subject) ?? new Set()
  const isManager = [viewer.employeeId, ...viewer.actsFor].some((id) => managers.has(id) && !hasLeft(id))
  return viewer.permissions.includes('people:view') || viewer.employeeId === subject || isManager
}

/** No permission, every permission but `people:view`, or every permission. */
const anyPermissions = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  fc.constant(permissions.filter((permission) => permission !== 'people:view')),
  fc.constant(permissions),
)

describe('visibility, over random directories', () => {
  test('listManagers returns everyone above an employee once, but members of a cycle are not above each other', () => {
    fc.assert(
      fc.property(anyDirectory, anyId, (directory, subject) => {
        const chain = listManagers(subject, directory)
        expect(new Set(chain)).toEqual(computeManagersByClosure(directory).get(subject) ?? new Set())
        expect(new Set(chain).size).toBe(chain.length)
      }),
      { numRuns: 500 },
    )
  })

  test('viewers see themselves and everyone below them or below a manager they stand in for; people:view shows everyone; archived viewers see nobody', () => {
    fc.assert(
      fc.property(
        anyDirectory,
        fc.record({ employeeId: anyId, permissions: anyPermissions, actsFor: fc.array(anyId, { maxLength: 2 }) }),
        anyId,
        (directory, viewer, subject) => {
          expect(canView(viewer, subject, directory, today)).toBe(canViewByClosure(viewer, subject, directory))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('canViewFigures returns the same as canView, but hides employees with the participation totals from everyone else', () => {
    fc.assert(
      fc.property(
        anyDirectory,
        fc.record({ employeeId: anyId, permissions: anyPermissions, actsFor: fc.array(anyId, { maxLength: 2 }) }),
        anyId,
        (directory, viewer, subject) => {
          const isShownToOthers = directory.get(subject)?.participation !== 'totals'
          expect(canViewFigures(viewer, subject, directory, today)).toBe(
            canView(viewer, subject, directory, today) && (isShownToOthers || viewer.employeeId === subject),
          )
        },
      ),
      { numRuns: 500 },
    )
  })

  test('no two viewers without permissions see each other', () => {
    fc.assert(
      fc.property(anyDirectory, anyId, anyId, (directory, a, b) => {
        fc.pre(a !== b)
        const canSee = (viewer: EmployeeId, subject: EmployeeId) =>
          canView({ employeeId: viewer, permissions: [], actsFor: [] }, subject, directory, today)
        expect(canSee(a, b) && canSee(b, a)).toBe(false)
      }),
    )
  })
})

/** A larger directory, in which many people are below a cycle and teams are nested. */
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
          createId(index),
          // The manager is mostly an earlier employee, which makes long chains, and sometimes anyone, which makes
          // cycles.
          {
            id: createId(index),
            managerId: manager === null ? null : createId(manager % 5 === 0 ? manager : manager % (index + 1)),
            archivedOn,
            participation: 'included',
          },
        ]),
      ),
  )
const anyIdInLargeDirectory = fc.integer({ min: 0, max: 41 }).map(createId)
const anyViewer = fc.record({
  employeeId: anyIdInLargeDirectory,
  permissions: anyPermissions,
  actsFor: fc.array(anyIdInLargeDirectory, { maxLength: 2 }),
})
const anyScope: fc.Arbitrary<VisibilityScope> = fc.oneof(
  fc.constant('all' as const),
  fc.record({ below: anyIdInLargeDirectory }),
  fc.record({ among: fc.array(anyIdInLargeDirectory, { maxLength: 12 }) }),
)

describe('visibility of teams and lists, over random directories', () => {
  const anySizedDirectory = fc.oneof(anyDirectory, anyLargeDirectory)

  test('listTeam returns everyone with the manager among their managers, in the order of the directory', () => {
    fc.assert(
      fc.property(anySizedDirectory, anyIdInLargeDirectory, (directory, manager) => {
        expect(listTeam(manager, directory)).toEqual(
          [...directory.keys()].filter((id) => listManagers(id, directory).includes(manager)),
        )
      }),
      { numRuns: 1000 },
    )
  })

  test('listVisible returns the employees of the scope that canView allows, in the order of the scope', () => {
    fc.assert(
      fc.property(anySizedDirectory, anyViewer, anyScope, (directory, viewer, scope) => {
        const isVisible = (id: EmployeeId) => canView(viewer, id, directory, today)
        const idsInScope =
          scope === 'all'
            ? [...directory.keys()]
            : 'among' in scope
              ? scope.among
              : canViewTeam(viewer, scope.below, directory, today)
                ? [...directory.keys()].filter((id) => listManagers(id, directory).includes(scope.below))
                : []
        expect(listVisible(viewer, scope, directory, today)).toEqual(idsInScope.filter(isVisible))
      }),
      { numRuns: 2000 },
    )
  })

  test('a viewer sees the team of a manager they see or stand in for, and no other team', () => {
    fc.assert(
      fc.property(anySizedDirectory, anyViewer, anyIdInLargeDirectory, (directory, viewer, manager) => {
        const hasNoArchivedDate = directory.get(manager)?.archivedOn == null
        // Standing in for a manager ends when the manager is archived. The property therefore covers managers with an
        // archived date only if the viewer may see them.
        const isViewerEmployed = canView({ ...viewer, permissions: [] }, viewer.employeeId, directory, today)
        fc.pre(isViewerEmployed && (hasNoArchivedDate || canView(viewer, manager, directory, today)))
        expect(canViewTeam(viewer, manager, directory, today)).toBe(
          canView(viewer, manager, directory, today) || (viewer.actsFor.includes(manager) && directory.has(manager)),
        )
      }),
    )
  })

  test('a viewer who may see a team may see everyone in it', () => {
    fc.assert(
      fc.property(anySizedDirectory, anyViewer, anyIdInLargeDirectory, (directory, viewer, manager) => {
        fc.pre(canViewTeam(viewer, manager, directory, today))
        for (const id of listTeam(manager, directory)) expect(canView(viewer, id, directory, today)).toBe(true)
      }),
    )
  })
})

describe('in an example company', () => {
  const createPerson = (name: string, manager: string | null, archivedOn: Day | null = null): Person => ({
    ...createEmployee(name, [], archivedOn),
    managerId: manager === null ? null : employeeId(manager),
  })
  const people = [
    createPerson('ceo', null),
    createPerson('vp', 'ceo'),
    createPerson('lead', 'vp'),
    createPerson('ada', 'lead'),
    createPerson('bob', 'lead'),
    createPerson('leaver', 'lead', '2026-11-20'),
    createPerson('leaving', 'lead', '2026-11-21'),
    createPerson('archived lead', 'vp', '2026-01-31'),
    createPerson('orphan', 'someone unknown'),
    createPerson('under archived', 'archived lead'),
    createPerson('self', 'self'),
    createPerson('under self', 'self'),
    createPerson('cycle 1', 'cycle 2'),
    createPerson('cycle 2', 'cycle 1'),
    createPerson('under cycle 1', 'cycle 1'),
  ]
  const directory: Directory = new Map(people.map((person) => [person.id, person]))

  test.each<[viewer: string, role: 'employee' | 'admin', subject: string, isVisible: boolean, rule: string]>([
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
    ['orphan', 'employee', 'orphan', true, 'an employee with a manager outside the directory sees themself'],
    ['self', 'employee', 'self', true, 'an employee who manages themself sees themself'],
    ['self', 'employee', 'under self', true, 'a manager who manages themself sees their reports'],
    ['cycle 1', 'employee', 'cycle 2', false, 'members of a cycle do not see each other'],
    ['cycle 2', 'employee', 'cycle 1', false, 'members of a cycle do not see each other'],
    ['cycle 1', 'employee', 'under cycle 1', true, 'a manager on a cycle sees their reports outside it'],
    ['cycle 2', 'employee', 'under cycle 1', false, 'a member of a cycle does not see the reports of another member'],
  ])('canView for viewer %s (%s) and employee %s is %s: %s', (viewer, role, subject, isVisible) => {
    const identity = { employeeId: employeeId(viewer), permissions: role === 'admin' ? permissions : [], actsFor: [] }
    expect(canView(identity, employeeId(subject), directory, today)).toBe(isVisible)
  })

  test.each<[viewer: string, actsFor: string, subject: string, isVisible: boolean, rule: string]>([
    ['bob', 'vp', 'ada', true, 'a deputy sees everyone below the principal'],
    ['bob', 'vp', 'lead', true, 'a deputy sees their own manager below the principal'],
    ['bob', 'vp', 'vp', false, 'a deputy does not see the principal'],
    ['bob', 'vp', 'ceo', false, 'a deputy sees nobody above the principal'],
    ['assistant from outside', 'vp', 'ada', true, 'a deputy need not be an employee'],
    ['bob', 'archived lead', 'under archived', false, 'a deputy of an archived manager does not see their reports'],
    ['leaver', 'vp', 'ada', false, 'an archived deputy sees nobody'],
    ['bob', 'someone unknown', 'orphan', false, 'a deputy of an unknown manager does not see their reports'],
    ['bob', 'cycle 2', 'cycle 1', false, 'a deputy of a member of a cycle does not see the other members'],
  ])(
    'canView for viewer %s, who stands in for %s, and employee %s is %s: %s',
    (viewer, actsFor, subject, isVisible) => {
      const identity = { employeeId: employeeId(viewer), permissions: [], actsFor: [employeeId(actsFor)] }
      expect(canView(identity, employeeId(subject), directory, today)).toBe(isVisible)
    },
  )

  test('listManagers returns the nearest manager first', () => {
    expect(listManagers(employeeId('ada'), directory)).toEqual(['lead', 'vp', 'ceo'])
  })
})
