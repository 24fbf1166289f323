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

/** Managers at random: chains, trees, circles of any length, people who manage themselves, managers nobody knows. */
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
const anyone = fc.integer({ min: 0, max: 12 }).map(id)

/**
 * Who is above whom, as a relation: the edges to managers who are known, closed under composition. Those who come out
 * above themselves are on a circle; their edges are taken away, and the rest is closed again.
 */
const naiveAbove = (directory: Directory): Map<EmployeeId, Set<EmployeeId>> => {
  const close = (people: readonly Person[]) => {
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
  const first = close(people)
  return close(people.map((one) => (first.get(one.id)?.has(one.id) ? { ...one, managerId: null } : one)))
}

const naiveMayView = (viewer: Pick<Viewer, 'employeeId' | 'role'>, subject: EmployeeId, directory: Directory) => {
  const self = directory.get(viewer.employeeId)
  const hasLeft = self?.archivedOn != null && self.archivedOn <= today
  const related = viewer.employeeId === subject || naiveAbove(directory).get(subject)?.has(viewer.employeeId) === true
  return directory.has(subject) && !hasLeft && (viewer.role === 'admin' || (self !== undefined && related))
}

describe('over random organisations', () => {
  test('those above someone are the transitive managers, circles cut', () => {
    fc.assert(
      fc.property(anyDirectory, anyone, (directory, subject) => {
        const chain = listManagers(subject, directory)
        expect(new Set(chain)).toEqual(naiveAbove(directory).get(subject) ?? new Set())
        expect(new Set(chain).size).toBe(chain.length)
      }),
      { numRuns: 500 },
    )
  })

  test('an employee sees themself and those below, an admin everyone, and nobody else anything', () => {
    fc.assert(
      fc.property(
        anyDirectory,
        fc.record({ employeeId: anyone, role: fc.constantFrom('employee', 'admin') }),
        anyone,
        (directory, viewer, subject) => {
          expect(canView(viewer, subject, directory, today)).toBe(naiveMayView(viewer, subject, directory))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('no two employees see each other', () => {
    fc.assert(
      fc.property(anyDirectory, anyone, anyone, (directory, a, b) => {
        fc.pre(a !== b)
        const sees = (viewer: EmployeeId, subject: EmployeeId) =>
          canView({ employeeId: viewer, role: 'employee' }, subject, directory, today)
        expect(sees(a, b) && sees(b, a)).toBe(false)
      }),
    )
  })
})

/** Larger ones, so that a circle has a company hanging on it, and a team has teams. */
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
          // Mostly someone further up, so that lines are long; sometimes anyone, which makes circles.
          {
            id: id(index),
            managerId: manager === null ? null : id(manager % 5 === 0 ? manager : manager % (index + 1)),
            archivedOn,
          },
        ]),
      ),
  )
const anyViewer = fc.record({
  employeeId: fc.integer({ min: 0, max: 41 }).map(id),
  role: fc.constantFrom<Viewer['role']>('employee', 'employee', 'admin'),
})
const anyScope: fc.Arbitrary<VisibilityScope> = fc.oneof(
  fc.constant('all' as const),
  fc.record({ below: fc.integer({ min: 0, max: 41 }).map(id) }),
  fc.record({ among: fc.array(fc.integer({ min: 0, max: 41 }).map(id), { maxLength: 12 }) }),
)

describe('whole sets, over random organisations', () => {
  const directories = fc.oneof(anyDirectory, anyLargeDirectory)

  test('a team is everyone who has the manager above them', () => {
    fc.assert(
      fc.property(directories, fc.integer({ min: 0, max: 41 }).map(id), (directory, manager) => {
        expect(listTeam(manager, directory)).toEqual(
          [...directory.keys()].filter((one) => listManagers(one, directory).includes(manager)),
        )
      }),
      { numRuns: 1000 },
    )
  })

  test('a viewer sees of a set exactly those whom they see one by one', () => {
    fc.assert(
      fc.property(directories, anyViewer, anyScope, (directory, viewer, scope) => {
        const may = (one: EmployeeId) => canView(viewer, one, directory, today)
        const asked =
          scope === 'all'
            ? [...directory.keys()]
            : 'among' in scope
              ? scope.among
              : may(scope.below)
                ? [...directory.keys()].filter((one) => listManagers(one, directory).includes(scope.below))
                : []
        expect(listVisible(viewer, scope, directory, today)).toEqual(asked.filter(may))
      }),
      { numRuns: 2000 },
    )
  })

  test('whoever may see a manager may see everyone below them', () => {
    fc.assert(
      fc.property(directories, anyViewer, fc.integer({ min: 0, max: 41 }).map(id), (directory, viewer, manager) => {
        fc.pre(canView(viewer, manager, directory, today))
        for (const one of listTeam(manager, directory)) expect(canView(viewer, one, directory, today)).toBe(true)
      }),
    )
  })
})

describe('who sees whom', () => {
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
    person('ring 1', 'ring 2'),
    person('ring 2', 'ring 1'),
    person('under ring 1', 'ring 1'),
  ]
  const directory: Directory = new Map(people.map((one) => [one.id, one]))

  test.each<[viewer: string, role: Viewer['role'], subject: string, seen: boolean, why: string]>([
    ['ada', 'employee', 'ada', true, 'oneself'],
    ['lead', 'employee', 'ada', true, 'a direct report'],
    ['vp', 'employee', 'ada', true, 'two levels below'],
    ['ceo', 'employee', 'ada', true, 'at any depth'],
    ['ada', 'employee', 'bob', false, 'a peer'],
    ['ada', 'employee', 'lead', false, 'one’s manager'],
    ['lead', 'employee', 'vp', false, 'those above'],
    ['lead', 'employee', 'under archived', false, 'another’s report'],
    ['bob', 'admin', 'ceo', true, 'an admin sees everyone'],
    ['admin from outside', 'admin', 'ada', true, 'an admin need not be an employee'],
    ['stranger', 'employee', 'stranger', false, 'who is not in the directory'],
    ['stranger', 'employee', 'ada', false, 'a stranger sees nobody'],
    ['bob', 'admin', 'stranger', false, 'who is not in the directory cannot be seen'],
    ['lead', 'employee', 'leaver', true, 'history of a report who left'],
    ['leaver', 'employee', 'leaver', false, 'who has left sees nothing, not even themself'],
    ['leaver', 'admin', 'ada', false, 'nor as an admin'],
    ['leaving', 'employee', 'leaving', true, 'until the day they leave'],
    ['archived lead', 'employee', 'under archived', false, 'a manager who left'],
    ['vp', 'employee', 'under archived', true, 'through a manager who left'],
    ['someone unknown', 'employee', 'orphan', false, 'a manager who is not in the directory'],
    ['orphan', 'employee', 'orphan', true, 'oneself, without a manager'],
    ['self', 'employee', 'self', true, 'oneself, managing oneself'],
    ['self', 'employee', 'under self', true, 'below someone who manages themself'],
    ['ring 1', 'employee', 'ring 2', false, 'on a circle nobody is above'],
    ['ring 2', 'employee', 'ring 1', false, 'on a circle nobody is above'],
    ['ring 1', 'employee', 'under ring 1', true, 'the manager on the circle'],
    ['ring 2', 'employee', 'under ring 1', false, 'others on the circle are not above'],
  ])('%s (%s) looking at %s: %s (%s)', (viewer, role, subject, seen) => {
    expect(canView({ employeeId: employeeId(viewer), role }, employeeId(subject), directory, today)).toBe(seen)
  })

  test('managers are named nearest first', () => {
    expect(listManagers(employeeId('ada'), directory)).toEqual(['lead', 'vp', 'ceo'])
  })
})

describe('isArchived', () => {
  test('an employee has left from their archived day on', () => {
    const days: Day[] = ['2026-11-19', '2026-11-20', '2026-11-21']
    expect(days.map((on) => isArchived({ archivedOn: '2026-11-20' }, on))).toEqual([false, true, true])
    expect(isArchived({ archivedOn: null }, '2026-11-20')).toBe(false)
  })
})
