import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Day } from './day.ts'
import type { Employee } from './employee.ts'
import { claudeUserId, employeeId } from './ids.ts'
import { type ClaudeUser, createMatcher, type Link, reconcileLinks } from './matching.ts'

const today: Day = '2026-11-20'
const gone: Day = '2026-06-30'

const employee = (id: string, emails: readonly string[], archivedOn: Day | null = null): Employee => ({
  id: employeeId(id),
  name: id,
  emails,
  managerId: null,
  archivedOn,
})
const user = (id: string, email: string | null): ClaudeUser => ({ id: claudeUserId(id), email })
const link = (user: string, employee: string, method: Link['method'] = 'email'): Link => ({
  claudeUserId: claudeUserId(user),
  employeeId: employeeId(employee),
  method,
})

/** Few addresses in several spellings, so that they collide. */
const addresses = ['a@x.com', 'b@x.com', 'c@x.com', 'd@x.com']
const anySpelling = fc
  .tuple(fc.constantFrom(...addresses), fc.constantFrom('', ' '), fc.boolean())
  .map(([address, space, upper]) => `${space}${upper ? address.toUpperCase() : address}${space}`)
const anyEmployees = fc
  .array(
    fc.record({
      emails: fc.array(fc.oneof(anySpelling, fc.constant('not an address')), { maxLength: 3 }),
      archivedOn: fc.constantFrom(null, null, gone, today, '2027-01-31' as Day),
    }),
    { maxLength: 7 },
  )
  .map((people) => people.map(({ emails, archivedOn }, index) => employee(`e-${index}`, emails, archivedOn)))
const anyUsers = fc
  .array(fc.option(fc.oneof(anySpelling, fc.constant('nobody@x.com'))), { maxLength: 6 })
  .map((emails) => emails.map((email, index) => user(`user_${index}`, email)))
const anyLinks = fc.uniqueArray(
  fc.record({
    claudeUserId: fc.integer({ min: 0, max: 6 }).map((index) => claudeUserId(`user_${index}`)),
    employeeId: fc.integer({ min: 0, max: 8 }).map((index) => employeeId(`e-${index}`)),
    method: fc.constantFrom<Link['method']>('email', 'alias', 'manual'),
  }),
  { selector: (one) => one.claudeUserId },
)

/** The rule, pair by pair. */
const naiveMatch = (employees: readonly Employee[], { email }: ClaudeUser): string[] => {
  const same = (one: Employee) => one.emails.some((other) => other.trim().toLowerCase() === email?.trim().toLowerCase())
  const owners = email === null ? [] : employees.filter(same)
  const active = owners.filter(({ archivedOn }) => archivedOn === null || archivedOn > today)
  return (active.length > 0 ? active : owners).map(({ id }) => id)
}

describe('createMatcher', () => {
  test('one employee with the address is a match, several are a conflict, none is unmatched', () => {
    fc.assert(
      fc.property(anyEmployees, anyUsers, (employees, users) => {
        const match = createMatcher(employees, today)
        for (const one of users) {
          const ids = naiveMatch(employees, one)
          const outcome =
            ids.length === 0
              ? { kind: 'unmatched' }
              : ids.length === 1
                ? { kind: 'matched', employeeId: ids[0] }
                : { kind: 'conflict', employeeIds: ids.sort() }
          expect(match(one)).toEqual(outcome)
        }
      }),
    )
  })

  test('the order of the employees and of their addresses is of no account', () => {
    const shuffled = anyEmployees.chain((employees) =>
      fc.tuple(
        fc.constant(employees),
        fc
          .shuffledSubarray(employees, { minLength: employees.length })
          .map((others) => others.map((one) => ({ ...one, emails: one.emails.toReversed() }))),
      ),
    )
    fc.assert(
      fc.property(shuffled, anyUsers, ([employees, others], users) => {
        expect(users.map(createMatcher(others, today))).toEqual(users.map(createMatcher(employees, today)))
      }),
    )
  })

  test('an address in two spellings at one employee is one match', () => {
    const match = createMatcher([employee('ada', ['ada@x.com', 'ADA@X.com '])], today)
    expect(match(user('user_1', 'Ada@x.com'))).toEqual({ kind: 'matched', employeeId: 'ada' })
  })

  test('an address that was given to a new hire is theirs', () => {
    const match = createMatcher([employee('old', ['info@x.com'], gone), employee('new', ['info@x.com'])], today)
    expect(match(user('user_1', 'info@x.com'))).toEqual({ kind: 'matched', employeeId: 'new' })
  })

  test('an archived employee is matched where nobody active has the address', () => {
    const match = createMatcher([employee('old', ['old@x.com'], gone)], today)
    expect(match(user('user_1', 'old@x.com'))).toEqual({ kind: 'matched', employeeId: 'old' })
  })

  test('two active or two archived employees with the address are a conflict', () => {
    const pair = (archivedOn: Day | null) => [
      employee('b', ['x@x.com'], archivedOn),
      employee('a', ['X@x.com'], archivedOn),
    ]
    for (const archivedOn of [null, gone]) {
      expect(createMatcher(pair(archivedOn), today)(user('user_1', 'x@x.com'))).toEqual({
        kind: 'conflict',
        employeeIds: ['a', 'b'],
      })
    }
  })

  test('texts that are no addresses match nobody, not even each other', () => {
    const match = createMatcher([employee('ada', ['', 'unknown', 'ada@'])], today)
    for (const email of [null, '', 'unknown', 'ada@']) {
      expect(match(user('user_1', email))).toEqual({ kind: 'unmatched' })
    }
  })
})

