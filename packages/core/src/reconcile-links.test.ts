import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  anyEmployees,
  anyLinks,
  anyRules,
  anyUsers,
  employee,
  gone,
  link,
  linksOf,
  shuffled,
  today,
  user,
} from '../test/people.ts'
import type { EmailRules } from './email-rules.ts'
import type { Employee } from './employee.ts'
import { type ClaudeUser, createMatcher, type Link } from './matching.ts'
import { reconcileLinks } from './reconcile-links.ts'

const reconcile = (
  users: readonly ClaudeUser[],
  employees: readonly Employee[],
  existing: readonly Link[] = [],
  rules: EmailRules = {},
): Link[] =>
  reconcileLinks({ users, existing: linksOf(existing), matcher: createMatcher({ employees, on: today, rules }) })

const anyCase = fc.record({ users: anyUsers, employees: anyEmployees, existing: anyLinks, rules: anyRules })

describe('over random directories', () => {
  test('a claude user has one link at most, of users who were asked for', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules }) => {
        const linked = reconcile(users, employees, existing, rules).map(({ claudeUserId }) => claudeUserId)
        expect(new Set(linked).size).toBe(linked.length)
        expect(users.map(({ id }) => id)).toEqual(expect.arrayContaining(linked))
      }),
    )
  })

  test('a manual link stays as it is, and no other is made', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules }) => {
        const isManual = ({ method }: Link) => method === 'manual'
        const known = existing.filter(({ claudeUserId }) => users.some(({ id }) => id === claudeUserId))
        expect(new Set(reconcile(users, employees, existing, rules).filter(isManual))).toEqual(
          new Set(known.filter(isManual)),
        )
      }),
    )
  })

  test('an automatic link is new only where the address is one employee’s, and moves to nobody else', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules }) => {
        const { match } = createMatcher({ employees, on: today, rules })
        for (const after of reconcile(users, employees, existing, rules)) {
          const before = linksOf(existing).get(after.claudeUserId)
          if (before?.employeeId === after.employeeId) continue
          const one = users.find(({ id }) => id === after.claudeUserId)
          expect(one && match(one)).toMatchObject({
            kind: 'matched',
            employeeId: after.employeeId,
            method: after.method,
          })
        }
      }),
    )
  })

  test('a link to someone who has left never moves by itself', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules }) => {
        const matcher = createMatcher({ employees, on: today, rules })
        const after = linksOf(reconcile(users, employees, existing, rules))
        for (const { claudeUserId, employeeId } of existing) {
          if (employeeId === null || !matcher.hasLeft(employeeId) || !users.some(({ id }) => id === claudeUserId))
            continue
          expect(after.get(claudeUserId)?.employeeId).toBe(employeeId)
        }
      }),
    )
  })

  test('a link stays while its employee alone has the address, and while nobody has it', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules }) => {
        const { match } = createMatcher({ employees, on: today, rules })
        const after = linksOf(reconcile(users, employees, existing, rules))
        for (const one of users) {
          const before = linksOf(existing).get(one.id)
          const outcome = match(one)
          const stays =
            outcome.kind === 'unmatched' || (outcome.kind === 'matched' && outcome.employeeId === before?.employeeId)
          if (before && stays) expect(after.get(one.id)?.employeeId).toBe(before.employeeId)
        }
      }),
    )
  })

  test('a second time changes nothing', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules }) => {
        const once = reconcile(users, employees, existing, rules)
        expect(reconcile(users, employees, once, rules)).toEqual(once)
      }),
      { numRuns: 1000 },
    )
  })

  test('nothing depends on the order of anything', () => {
    const twice = anyCase.chain((given) =>
      fc.record({
        given: fc.constant(given),
        other: fc.record({
          users: shuffled(given.users),
          employees: shuffled(given.employees),
          existing: shuffled(given.existing),
        }),
      }),
    )
    fc.assert(
      fc.property(twice, ({ given: { users, employees, existing, rules }, other }) => {
        expect(linksOf(reconcile(other.users, other.employees, other.existing, rules))).toEqual(
          linksOf(reconcile(users, employees, existing, rules)),
        )
      }),
    )
  })
})

