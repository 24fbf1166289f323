import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyCase, anyOrder, archivedDay, employee, indexLinks, link, today, user } from '../../test/people.ts'
import type { Day } from '../time/day.ts'
import type { ClaudeUser } from './claude-user.ts'
import type { EmailRules } from './email-rules.ts'
import { type Employee, isArchived } from './employee.ts'
import type { Link } from './link.ts'
import { findUsersWithFormerOwners, type LinkRuleInput } from './link-rule.ts'
import { createMatcher } from './matcher.ts'
import { isSameName } from './name-forms.ts'
import { reconcileLinks } from './reconcile-links.ts'

const reconcile = (
  users: readonly ClaudeUser[],
  employees: readonly Employee[],
  existing: readonly Link[] = [],
  rules: EmailRules = {},
  firstActive: LinkRuleInput['firstActive'] = new Map(),
): Link[] => {
  const matcher = createMatcher({ employees, on: today, rules })
  return reconcileLinks({ users, existing: indexLinks(existing), matcher, firstActive })
}

describe('reconcileLinks, over random directories', () => {
  test('returns at most one link for each given Claude user', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const linked = reconcile(users, employees, existing, rules, firstActive).map(({ claudeUserId }) => claudeUserId)
        expect(new Set(linked).size).toBe(linked.length)
        expect(users.map(({ id }) => id)).toEqual(expect.arrayContaining(linked))
      }),
    )
  })

  test('keeps manual links and makes no new ones', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const isManual = ({ method }: Link) => method === 'manual'
        const known = existing.filter(({ claudeUserId }) => users.some(({ id }) => id === claudeUserId))
        expect(new Set(reconcile(users, employees, existing, rules, firstActive).filter(isManual))).toEqual(
          new Set(known.filter(isManual)),
        )
      }),
    )
  })

  test('changes a link only to the single owner of the address', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const { match } = createMatcher({ employees, on: today, rules })
        for (const after of reconcile(users, employees, existing, rules, firstActive)) {
          const before = indexLinks(existing).get(after.claudeUserId)
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

  test('links no active employee automatically if the Claude user was active under a former owner with another name', () => {
    let checkedUsers = 0
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const byId = new Map(employees.map((one) => [one.id, one]))
        const matcher = createMatcher({ employees, on: today, rules })
        const after = indexLinks(reconcile(users, employees, existing, rules, firstActive))
        for (const one of users) {
          const outcome = matcher.match(one)
          if (outcome.kind !== 'matched') continue
          const owner = byId.get(outcome.employeeId)
          const wasActiveUnderFormerOwner = employees.some(
            ({ id, name, archivedOn }) =>
              outcome.former.includes(id) &&
              !isSameName(name, owner?.name ?? '') &&
              (firstActive.get(one.id) ?? '9999') <= (archivedOn ?? ''),
          )
          if (!wasActiveUnderFormerOwner) continue
          checkedUsers += 1
          expect(findUsersWithFormerOwners(users, matcher)).toContain(one.id)
          const newLink = after.get(one.id)
          if (!newLink?.employeeId || newLink.method === 'manual') continue
          const linked = byId.get(newLink.employeeId)
          expect(linked === undefined || isArchived(linked, today)).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
    expect(checkedUsers).toBeGreaterThan(0)
  })

  test('uses the first active day only of the users that findUsersWithFormerOwners returns', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const ids = findUsersWithFormerOwners(users, createMatcher({ employees, on: today, rules }))
        const needed = new Map([...firstActive].filter(([id]) => ids.includes(id)))
        expect(reconcile(users, employees, existing, rules, needed)).toEqual(
          reconcile(users, employees, existing, rules, firstActive),
        )
      }),
    )
  })

  test('never moves a link away from an archived or removed employee', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const matcher = createMatcher({ employees, on: today, rules })
        const after = indexLinks(reconcile(users, employees, existing, rules, firstActive))
        for (const { claudeUserId, employeeId } of existing) {
          if (employeeId === null || !matcher.hasLeft(employeeId) || !users.some(({ id }) => id === claudeUserId))
            continue
          expect(after.get(claudeUserId)?.employeeId).toBe(employeeId)
        }
      }),
    )
  })

  test('keeps a link while its employee is the only owner of the address ever, or nobody has the address', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const { match } = createMatcher({ employees, on: today, rules })
        const after = indexLinks(reconcile(users, employees, existing, rules, firstActive))
        for (const one of users) {
          const before = indexLinks(existing).get(one.id)
          const outcome = match(one)
          const mustStay =
            outcome.kind === 'unmatched' ||
            (outcome.kind === 'matched' && outcome.employeeId === before?.employeeId && outcome.former.length === 0)
          if (before && mustStay) expect(after.get(one.id)?.employeeId).toBe(before.employeeId)
        }
      }),
    )
  })

  test('is idempotent', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const once = reconcile(users, employees, existing, rules, firstActive)
        expect(reconcile(users, employees, once, rules, firstActive)).toEqual(once)
      }),
      { numRuns: 1000 },
    )
  })

  test('does not depend on the order of the input', () => {
    const anyShuffledCase = anyCase.chain((given) =>
      fc.record({
        given: fc.constant(given),
        reordered: fc.record({
          users: anyOrder(given.users),
          employees: anyOrder(given.employees),
          existing: anyOrder(given.existing),
        }),
      }),
    )
    fc.assert(
      fc.property(anyShuffledCase, ({ given: { users, employees, existing, rules, firstActive }, reordered }) => {
        expect(
          indexLinks(reconcile(reordered.users, reordered.employees, reordered.existing, rules, firstActive)),
        ).toEqual(indexLinks(reconcile(users, employees, existing, rules, firstActive)))
      }),
    )
  })
})

