import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  anyCase,
  archivedDay,
  createAnyOrder,
  createClaudeUser,
  createEmployee,
  createLink,
  indexLinks,
  today,
} from '../../test/people.ts'
import type { Day } from '../time/day.ts'
import type { ClaudeUser } from './claude-user.ts'
import type { EmailRules } from './email-rules.ts'
import { type Employee, isArchived } from './employee.ts'
import { isSameName } from './is-same-name.ts'
import type { Link } from './link.ts'
import { findUsersWithFormerOwners, type LinkRuleInput } from './link-rule.ts'
import { createMatcher } from './matcher.ts'
import { reconcileLinks } from './reconcile-links.ts'

/** Reconciles links with a matcher for these employees and rules. By default, no Claude user was ever active. */
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
  test('returns at most one link for each Claude user, and none for others', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const links = reconcile(users, employees, existing, rules, firstActive)
        const linkedIds = links.map(({ claudeUserId }) => claudeUserId)
        expect(new Set(linkedIds).size).toBe(linkedIds.length)
        expect(users.map(({ id }) => id)).toEqual(expect.arrayContaining(linkedIds))
      }),
    )
  })

  test('keeps every manual link, and creates no manual link', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const isManual = ({ method }: Link) => method === 'manual'
        const linksOfUsers = existing.filter(({ claudeUserId }) => users.some(({ id }) => id === claudeUserId))
        expect(new Set(reconcile(users, employees, existing, rules, firstActive).filter(isManual))).toEqual(
          new Set(linksOfUsers.filter(isManual)),
        )
      }),
    )
  })

  test('creates or moves a link only to the matched owner of the address', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const { match } = createMatcher({ employees, on: today, rules })
        for (const { claudeUserId, employeeId, method } of reconcile(users, employees, existing, rules, firstActive)) {
          if (indexLinks(existing).get(claudeUserId)?.employeeId === employeeId) continue
          const user = users.find(({ id }) => id === claudeUserId)
          expect(user && match(user)).toMatchObject({ kind: 'matched', employeeId, method })
        }
      }),
    )
  })

  test('links no current employee automatically if the user was active under a former owner with another name', () => {
    let checkedCount = 0
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const employeesById = new Map(employees.map((employee) => [employee.id, employee]))
        const matcher = createMatcher({ employees, on: today, rules })
        const links = indexLinks(reconcile(users, employees, existing, rules, firstActive))
        for (const user of users) {
          const outcome = matcher.match(user)
          if (outcome.kind !== 'matched') continue
          const owner = employeesById.get(outcome.employeeId)
          const wasActiveUnderFormerOwner = employees.some(
            ({ id, name, archivedOn }) =>
              outcome.formerOwnerIds.includes(id) &&
              !isSameName(name, owner?.name ?? '') &&
              (firstActive.get(user.id) ?? '9999') <= (archivedOn ?? ''),
          )
          if (!wasActiveUnderFormerOwner) continue
          checkedCount += 1
          expect(findUsersWithFormerOwners(users, matcher)).toContain(user.id)
          const link = links.get(user.id)
          if (!link?.employeeId || link.method === 'manual') continue
          const linkedEmployee = employeesById.get(link.employeeId)
          expect(linkedEmployee === undefined || isArchived(linkedEmployee, today)).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
    expect(checkedCount).toBeGreaterThan(0)
  })

  test('uses the first active days only of the Claude users that findUsersWithFormerOwners returns', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const ids = findUsersWithFormerOwners(users, createMatcher({ employees, on: today, rules }))
        const neededFirstActive = new Map([...firstActive].filter(([id]) => ids.includes(id)))
        expect(reconcile(users, employees, existing, rules, neededFirstActive)).toEqual(
          reconcile(users, employees, existing, rules, firstActive),
        )
      }),
    )
  })

  test('keeps every link to an archived or removed employee', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const matcher = createMatcher({ employees, on: today, rules })
        const newLinks = indexLinks(reconcile(users, employees, existing, rules, firstActive))
        for (const { claudeUserId, employeeId } of existing) {
          const isUser = users.some(({ id }) => id === claudeUserId)
          if (!isUser || employeeId === null || !matcher.hasLeft(employeeId)) continue
          expect(newLinks.get(claudeUserId)?.employeeId).toBe(employeeId)
        }
      }),
    )
  })

  test('keeps a link if nobody has the address, or if only the linked employee has or had the address', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const { match } = createMatcher({ employees, on: today, rules })
        const newLinks = indexLinks(reconcile(users, employees, existing, rules, firstActive))
        for (const user of users) {
          const existingLink = indexLinks(existing).get(user.id)
          const outcome = match(user)
          const mustStay =
            outcome.kind === 'unmatched' ||
            (outcome.kind === 'matched' &&
              outcome.employeeId === existingLink?.employeeId &&
              outcome.formerOwnerIds.length === 0)
          if (existingLink && mustStay) expect(newLinks.get(user.id)?.employeeId).toBe(existingLink.employeeId)
        }
      }),
    )
  })

  test('returns the same links when it runs again on its result', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, existing, rules, firstActive }) => {
        const links = reconcile(users, employees, existing, rules, firstActive)
        expect(reconcile(users, employees, links, rules, firstActive)).toEqual(links)
      }),
      { numRuns: 1000 },
    )
  })

  test('does not depend on the order of Claude users, employees or existing links', () => {
    const anyShuffledCase = anyCase.chain((testCase) =>
      fc.record({
        testCase: fc.constant(testCase),
        reordered: fc.record({
          users: createAnyOrder(testCase.users),
          employees: createAnyOrder(testCase.employees),
          existing: createAnyOrder(testCase.existing),
        }),
      }),
    )
    fc.assert(
      fc.property(anyShuffledCase, ({ testCase: { users, employees, existing, rules, firstActive }, reordered }) => {
        expect(
          indexLinks(reconcile(reordered.users, reordered.employees, reordered.existing, rules, firstActive)),
        ).toEqual(indexLinks(reconcile(users, employees, existing, rules, firstActive)))
      }),
    )
  })
})

