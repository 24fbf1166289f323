import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../../test/any-text.ts'
import {
  anyEmployees,
  anyRules,
  anyUsers,
  archivedDay,
  createAnyOrder,
  createClaudeUser,
  createEmployee,
  today,
} from '../../test/people.ts'
import type { Day } from '../time/day.ts'
import type { ClaudeUser } from './claude-user.ts'
import type { EmailRules } from './email-rules.ts'
import type { Employee } from './employee.ts'
import { createMatcher, type MatchOutcome } from './matcher.ts'

/** Compares two addresses of `anyEmployees` or `anyUsers` by a second implementation of the rules. */
const compareAddresses = (a: string, b: string, rules: EmailRules): 'equal' | 'same_by_rule' | null => {
  const splitAddress = (text: string) =>
    /([abc]|nobody)(\+\w+)?@([xy]\.com)/i.exec(text.toLowerCase())?.slice(1) ?? null
  const [partsA, partsB] = [splitAddress(a), splitAddress(b)]
  if (!partsA || !partsB || partsA[0] !== partsB[0]) return null
  const isSameTag = partsA[1] === partsB[1]
  const isSameDomain = partsA[2] === partsB[2]
  if (isSameTag && isSameDomain) return 'equal'
  const isSameByRule = (isSameTag || rules.plusTags === true) && (isSameDomain || rules.aliasDomains !== undefined)
  return isSameByRule ? 'same_by_rule' : null
}

/** Finds the owners of an address by comparing it with every address of every employee. */
const findOwnersByPairs = (employees: readonly Employee[], { email }: ClaudeUser, rules: EmailRules): string[] => {
  const findOwners = (result: 'equal' | 'same_by_rule') =>
    employees.filter(({ emails }) =>
      emails.some((ownEmail) => compareAddresses(ownEmail, email ?? '', rules) === result),
    )
  const exactOwners = findOwners('equal')
  const owners = exactOwners.length > 0 ? exactOwners : findOwners('same_by_rule')
  const currentOwners = owners.filter(({ archivedOn }) => archivedOn === null || archivedOn > today)
  return (currentOwners.length > 0 ? currentOwners : owners).map(({ id }) => id)
}

/** Lists the matched employee, or the employees who tie. */
const listOwnerIds = (outcome: MatchOutcome): readonly string[] => {
  if (outcome.kind === 'unmatched') return []
  return outcome.kind === 'matched' ? [outcome.employeeId] : outcome.employeeIds
}

