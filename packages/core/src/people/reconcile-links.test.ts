import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyCase, employee, gone, link, linksOf, shuffled, today, user } from '../../test/people.ts'
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
  return reconcileLinks({ users, existing: linksOf(existing), matcher, firstActive })
}

describe('over random directories', () => {
  test('a claude user has one link at most, of users who were asked for', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const linked = reconcile(users, employees, existing, rules, firstActive).map(({ claudeUserId }) => claudeUserId)
        expect(new Set(linked).size).toBe(linked.length)
        expect(users.map(({ id }) => id)).toEqual(expect.arrayContaining(linked))
      }),
    )
  })

  test('a manual link stays as it is, and no other is made', () => {
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

  test('an automatic link is new only where the address is one employee’s, and moves to nobody else', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const { match } = createMatcher({ employees, on: today, rules })
        for (const after of reconcile(users, employees, existing, rules, firstActive)) {
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

  test('who was active while a former owner was here is linked to nobody of another name who is here', () => {
    let doubted = 0
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const byId = new Map(employees.map((one) => [one.id, one]))
        const matcher = createMatcher({ employees, on: today, rules })
        const after = linksOf(reconcile(users, employees, existing, rules, firstActive))
        for (const one of users) {
          const outcome = matcher.match(one)
          if (outcome.kind !== 'matched') continue
          const owner = byId.get(outcome.employeeId)
          const isTheirTime = employees.some(
            ({ id, name, archivedOn }) =>
              outcome.former.includes(id) &&
              !isSameName(name, owner?.name ?? '') &&
              (firstActive.get(one.id) ?? '9999') <= (archivedOn ?? ''),
          )
          if (!isTheirTime) continue
          doubted += 1
          expect(findUsersWithFormerOwners(users, matcher)).toContain(one.id)
          const theirs = after.get(one.id)
          if (!theirs?.employeeId || theirs.method === 'manual') continue
          const linked = byId.get(theirs.employeeId)
          expect(linked === undefined || isArchived(linked, today)).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
    expect(doubted).toBeGreaterThan(0)
  })

  test('when someone was first active matters only for those whose address a former owner has', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const among = findUsersWithFormerOwners(users, createMatcher({ employees, on: today, rules }))
        const asked = new Map([...firstActive].filter(([id]) => among.includes(id)))
        expect(reconcile(users, employees, existing, rules, asked)).toEqual(
          reconcile(users, employees, existing, rules, firstActive),
        )
      }),
    )
  })

  test('a link to someone who has left, archived or removed, never moves by itself', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const matcher = createMatcher({ employees, on: today, rules })
        const after = linksOf(reconcile(users, employees, existing, rules, firstActive))
        for (const { claudeUserId, employeeId } of existing) {
          if (employeeId === null || !matcher.hasLeft(employeeId) || !users.some(({ id }) => id === claudeUserId))
            continue
          expect(after.get(claudeUserId)?.employeeId).toBe(employeeId)
        }
      }),
    )
  })

  test('a link stays while its employee alone ever had the address, and while nobody has it', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const { match } = createMatcher({ employees, on: today, rules })
        const after = linksOf(reconcile(users, employees, existing, rules, firstActive))
        for (const one of users) {
          const before = linksOf(existing).get(one.id)
          const outcome = match(one)
          const stays =
            outcome.kind === 'unmatched' ||
            (outcome.kind === 'matched' && outcome.employeeId === before?.employeeId && outcome.former.length === 0)
          if (before && stays) expect(after.get(one.id)?.employeeId).toBe(before.employeeId)
        }
      }),
    )
  })

  test('a second time changes nothing', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const once = reconcile(users, employees, existing, rules, firstActive)
        expect(reconcile(users, employees, once, rules, firstActive)).toEqual(once)
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
      fc.property(twice, ({ given: { users, employees, existing, rules, firstActive }, other }) => {
        expect(linksOf(reconcile(other.users, other.employees, other.existing, rules, firstActive))).toEqual(
          linksOf(reconcile(users, employees, existing, rules, firstActive)),
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

  test('a link to someone who is no longer in the directory stays, though someone else has the address', () => {
    const before = [link('user_1', 'ada')]
    expect(reconcile([user('user_1', 'ada@x.com')], [bob], before)).toEqual(before)
    const twin = employee('twin', ['bob@x.com'])
    for (const now of [[bob], [bob, twin]]) {
      expect(reconcile([user('user_1', 'bob@x.com')], now, before)).toEqual(before)
    }
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

    test('does not add the other one while one of two former owners has none', () => {
      const older = employee('older', ['info@x.com'], '2026-03-31')
      const third = user('user_3', 'info@x.com')
      const before = [link('user_1', 'old')]
      expect(reconcile([first, second], [old, older, heir], before)).toEqual(before)
      const both = [...before, link('user_2', 'older')]
      expect(reconcile([first, second, third], [old, older, heir], both)).toEqual([...both, link('user_3', 'heir')])
    })
  })

  describe('an address that someone who left shares with someone who is here, and that one claude user has', () => {
    const old = employee('old', ['info@x.com'], gone)
    const heir = employee('heir', ['info@x.com'])
    const users = [user('user_1', 'info@x.com')]
    const linked = (
      employees: readonly Employee[],
      first: Day | null | 'unknown',
      before: readonly Link[] = [],
    ): string | null | undefined => {
      const matcher = createMatcher({ employees, on: today })
      const firstActive =
        first === 'unknown' ? undefined : new Map(users.flatMap(({ id }) => (first ? [[id, first]] : [])))
      const links = reconcileLinks({
        users,
        existing: linksOf(before),
        matcher,
        firstActive,
      })
      return links[0]?.employeeId ?? null
    }

    test('is who is here’s, where nothing was done while the former owner was there', () => {
      for (const first of ['2026-07-01', today, null] as const) expect(linked([old, heir], first)).toBe('heir')
    })

    test('is nobody’s, where something was done up to the day on which the former owner left, or nobody knows', () => {
      for (const first of ['2026-01-01', gone, 'unknown'] as const) expect(linked([old, heir], first)).toBeNull()
    })

    test('is nobody’s any more, once older activity comes to light, unless an admin chose', () => {
      expect(linked([old, heir], gone, [link('user_1', 'heir')])).toBeNull()
      expect(linked([old, heir], gone, [link('user_1', 'heir', 'manual')])).toBe('heir')
      expect(linked([old, heir], gone, [link('user_1', 'old')])).toBe('old')
    })

    test('is not the heir’s when the former owner is archived late', () => {
      const here = { ...old, archivedOn: null }
      expect(linked([here, heir], gone, [link('user_1', 'old')])).toBeNull()
      expect(linked([old, heir], gone)).toBeNull()
    })

    test('is who is here’s, where they are the former owner under another id', () => {
      const named = (one: Employee, name: string) => ({ ...one, name })
      for (const name of ['Zoë Ek', ' ZOË  EK', 'Zoe\u0308 Ek']) {
        expect(linked([named(old, 'Zoë Ek'), named(heir, name)], gone)).toBe('heir')
      }
      for (const name of ['Zoe Ek', 'Zoë Eks'])
        expect(linked([named(old, 'Zoë Ek'), named(heir, name)], gone)).toBeNull()
      expect(linked([named(old, ' '), named(heir, ' ')], gone)).toBeNull()
    })
  })
})