describe('reconcileLinks', () => {
  const ada = employee('ada', ['ada@x.com'])
  const bob = employee('bob', ['bob@x.com'])

  test('keeps a link when the address changes to one that nobody has', () => {
    const before = reconcile([user('user_1', 'ada@x.com')], [ada, bob])
    expect(before).toEqual([link('user_1', 'ada')])
    for (const email of ['ada@new.com', null]) {
      expect(reconcile([user('user_1', email)], [ada, bob], before)).toEqual(before)
    }
  })

  test('moves a link to the new owner of the address, unless the previous one has left', () => {
    const before = [link('user_1', 'ada')]
    expect(reconcile([user('user_1', 'bob@x.com')], [ada, bob], before)).toEqual([link('user_1', 'bob')])
    expect(reconcile([user('user_1', 'bob@x.com')], [{ ...ada, archivedOn: archivedDay }, bob], before)).toEqual(before)
  })

  test('keeps a manual link whatever the addresses are', () => {
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

  test('removes a link when several active employees have the address', () => {
    const twin = employee('twin', ['ada@x.com'])
    expect(reconcile([user('user_1', 'ada@x.com')], [ada, twin], [link('user_1', 'ada')])).toEqual([])
  })

  test('keeps a link to someone who was removed from the directory, even if others have the address', () => {
    const before = [link('user_1', 'ada')]
    expect(reconcile([user('user_1', 'ada@x.com')], [bob], before)).toEqual(before)
    const twin = employee('twin', ['bob@x.com'])
    for (const employees of [[bob], [bob, twin]]) {
      expect(reconcile([user('user_1', 'bob@x.com')], employees, before)).toEqual(before)
    }
  })

  test('links several Claude users to one employee', () => {
    const adaWithTwoAddresses = employee('ada', ['ada@x.com', 'ada@y.com'])
    expect(reconcile([user('user_1', 'ada@x.com'), user('user_2', 'ada@y.com')], [adaWithTwoAddresses])).toEqual([
      link('user_1', 'ada'),
      link('user_2', 'ada'),
    ])
  })

  test('returns the method alias for a match by rule, and email once the addresses are equal', () => {
    const rules = { plusTags: true }
    const before = reconcile([user('user_1', 'ada+lab@x.com')], [ada], [], rules)
    expect(before).toEqual([link('user_1', 'ada', 'alias')])
    expect(reconcile([user('user_1', 'ada@x.com')], [ada], before, rules)).toEqual([link('user_1', 'ada')])
  })

  describe('with an address of a former and a current employee and several Claude users', () => {
    const former = employee('former', ['info@x.com'], archivedDay)
    const successor = employee('successor', ['info@x.com'])
    const [first, second] = [user('user_1', 'info@x.com'), user('user_2', 'INFO@x.com')]

    test('links none of them, since any may be the former employee’s', () => {
      expect(reconcile([first, second], [former, successor])).toEqual([])
    })

    test('links the second one once the first is linked to the former employee', () => {
      for (const method of ['email', 'manual'] as const) {
        const before = [link('user_1', 'former', method)]
        expect(reconcile([first, second], [former, successor], before)).toEqual([
          ...before,
          link('user_2', 'successor'),
        ])
      }
    })

    test('keeps a link to the current employee and does not link the second Claude user', () => {
      for (const method of ['email', 'manual'] as const) {
        const before = [link('user_1', 'successor', method)]
        expect(reconcile([first, second], [former, successor], before)).toEqual(before)
      }
    })

    test('links no further one while one of two former employees is not linked', () => {
      const older = employee('older', ['info@x.com'], '2026-03-31')
      const third = user('user_3', 'info@x.com')
      const before = [link('user_1', 'former')]
      expect(reconcile([first, second], [former, older, successor], before)).toEqual(before)
      const both = [...before, link('user_2', 'older')]
      expect(reconcile([first, second, third], [former, older, successor], both)).toEqual([
        ...both,
        link('user_3', 'successor'),
      ])
    })
  })

  describe('with an address of a former and a current employee and one Claude user', () => {
    const former = employee('former', ['info@x.com'], archivedDay)
    const successor = employee('successor', ['info@x.com'])
    const users = [user('user_1', 'info@x.com')]
    const findLinkedId = (
      employees: readonly Employee[],
      firstDay: Day | null | 'unknown',
      before: readonly Link[] = [],
    ): string | null => {
      const matcher = createMatcher({ employees, on: today })
      const firstActive =
        firstDay === 'unknown' ? undefined : new Map(users.flatMap(({ id }) => (firstDay ? [[id, firstDay]] : [])))
      const links = reconcileLinks({ users, existing: indexLinks(before), matcher, firstActive })
      return links[0]?.employeeId ?? null
    }

    test('links the current employee if there was no activity before the former one left', () => {
      for (const firstDay of ['2026-07-01', today, null] as const)
        expect(findLinkedId([former, successor], firstDay)).toBe('successor')
    })

    test('links nobody if the first activity was by the former employee’s last day, or is unknown', () => {
      for (const firstDay of ['2026-01-01', archivedDay, 'unknown'] as const)
        expect(findLinkedId([former, successor], firstDay)).toBeNull()
    })

    test('removes a link when older activity is found, unless the link is manual or to the former employee', () => {
      expect(findLinkedId([former, successor], archivedDay, [link('user_1', 'successor')])).toBeNull()
      expect(findLinkedId([former, successor], archivedDay, [link('user_1', 'successor', 'manual')])).toBe('successor')
      expect(findLinkedId([former, successor], archivedDay, [link('user_1', 'former')])).toBe('former')
    })

    test('links nobody when the former employee is archived late', () => {
      const stillActive = { ...former, archivedOn: null }
      expect(findLinkedId([stillActive, successor], archivedDay, [link('user_1', 'former')])).toBeNull()
      expect(findLinkedId([former, successor], archivedDay)).toBeNull()
    })

    test('links the current employee if both have the same name, since they are one person with two ids', () => {
      const withName = (one: Employee, name: string) => ({ ...one, name })
      for (const name of ['Zoë Ek', ' ZOË  EK', 'Zoe\u0308 Ek']) {
        expect(findLinkedId([withName(former, 'Zoë Ek'), withName(successor, name)], archivedDay)).toBe('successor')
      }
      for (const name of ['Zoe Ek', 'Zoë Eks']) {
        expect(findLinkedId([withName(former, 'Zoë Ek'), withName(successor, name)], archivedDay)).toBeNull()
      }
      expect(findLinkedId([withName(former, ' '), withName(successor, ' ')], archivedDay)).toBeNull()
    })
  })
})
