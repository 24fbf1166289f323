import { type Day, type DirectoryProblem, type Employee, employeeId, isArchived } from '@windmill/claude-core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDirectReport, createEmployee } from '../testing/fixtures.ts'
import { findDirectoryProblems } from './find-directory-problems.ts'

const on: Day = '2026-11-22'
const findProblems = (employees: readonly Employee[]) =>
  findDirectoryProblems(employees, on).map(({ code, employeeId: id, message }) => ({ code, id, message }))

describe('findDirectoryProblems', () => {
  test('finds nothing when addresses are unique and managers are known', () => {
    expect(findProblems([])).toEqual([])
    expect(
      findProblems([
        createEmployee('ceo'),
        createDirectReport('maya', 'ceo'),
        createEmployee('no-email', { emails: [] }),
      ]),
    ).toEqual([])
  })

  test('finds an address that several employees share in different spellings, and names their ids', () => {
    const shared = [
      createEmployee('b', { emails: ['Ada@Example.com '] }),
      createEmployee('a', { emails: ['ada@example.com', 'ADA@example.com'] }),
    ]
    expect(findProblems(shared)).toEqual([
      { code: 'email_shared', id: 'a', message: expect.stringMatching(/ada@example\.com is also that of b\./) },
    ])
  })

  const archived = createEmployee('old', { emails: ['ada@example.com'], archivedOn: '2026-11-22' })
  const current = createEmployee('new', { emails: ['ada@example.com'] })

  test('accepts an address that an archived employee shares with one current employee', () => {
    expect(findProblems([archived, current])).toEqual([])
  })

  test('finds an address shared by two archived employees, or by two who are still employed on that day', () => {
    expect(findProblems([archived, { ...archived, id: employeeId('older') }]).map(({ code }) => code)).toEqual([
      'email_shared',
    ])
    expect(findProblems([{ ...archived, archivedOn: '2026-11-23' }, current]).map(({ code }) => code)).toEqual([
      'email_shared',
    ])
  })

  test('finds a cycle of managers once, starting at its smallest id', () => {
    const cycle = [createDirectReport('c', 'a'), createDirectReport('a', 'b'), createDirectReport('b', 'c')]
    expect(findProblems([...cycle, createDirectReport('outside', 'b')])).toEqual([
      { code: 'manager_cycle', id: 'a', message: expect.stringContaining('a → b → c → a.') },
    ])
    expect(findProblems([createDirectReport('self', 'self')])).toEqual([
      { code: 'manager_cycle', id: 'self', message: expect.stringContaining('self → self.') },
    ])
  })

  test('finds a first day after the last day', () => {
    const createPerson = (startedOn: Day | null, archivedOn: Day | null) =>
      createEmployee('a', { startedOn, archivedOn })
    expect(findProblems([createPerson('2026-03-02', '2026-03-01')])).toEqual([
      {
        code: 'days_reversed',
        id: 'a',
        message: expect.stringContaining('start on 2026-03-02, after they left on 2026-03-01'),
      },
    ])
    for (const [startedOn, archivedOn] of [
      ['2026-03-01', '2026-03-01'],
      ['2027-01-01', null],
      [null, '2026-03-01'],
    ] as const) {
      expect(findProblems([createPerson(startedOn, archivedOn)])).toEqual([])
    }
  })

  test('finds a manager who is not in the directory', () => {
    expect(findProblems([createDirectReport('maya', 'gone')])).toEqual([
      { code: 'manager_unknown', id: 'maya', message: expect.stringMatching(/manager gone is not in the directory/) },
    ])
  })

  test.each([
    'ada lovelace@example.com',
    'ada@example.com; not an address',
    'ada.example.com',
    'ａｄａ@example.com',
    'sip:ada@example.com',
    'X500:/o=Example/cn=ada',
    'ada@example.com\u0000',
  ])('finds an address that cannot be used, and shows it: %j', (email) => {
    expect(findProblems([createEmployee('maya', { emails: [email] })])).toEqual([
      { code: 'email_unusable', id: 'maya', message: expect.stringContaining(email.replace('\0', '�')) },
    ])
  })

  test('accepts addresses of another kind beside an e-mail address, as Exchange lists them', () => {
    const emails = ['SMTP:ada@example.com', 'smtp:ada@example.org', 'X500:/o=Example/cn=ada', 'SIP:ada@example.com']
    expect(findProblems([createEmployee('maya', { emails })])).toEqual([])
    expect(findProblems([createEmployee('maya', { emails: [...emails, 'ada'] })])).toEqual([
      { code: 'email_unusable', id: 'maya', message: expect.stringContaining('“ada” cannot') },
    ])
  })

  test('lists an employee with several unusable addresses once, and shortens a long address', () => {
    const [problem, ...others] = findProblems([createEmployee('maya', { emails: ['x'.repeat(5000), 'y', 'z'] })])
    expect(problem?.message).toMatch(/“x{60}…” and 2 more cannot be used/)
    expect(others).toEqual([])
  })

  test('names at most five ids', () => {
    const ids = Array.from({ length: 40 }, (_, index) => `p${String(index).padStart(2, '0')}`)
    const ring = ids.map((id, index) =>
      createDirectReport(id, ids[(index + 1) % 40] ?? '', { emails: ['all@example.com'] }),
    )
    const [shared, cycle, ...others] = findProblems(ring)
    expect(shared?.message).toContain('p01, p02, p03, p04, p05 and 34 more')
    expect(cycle?.message).toContain('p00 → p01 → p02 → p03 → p04 → … → p00')
    expect(others).toEqual([])
  })

  const ids = ['a', 'b', 'c', 'd', 'e']
  const anyDirectory = fc
    .array(
      fc.record({
        managerId: fc.option(fc.constantFrom(...ids, 'gone')),
        emails: fc.array(fc.constantFrom('x@example.com', 'y@example.com'), { maxLength: 2 }),
        archivedOn: fc.option(fc.constantFrom<Day>('2026-11-22', '2026-11-23'), { freq: 3 }),
      }),
      { maxLength: ids.length },
    )
    .map((people) =>
      people.map(({ managerId, ...fields }, index) =>
        createEmployee(ids[index] ?? '', { ...fields, managerId: managerId === null ? null : employeeId(managerId) }),
      ),
    )

  test('does not depend on the order of the employees', () => {
    const anyShuffledDirectory = anyDirectory.chain((people) =>
      fc.record({
        people: fc.constant(people),
        shuffled: fc.shuffledSubarray(people, { minLength: people.length, maxLength: people.length }),
      }),
    )
    fc.assert(
      fc.property(anyShuffledDirectory, ({ people, shuffled }) => {
        expect(findDirectoryProblems(shuffled, on)).toEqual(findDirectoryProblems(people, on))
      }),
    )
  })

  test('agrees with a check of each employee in turn, in any directory', () => {
    fc.assert(
      fc.property(anyDirectory, (people) => {
        const byId = new Map(people.map((person) => [person.id, person]))
        const problems = findDirectoryProblems(people, on)
        const listIds = (code: DirectoryProblem['code']) =>
          problems.filter((problem) => problem.code === code).map((problem) => problem.employeeId)

        const withUnknownManager = people.filter(({ managerId }) => managerId !== null && !byId.has(managerId))
        expect(new Set(listIds('manager_unknown'))).toEqual(new Set(withUnknownManager.map(({ id }) => id)))

        const findCycle = ({ id }: Employee): string[] => {
          const chain: string[] = []
          let manager = byId.get(id)?.managerId
          while (manager != null && !chain.includes(manager)) {
            chain.push(manager)
            manager = byId.get(manager)?.managerId
          }
          return chain.includes(id) ? chain : []
        }
        const firstIds = people.map(findCycle).flatMap((cycle) => cycle.toSorted().slice(0, 1))
        expect(listIds('manager_cycle').toSorted()).toEqual([...new Set(firstIds)].sort())

        const firstSharers = ['x@example.com', 'y@example.com'].flatMap((address) => {
          const owners = people.filter(({ emails }) => emails.includes(address))
          const currentOwners = owners.filter((owner) => !isArchived(owner, on))
          const candidates = currentOwners.length > 0 ? currentOwners : owners
          return candidates.length > 1
            ? candidates
                .map(({ id }) => id)
                .toSorted()
                .slice(0, 1)
            : []
        })
        expect(listIds('email_shared').toSorted()).toEqual(firstSharers.toSorted())
      }),
      { numRuns: 300 },
    )
  })
})
