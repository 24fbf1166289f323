import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyEmployees, anyOrder, anyRules, anyUsers, archivedDay, employee, today, user } from '../../test/people.ts'
import { anyText } from '../../test/text.ts'
import type { Day } from '../time/day.ts'
import type { ClaudeUser } from './claude-user.ts'
import type { EmailRules } from './email-rules.ts'
import type { Employee } from './employee.ts'
import { createMatcher, type MatchOutcome } from './matcher.ts'

/** Compares two of the test's addresses by a second implementation of the rules. */
const compareAddresses = (a: string, b: string, rules: EmailRules): 'equal' | 'same_by_rule' | null => {
  const split = (text: string) => /([abc]|nobody)(\+\w+)?@([xy]\.com)/i.exec(text.toLowerCase())?.slice(1) ?? null
  const [one, other] = [split(a), split(b)]
  if (!one || !other || one[0] !== other[0]) return null
  const isSameTag = one[1] === other[1]
  const isSameDomain = one[2] === other[2]
  if (isSameTag && isSameDomain) return 'equal'
  const isSameByRule = (isSameTag || rules.plusTags === true) && (isSameDomain || rules.aliasDomains !== undefined)
  return isSameByRule ? 'same_by_rule' : null
}

/** Matches by comparing the address with every address of every employee. */
const matchByPairs = (employees: readonly Employee[], { email }: ClaudeUser, rules: EmailRules): string[] => {
  const findOwners = (result: 'equal' | 'same_by_rule') =>
    employees.filter(({ emails }) => emails.some((own) => compareAddresses(own, email ?? '', rules) === result))
  const exactOwners = findOwners('equal')
  const owners = exactOwners.length > 0 ? exactOwners : findOwners('same_by_rule')
  const active = owners.filter(({ archivedOn }) => archivedOn === null || archivedOn > today)
  return (active.length > 0 ? active : owners).map(({ id }) => id)
}

const listOwnerIds = (outcome: MatchOutcome): readonly string[] => {
  if (outcome.kind === 'unmatched') return []
  return outcome.kind === 'matched' ? [outcome.employeeId] : outcome.employeeIds
}