describe('reconcileLinks', () => {
  const ada = createEmployee('ada', ['ada@x.com'])
  const bob = createEmployee('bob', ['bob@x.com'])

  test('keeps a link if the address is removed or changes to an address that nobody has', () => {
    const existing = reconcile([createClaudeUser('user_1', 'ada@x.com')], [ada, bob])
    expect(existing).toEqual([createLink('user_1', 'ada')])
    for (const email of ['ada@new.com', null]) {
      expect(reconcile([createClaudeUser('user_1', email)], [ada, bob], existing)).toEqual(existing)
    }
  })

  test('moves a link to another owner if the address changes, unless the linked employee has left', () => {
    const existing = [createLink('user_1', 'ada')]
    expect(reconcile([createClaudeUser('user_1', 'bob@x.com')], [ada, bob], existing)).toEqual([
      createLink('user_1', 'bob'),
    ])
    expect(
      reconcile([createClaudeUser('user_1', 'bob@x.com')], [{ ...ada, archivedOn: archivedDay }, bob], existing),
    ).toEqual(existing)
  })

  test('keeps a manual link, whatever the address is', () => {
    const twin = createEmployee('twin', ['bob@x.com'])
    for (const manual of [
      createLink('user_1', 'ada', 'manual'),
      createLink('user_1', null, 'manual'),
      createLink('user_1', null, 'manual', true),
    ]) {
      for (const email of ['bob@x.com', 'nobody@x.com', null]) {
        expect(reconcile([createClaudeUser('user_1', email)], [ada, bob, twin], [manual])).toEqual([manual])
      }
    }
  })

  test('removes a link if several current employees have the address', () => {
    const twin = createEmployee('twin', ['ada@x.com'])
    expect(reconcile([createClaudeUser('user_1', 'ada@x.com')], [ada, twin], [createLink('user_1', 'ada')])).toEqual([])
  })

  test('keeps a link to an employee who was removed from the directory, even if others have the address', () => {
    const existing = [createLink('user_1', 'ada')]
    expect(reconcile([createClaudeUser('user_1', 'ada@x.com')], [bob], existing)).toEqual(existing)
    const twin = createEmployee('twin', ['bob@x.com'])
    for (const employees of [[bob], [bob, twin]]) {
      expect(reconcile([createClaudeUser('user_1', 'bob@x.com')], employees, existing)).toEqual(existing)
    }
  })

  test.each(['totals', 'excluded'] as const)(
    'keeps a link to an employee with the participation %s, even if others have the address',
    (participation) => {
      const existing = [createLink('user_1', 'ada')]
      const limited = { ...ada, participation }
      const twin = createEmployee('twin', ['ada@x.com'])
      expect(reconcile([createClaudeUser('user_1', 'bob@x.com')], [limited, bob], existing)).toEqual(existing)
      expect(reconcile([createClaudeUser('user_1', 'ada@x.com')], [limited, twin], existing)).toEqual(existing)
      expect(
        reconcile([createClaudeUser('user_1', 'ada@x.com')], [{ ...limited, emails: [] }, twin], existing),
      ).toEqual(existing)
    },
  )

  test('links nobody to the address of a former employee with the participation totals, whether the Claude user was active or not', () => {
    const former = { ...createEmployee('former', ['ada@x.com'], archivedDay), participation: 'totals' } as const
    const user = createClaudeUser('user_1', 'ada@x.com')
    const withActivity = new Map<ClaudeUser['id'], Day>([[user.id, '2026-03-01']])
    for (const firstActive of [withActivity, new Map()]) {
      expect(reconcile([user], [former, ada], [], {}, firstActive)).toEqual([])
    }
  })

  test('links two Claude users to one employee who has both addresses', () => {
    const adaWithTwoAddresses = createEmployee('ada', ['ada@x.com', 'ada@y.com'])
    expect(
      reconcile(
        [createClaudeUser('user_1', 'ada@x.com'), createClaudeUser('user_2', 'ada@y.com')],
        [adaWithTwoAddresses],
      ),
    ).toEqual([createLink('user_1', 'ada'), createLink('user_2', 'ada')])
  })

  test('uses the method alias for a match by rule, and email as soon as the addresses are equal', () => {
    const rules = { plusTags: true }
    const existing = reconcile([createClaudeUser('user_1', 'ada+lab@x.com')], [ada], [], rules)
    expect(existing).toEqual([createLink('user_1', 'ada', 'alias')])
    expect(reconcile([createClaudeUser('user_1', 'ada@x.com')], [ada], existing, rules)).toEqual([
      createLink('user_1', 'ada'),
    ])
  })

  describe('if a former and a current employee have the address of several Claude users', () => {
    const former = createEmployee('former', ['info@x.com'], archivedDay)
    const successor = createEmployee('successor', ['info@x.com'])
    const [first, second] = [createClaudeUser('user_1', 'info@x.com'), createClaudeUser('user_2', 'INFO@x.com')]

    test('links no Claude user, since any may belong to the former employee', () => {
      expect(reconcile([first, second], [former, successor])).toEqual([])
    })

    test('links the second Claude user if the first is linked to the former employee', () => {
      for (const method of ['email', 'manual'] as const) {
        const existing = [createLink('user_1', 'former', method)]
        expect(reconcile([first, second], [former, successor], existing)).toEqual([
          ...existing,
          createLink('user_2', 'successor'),
        ])
      }
    })

    test('keeps a link to the current employee, and does not link the second Claude user', () => {
      for (const method of ['email', 'manual'] as const) {
        const existing = [createLink('user_1', 'successor', method)]
        expect(reconcile([first, second], [former, successor], existing)).toEqual(existing)
      }
    })

    test('links no further Claude user to the current employee until every former employee is linked', () => {
      const older = createEmployee('older', ['info@x.com'], '2026-03-31')
      const third = createClaudeUser('user_3', 'info@x.com')
      const existing = [createLink('user_1', 'former')]
      expect(reconcile([first, second], [former, older, successor], existing)).toEqual(existing)
      const bothLinked = [...existing, createLink('user_2', 'older')]
      expect(reconcile([first, second, third], [former, older, successor], bothLinked)).toEqual([
        ...bothLinked,
        createLink('user_3', 'successor'),
      ])
    })
  })

  describe('if a former and a current employee have the address of one Claude user', () => {
    const former = createEmployee('former', ['info@x.com'], archivedDay)
    const successor = createEmployee('successor', ['info@x.com'])
    const users = [createClaudeUser('user_1', 'info@x.com')]
    /** Returns the id of the employee that the Claude user is linked to. */
    const findLinkedId = (
      employees: readonly Employee[],
      firstDay: Day | null | 'unknown',
      existing: readonly Link[] = [],
    ): string | null => {
      const matcher = createMatcher({ employees, on: today })
      const firstActive =
        firstDay === 'unknown' ? undefined : new Map(users.flatMap(({ id }) => (firstDay ? [[id, firstDay]] : [])))
      const links = reconcileLinks({ users, existing: indexLinks(existing), matcher, firstActive })
      return links[0]?.employeeId ?? null
    }

    test('links the current employee if there was no activity up to the archived date of the former employee', () => {
      for (const firstDay of ['2026-07-01', today, null] as const)
        expect(findLinkedId([former, successor], firstDay)).toBe('successor')
    })

    test('links nobody if the first activity was on or before the archived date of the former employee, or is unknown', () => {
      for (const firstDay of ['2026-01-01', archivedDay, 'unknown'] as const)
        expect(findLinkedId([former, successor], firstDay)).toBeNull()
    })

    test('removes only an automatic link to the current employee if older activity is found', () => {
      expect(findLinkedId([former, successor], archivedDay, [createLink('user_1', 'successor')])).toBeNull()
      expect(findLinkedId([former, successor], archivedDay, [createLink('user_1', 'successor', 'manual')])).toBe(
        'successor',
      )
      expect(findLinkedId([former, successor], archivedDay, [createLink('user_1', 'former')])).toBe('former')
    })

    test('links nobody while both employees are current, and nobody after one of them is archived', () => {
      const notYetArchived = { ...former, archivedOn: null }
      expect(findLinkedId([notYetArchived, successor], archivedDay, [createLink('user_1', 'former')])).toBeNull()
      expect(findLinkedId([former, successor], archivedDay)).toBeNull()
    })

    test('links the current employee if both have the same name, since they count as one person with two ids', () => {
      const rename = (employee: Employee, name: string) => ({ ...employee, name })
      for (const name of ['Zoë Ek', ' ZOË  EK', 'Zoe\u0308 Ek']) {
        expect(findLinkedId([rename(former, 'Zoë Ek'), rename(successor, name)], archivedDay)).toBe('successor')
      }
      for (const name of ['Zoe Ek', 'Zoë Eks']) {
        expect(findLinkedId([rename(former, 'Zoë Ek'), rename(successor, name)], archivedDay)).toBeNull()
      }
      expect(findLinkedId([rename(former, ' '), rename(successor, ' ')], archivedDay)).toBeNull()
    })
  })
})