describe('createMatcher', () => {
  test('returns one owner of the address as matched, several as a conflict, and none as unmatched', () => {
    fc.assert(
      fc.property(anyEmployees, anyUsers, anyRules, (employees, users, rules) => {
        const { match } = createMatcher({ employees, on: today, rules })
        for (const user of users) {
          const outcome = match(user)
          const ids = findOwnersByPairs(employees, user, rules)
          expect(outcome.kind).toBe(['unmatched', 'matched'][ids.length] ?? 'conflict')
          expect(listOwnerIds(outcome)).toEqual(ids.sort())
        }
      }),
      { numRuns: 500 },
    )
  })

  test('does not depend on the order of employees, of their addresses or of alias domains', () => {
    const anyReorderedInput = fc.tuple(anyEmployees, anyRules).chain(([employees, rules]) =>
      fc.record({
        employees: fc.constant(employees),
        rules: fc.constant(rules),
        reorderedEmployees: createAnyOrder(
          employees.map((employee) => ({ ...employee, emails: employee.emails.toReversed() })),
        ),
        reorderedRules: fc.constant({
          ...rules,
          aliasDomains: rules.aliasDomains?.map((group) => group.toReversed()) ?? [],
        }),
      }),
    )
    fc.assert(
      fc.property(anyReorderedInput, anyUsers, ({ employees, rules, reorderedEmployees, reorderedRules }, users) => {
        const { match } = createMatcher({ employees, on: today, rules })
        const reordered = createMatcher({ employees: reorderedEmployees, on: today, rules: reorderedRules })
        expect(users.map(reordered.match)).toEqual(users.map(match))
      }),
    )
  })

  test('returns the same outcome each time, for any string as an address or an alias domain', () => {
    const anyEmail = fc.oneof(
      anyText,
      anyText.map((text) => `${text}@x.com`),
    )
    fc.assert(
      fc.property(anyEmail, anyEmail, anyText, (email, ownEmail, domain) => {
        const rules = { plusTags: true, aliasDomains: [[domain, 'x.com'], []] }
        const { match } = createMatcher({ employees: [createEmployee('ada', [ownEmail])], on: today, rules })
        expect(match(createClaudeUser('user_1', email))).toEqual(match(createClaudeUser('user_1', email)))
      }),
    )
  })

  const matchEmail = (employees: readonly Employee[], email: string | null, rules: EmailRules = {}) =>
    createMatcher({ employees, on: today, rules }).match(createClaudeUser('user_1', email))

  test('matches an employee who has the address in two spellings', () => {
    expect(matchEmail([createEmployee('ada', ['ada@x.com', 'ADA@X.com '])], 'Ada@x.com')).toEqual({
      kind: 'matched',
      employeeId: 'ada',
      method: 'email',
      reason: 'same_email',
      formerOwnerIds: [],
    })
  })

  test('prefers a current employee, and returns an archived employee as a former owner', () => {
    const people = [createEmployee('old', ['info@x.com'], archivedDay), createEmployee('new', ['info@x.com'])]
    expect(matchEmail(people, 'info@x.com')).toMatchObject({
      kind: 'matched',
      employeeId: 'new',
      formerOwnerIds: ['old'],
    })
  })

  test('matches an archived employee if no current employee has the address', () => {
    expect(matchEmail([createEmployee('old', ['old@x.com'], archivedDay)], 'old@x.com')).toMatchObject({
      employeeId: 'old',
      formerOwnerIds: [],
    })
  })

  test.each<[Day | null, string]>([
    [null, 'several_active'],
    [archivedDay, 'several_archived'],
  ])('returns a conflict for two owners with the archived date %s: %s', (archivedOn, reason) => {
    const people = [createEmployee('b', ['x@x.com'], archivedOn), createEmployee('a', ['X@x.com'], archivedOn)]
    expect(matchEmail(people, 'x@x.com')).toEqual({ kind: 'conflict', employeeIds: ['a', 'b'], reason })
  })

  test.each<[string | null, string]>([
    [null, 'no_email'],
    ['', 'not_an_address'],
    ['unknown', 'not_an_address'],
    ['ada@', 'not_an_address'],
    ['bob@x.com', 'nobody_has_it'],
  ])('returns unmatched for the e-mail %j: %s', (email, reason) => {
    expect(matchEmail([createEmployee('ada', ['', 'unknown', 'ada@', 'ada@x.com'])], email)).toEqual({
      kind: 'unmatched',
      reason,
    })
  })

  describe('with rules', () => {
    const bothRules = { plusTags: true, aliasDomains: [['x.com', 'y.com']] }

    test('uses no rule by default', () => {
      const people = [createEmployee('ada', ['ada@x.com'])]
      for (const email of ['ada@y.com', 'ada+lab@x.com']) expect(matchEmail(people, email).kind).toBe('unmatched')
    })

    test.each<[string, string, EmailRules]>([
      ['ada@y.com', 'alias_domain', { aliasDomains: [['x.com', 'y.com']] }],
      ['ada+lab@x.com', 'plus_tag', { plusTags: true }],
      ['ada+lab@x.com', 'plus_tag', bothRules],
      ['ada+lab@y.com', 'alias_domain', bothRules],
    ])('matches %s to ada@x.com for the reason %s', (email, reason, rules) => {
      expect(matchEmail([createEmployee('ada', ['ada@x.com'])], email, rules)).toMatchObject({
        kind: 'matched',
        employeeId: 'ada',
        method: 'alias',
        reason,
      })
    })

    test('prefers an equal address to a match by rule, even if its owner is archived', () => {
      const people = [
        createEmployee('exact', ['ada@x.com'], archivedDay),
        createEmployee('by-rule', ['ada@y.com', 'ada+lab@x.com']),
      ]
      expect(matchEmail(people, 'ada@x.com', bothRules)).toMatchObject({ employeeId: 'exact', method: 'email' })
      expect(matchEmail(people, 'ada+other@x.com', bothRules)).toMatchObject({ employeeId: 'by-rule', method: 'alias' })
    })

    test('returns a conflict if two employees match by a rule', () => {
      const people = [createEmployee('a', ['ada+a@x.com']), createEmployee('b', ['ada+b@x.com'])]
      expect(matchEmail(people, 'ada@x.com', bothRules)).toMatchObject({ kind: 'conflict', employeeIds: ['a', 'b'] })
    })
  })
})