describe('case by case', () => {
  const ada = employee('ada', ['ada@x.com'])
  const bob = employee('bob', ['bob@x.com'])

  test('an address that changed in Claude to one that nobody has loses nothing', () => {
    const before = reconcile([user('user_1', 'ada@x.com')], [ada, bob])
    expect(before).toEqual([link('user_1', 'ada')])
    for (const email of ['ada@new.com', null]) {
      expect(reconcile([user('user_1', email)], [ada, bob], before)).toEqual(before)
    }
  })

  test('an address that is now another’s moves the link, as long as both are here', () => {
    const before = [link('user_1', 'ada')]
    expect(reconcile([user('user_1', 'bob@x.com')], [ada, bob], before)).toEqual([link('user_1', 'bob')])
    expect(reconcile([user('user_1', 'bob@x.com')], [{ ...ada, archivedOn: gone }, bob], before)).toEqual(before)
  })

  test('a link that was made by hand stays whatever the addresses say', () => {
    const twin = employee('twin', ['bob@x.com'])
    for (const manual of [
      link('user_1', 'ada', 'manual'),
      link('user_1', null, 'manual'),
      link('user_1', null, 'manual', true),
    ]) {
      for (const email of ['bob@x.com', 'nobody@x.com', null]) {
        expect(reconcile([user('user_1', email)], [ada, bob, twin], [manual])).toEqual([manual])
      }
    }
  })

  test('a conflict ends a link, because it may be the wrong person’s', () => {
    const twin = employee('twin', ['ada@x.com'])
    expect(reconcile([user('user_1', 'ada@x.com')], [ada, twin], [link('user_1', 'ada')])).toEqual([])
  })

  test('a link to someone who is no longer in the directory stays, until someone else has the address', () => {
    const before = [link('user_1', 'ada')]
    expect(reconcile([user('user_1', 'ada@x.com')], [bob], before)).toEqual(before)
    expect(reconcile([user('user_1', 'bob@x.com')], [bob], before)).toEqual([link('user_1', 'bob')])
  })

  test('one employee may have several claude users', () => {
    const both = employee('ada', ['ada@x.com', 'ada@y.com'])
    expect(reconcile([user('user_1', 'ada@x.com'), user('user_2', 'ada@y.com')], [both])).toEqual([
      link('user_1', 'ada'),
      link('user_2', 'ada'),
    ])
  })

  test('a link that a rule made says so, and says no longer so once the addresses are equal', () => {
    const rules = { plusTags: true }
    const before = reconcile([user('user_1', 'ada+lab@x.com')], [ada], [], rules)
    expect(before).toEqual([link('user_1', 'ada', 'alias')])
    expect(reconcile([user('user_1', 'ada@x.com')], [ada], before, rules)).toEqual([link('user_1', 'ada')])
  })

  describe('an address that someone who left shares with someone who is here, and that several claude users have', () => {
    const old = employee('old', ['info@x.com'], gone)
    const heir = employee('heir', ['info@x.com'])
    const [first, second] = [user('user_1', 'info@x.com'), user('user_2', 'INFO@x.com')]

    test('links none of them: one may be the former owner’s', () => {
      expect(reconcile([first, second], [old, heir])).toEqual([])
    })

    test('links the other one, once the former owner has theirs', () => {
      for (const method of ['email', 'manual'] as const) {
        const before = [link('user_1', 'old', method)]
        expect(reconcile([first, second], [old, heir], before)).toEqual([...before, link('user_2', 'heir')])
      }
    })

    test('leaves a link to who is here as it is, and does not add the other one, which came later', () => {
      for (const method of ['email', 'manual'] as const) {
        const before = [link('user_1', 'heir', method)]
        expect(reconcile([first, second], [old, heir], before)).toEqual(before)
      }
    })

    test('links a single claude user to who is here', () => {
      expect(reconcile([first], [old, heir])).toEqual([link('user_1', 'heir')])
    })
  })
})
