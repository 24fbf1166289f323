import { type Day, type DirectoryProblem, type Employee, employeeId, isArchived } from '@windmill/claude-core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { person } from '../test/host.ts'
import { findDirectoryProblems } from './directory-problems.ts'

const on: Day = '2026-11-22'
const boss = (id: string) => ({ managerId: employeeId(id) })
const found = (employees: readonly Employee[]) =>
  findDirectoryProblems(employees, on).map(({ code, employeeId: id, message }) => ({ code, id, message }))

describe('what is wrong in a directory', () => {
  it('is nothing where everyone has an address and a manager of their own', () => {
    expect(found([])).toEqual([])
    expect(found([person('ceo'), person('maya', boss('ceo')), person('none', { emails: [] })])).toEqual([])
  })

  it('is an address that several have, in whatever spelling, with the others’ ids', () => {
    const shared = [
      person('b', { emails: ['Ada@Example.com '] }),
      person('a', { emails: ['ada@example.com', 'ADA@example.com'] }),
    ]
    expect(found(shared)).toEqual([
      { code: 'email_shared', id: 'a', message: expect.stringMatching(/ada@example\.com is also that of b\./) },
    ])
  })

  it('is none where an address went from someone who left to someone who is here', () => {
    const left = person('old', { emails: ['ada@example.com'], archivedOn: '2026-11-22' })
    const here = person('new', { emails: ['ada@example.com'] })
    expect(found([left, here])).toEqual([])
    expect(found([left, { ...left, id: employeeId('older') }]).map(({ code }) => code)).toEqual(['email_shared'])
    expect(found([{ ...left, archivedOn: '2026-11-23' }, here]).map(({ code }) => code)).toEqual(['email_shared'])
  })

  it('is a circle of managers, named once, from its first member on', () => {
    const circle = [person('c', boss('a')), person('a', boss('b')), person('b', boss('c'))]
    expect(found([...circle, person('outside', boss('b'))])).toEqual([
      { code: 'manager_cycle', id: 'a', message: expect.stringContaining('a → b → c → a.') },
    ])
    expect(found([person('self', boss('self'))])).toEqual([
      { code: 'manager_cycle', id: 'self', message: expect.stringContaining('self → self.') },
    ])
  })

  it('is a manager who is not there', () => {
    expect(found([person('maya', boss('gone'))])).toEqual([
      { code: 'manager_unknown', id: 'maya', message: expect.stringMatching(/manager gone is not in the directory/) },
    ])
  })

  it('names no more than a few of many', () => {
    const ids = Array.from({ length: 40 }, (_, index) => `p${String(index).padStart(2, '0')}`)
    const ring = ids.map((id, index) =>
      person(id, { emails: ['all@example.com'], ...boss(ids[(index + 1) % 40] ?? '') }),
    )
    const [shared, cycle, ...others] = found(ring)
    expect(shared?.message).toContain('p01, p02, p03, p04, p05 and 34 more')
    expect(cycle?.message).toContain('p00 → p01 → p02 → p03 → p04 → … → p00')
    expect(others).toEqual([])
  })

  const ids = ['a', 'b', 'c', 'd', 'e']
  const directory = fc
    .array(
      fc.record({
        managerId: fc.option(fc.constantFrom(...ids, 'gone')),
        emails: fc.array(fc.constantFrom('x@example.com', 'y@example.com'), { maxLength: 2 }),
        archivedOn: fc.option(fc.constantFrom<Day>('2026-11-22', '2026-11-23'), { freq: 3 }),
      }),
      { maxLength: ids.length },
    )
    .map((people) =>
      people.map(({ managerId, ...rest }, index) =>
        person(ids[index] ?? '', { ...rest, managerId: managerId === null ? null : employeeId(managerId) }),
      ),
    )

  it('is the same for every order of the employees', () => {
    const shuffled = directory.chain((people) =>
      fc.record({
        people: fc.constant(people),
        other: fc.shuffledSubarray(people, { minLength: people.length, maxLength: people.length }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ people, other }) => {
        const sorted = (problems: readonly DirectoryProblem[]) => problems.map((one) => JSON.stringify(one)).sort()
        expect(sorted(findDirectoryProblems(other, on))).toEqual(sorted(findDirectoryProblems(people, on)))
      }),
    )
  })

  it('is what going through it person by person finds, in any directory', () => {
    fc.assert(
      fc.property(directory, (people) => {
        const byId = new Map(people.map((one) => [one.id, one]))
        const problems = findDirectoryProblems(people, on)
        const idsOf = (code: DirectoryProblem['code']) =>
          problems.filter((problem) => problem.code === code).map((problem) => problem.employeeId)

        const unknown = people.filter(({ managerId }) => managerId !== null && !byId.has(managerId))
        expect(new Set(idsOf('manager_unknown'))).toEqual(new Set(unknown.map(({ id }) => id)))

        const circleOf = ({ id }: Employee): string[] => {
          const line: string[] = []
          for (let at = byId.get(id)?.managerId; at != null && !line.includes(at); at = byId.get(at)?.managerId)
            line.push(at)
          return line.includes(id) ? line : []
        }
        const firsts = people.map(circleOf).flatMap((circle) => circle.toSorted().slice(0, 1))
        expect(idsOf('manager_cycle').toSorted()).toEqual([...new Set(firsts)].sort())

        const conflicts = ['x@example.com', 'y@example.com'].flatMap((address) => {
          const owners = people.filter(({ emails }) => emails.includes(address))
          const active = owners.filter((one) => !isArchived(one, on))
          const several = active.length > 0 ? active : owners
          return several.length > 1
            ? several
                .map(({ id }) => id)
                .toSorted()
                .slice(0, 1)
            : []
        })
        expect(idsOf('email_shared').toSorted()).toEqual(conflicts.toSorted())
      }),
      { numRuns: 300 },
    )
  })
})