describe('reconcileLinks', () => {
  test('a claude user has one link at most, and only known users and employees are linked anew', () => {
    fc.assert(
      fc.property(anyUsers, anyEmployees, anyLinks, (users, employees, existing) => {
        const links = reconcileLinks(users, employees, existing, today)
        const linked = links.map((one) => one.claudeUserId)
        expect(new Set(linked).size).toBe(linked.length)
        for (const one of links) {
          expect(users.map(({ id }) => id)).toContain(one.claudeUserId)
          if (one.method !== 'manual') expect(employees.map(({ id }) => id)).toContain(one.employeeId)
        }
      }),
    )
  })

  test('manual wins, then the e-mail, then a conflict ends the link, then what was stays', () => {
    fc.assert(
      fc.property(anyUsers, anyEmployees, anyLinks, (users, employees, existing) => {
        const links = new Map(
          reconcileLinks(users, employees, existing, today).map((one) => [one.claudeUserId, one] as const),
        )
        for (const one of users) {
          const was = existing.find((other) => other.claudeUserId === one.id)
          const ids = naiveMatch(employees, one)
          const stays = was && employees.some(({ id }) => id === was.employeeId) ? was : undefined
          const should =
            was?.method === 'manual'
              ? was
              : ids.length === 1
                ? { claudeUserId: one.id, employeeId: ids[0], method: 'email' }
                : ids.length === 0
                  ? stays
                  : undefined
          expect(links.get(one.id)).toEqual(should)
        }
      }),
    )
  })

  test('a second time changes nothing', () => {
    fc.assert(
      fc.property(anyUsers, anyEmployees, anyLinks, (users, employees, existing) => {
        const once = reconcileLinks(users, employees, existing, today)
        expect(reconcileLinks(users, employees, once, today)).toEqual(once)
      }),
    )
  })

  const ada = employee('ada', ['ada@x.com'])
  const bob = employee('bob', ['bob@x.com'])

  test('an address that changed in Claude to one nobody has loses nothing', () => {
    const before = reconcileLinks([user('user_1', 'ada@x.com')], [ada, bob], [], today)
    expect(before).toEqual([link('user_1', 'ada')])
    expect(reconcileLinks([user('user_1', 'ada@new.com')], [ada, bob], before, today)).toEqual(before)
    expect(reconcileLinks([user('user_1', null)], [ada, bob], before, today)).toEqual(before)
  })

  test('an address that is now another employee’s moves the link', () => {
    expect(reconcileLinks([user('user_1', 'bob@x.com')], [ada, bob], [link('user_1', 'ada')], today)).toEqual([
      link('user_1', 'bob'),
    ])
  })

  test('a link that was made by hand stays whatever the addresses say', () => {
    const manual = link('user_1', 'ada', 'manual')
    const twin = employee('twin', ['bob@x.com'])
    for (const email of ['bob@x.com', 'nobody@x.com', null]) {
      expect(reconcileLinks([user('user_1', email)], [ada, bob, twin], [manual], today)).toEqual([manual])
    }
  })

  test('a conflict ends a link, because it may be the wrong person’s', () => {
    const twin = employee('twin', ['ada@x.com'])
    expect(reconcileLinks([user('user_1', 'ada@x.com')], [ada, twin], [link('user_1', 'ada')], today)).toEqual([])
  })

  test('a link to someone who is no longer in the directory ends, unless it was made by hand', () => {
    const users = [user('user_1', 'ada@x.com'), user('user_2', null)]
    const existing = [link('user_1', 'ada'), link('user_2', 'ada', 'manual')]
    expect(reconcileLinks(users, [bob], existing, today)).toEqual([link('user_2', 'ada', 'manual')])
  })

  test('one employee may have several claude users', () => {
    const both = employee('ada', ['ada@x.com', 'ada@y.com'])
    expect(reconcileLinks([user('user_1', 'ada@x.com'), user('user_2', 'ada@y.com')], [both], [], today)).toEqual([
      link('user_1', 'ada'),
      link('user_2', 'ada'),
    ])
  })
})