describe('createMatcher', () => {
  test('matches one owner of the address, and reports several as a conflict and none as unmatched', () => {
    fc.assert(
      fc.property(anyEmployees, anyUsers, anyRules, (employees, users, rules) => {
        const { match } = createMatcher({ employees, on: today, rules })
        for (const one of users) {
          const outcome = match(one)
          const ids = matchByPairs(employees, one, rules)
          expect(outcome.kind).toBe(['unmatched', 'matched'][ids.length] ?? 'conflict')
          expect(listOwnerIds(outcome)).toEqual(ids.sort())
        }
      }),
      { numRuns: 500 },
    )
  })

  test('does not depend on the order of employees, addresses or rules', () => {
    const twice = fc.tuple(anyEmployees, anyRules).chain(([employees, rules]) =>
      fc.record({
        employees: fc.constant(employees),
        rules: fc.constant(rules),
        others: anyOrder(employees.map((one) => ({ ...one, emails: one.emails.toReversed() }))),
        otherRules: fc.constant({
          ...rules,
          aliasDomains: rules.aliasDomains?.map((group) => group.toReversed()) ?? [],
        }),
      }),
    )
    fc.assert(
      fc.property(twice, anyUsers, ({ employees, rules, others, otherRules }, users) => {
        const { match } = createMatcher({ employees, on: today, rules })
        expect(users.map(createMatcher({ employees: others, on: today, rules: otherRules }).match)).toEqual(
          users.map(match),
        )
      }),
    )
  })

  test('gives any text an outcome, the same each time', () => {
    const anyEmail = fc.oneof(
      anyText,
      anyText.map((text) => `${text}@x.com`),
    )
    fc.assert(
      fc.property(anyEmail, anyEmail, anyText, (mail, own, domain) => {
        const rules = { plusTags: true, aliasDomains: [[domain, 'x.com'], []] }
        const { match } = createMatcher({ employees: [employee('ada', [own])], on: today, rules })
        expect(match(user('user_1', mail))).toEqual(match(user('user_1', mail)))
      }),
    )
  })

  const matchEmail = (employees: readonly Employee[], email: string | null, rules: EmailRules = {}) =>
    createMatcher({ employees, on: today, rules }).match(user('user_1', email))

  test('matches an employee who has the address in two spellings', () => {
    expect(matchEmail([employee('ada', ['ada@x.com', 'ADA@X.com '])], 'Ada@x.com')).toEqual({
      kind: 'matched',
      employeeId: 'ada',
      method: 'email',
      reason: 'same_email',
      former: [],
    })
  })

  test('prefers an active employee, and returns an archived one as a former owner', () => {
    const people = [employee('old', ['info@x.com'], archivedDay), employee('new', ['info@x.com'])]
    expect(matchEmail(people, 'info@x.com')).toMatchObject({ kind: 'matched', employeeId: 'new', former: ['old'] })
  })

  test('matches an archived employee if no active one has the address', () => {
    expect(matchEmail([employee('old', ['old@x.com'], archivedDay)], 'old@x.com')).toMatchObject({
      employeeId: 'old',
      former: [],
    })
  })

  test.each<[Day | null, string]>([
    [null, 'several_active'],
    [archivedDay, 'several_archived'],
  ])('reports two owners who were archived on %s as a conflict: %s', (archivedOn, reason) => {
    const people = [employee('b', ['x@x.com'], archivedOn), employee('a', ['X@x.com'], archivedOn)]
    expect(matchEmail(people, 'x@x.com')).toEqual({ kind: 'conflict', employeeIds: ['a', 'b'], reason })
  })

  test.each<[string | null, string]>([
    [null, 'no_email'],
    ['', 'not_an_address'],
    ['unknown', 'not_an_address'],
    ['ada@', 'not_an_address'],
    ['bob@x.com', 'nobody_has_it'],
  ])('matches nobody with the e-mail %j: %s', (email, reason) => {
    expect(matchEmail([employee('ada', ['', 'unknown', 'ada@', 'ada@x.com'])], email)).toEqual({
      kind: 'unmatched',
      reason,
    })
  })

  describe('rules', () => {
    const both = { plusTags: true, aliasDomains: [['x.com', 'y.com']] }

    test('are off by default', () => {
      const people = [employee('ada', ['ada@x.com'])]
      for (const email of ['ada@y.com', 'ada+lab@x.com']) expect(matchEmail(people, email).kind).toBe('unmatched')
    })

    test.each<[string, string, EmailRules]>([
      ['ada@y.com', 'alias_domain', { aliasDomains: [['x.com', 'y.com']] }],
      ['ada+lab@x.com', 'plus_tag', { plusTags: true }],
      ['ada+lab@x.com', 'plus_tag', both],
      ['ada+lab@y.com', 'alias_domain', both],
    ])('match %s to ada@x.com as %s', (email, reason, rules) => {
      expect(matchEmail([employee('ada', ['ada@x.com'])], email, rules)).toMatchObject({
        kind: 'matched',
        employeeId: 'ada',
        method: 'alias',
        reason,
      })
    })

    test('give way to an equal address, even of an archived employee', () => {
      const people = [
        employee('exact', ['ada@x.com'], archivedDay),
        employee('by-rule', ['ada@y.com', 'ada+lab@x.com']),
      ]
      expect(matchEmail(people, 'ada@x.com', both)).toMatchObject({ employeeId: 'exact', method: 'email' })
      expect(matchEmail(people, 'ada+other@x.com', both)).toMatchObject({ employeeId: 'by-rule', method: 'alias' })
    })

    test('report two employees as a conflict if both match by a rule', () => {
      const people = [employee('a', ['ada+a@x.com']), employee('b', ['ada+b@x.com'])]
      expect(matchEmail(people, 'ada@x.com', both)).toMatchObject({ kind: 'conflict', employeeIds: ['a', 'b'] })
    })
  })
})
