import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyEmployees, anyRules, anyUsers, employee, gone, shuffled, today, user } from '../../test/people.ts'
import { anyText } from '../../test/text.ts'
import type { Day } from '../time/day.ts'
import type { ClaudeUser } from './claude-user.ts'
import type { EmailRules } from './email-rules.ts'
import type { Employee } from './employee.ts'
import { createMatcher, type MatchOutcome } from './matcher.ts'

/** How near two addresses of the test's few are, written down once more: 0 equal, 1 the same by a rule. */
const nearness = (a: string, b: string, rules: EmailRules): 0 | 1 | null => {
  const parts = (text: string) => /([abc]|nobody)(\+\w+)?@([xy]\.com)/i.exec(text.toLowerCase())?.slice(1) ?? null
  const [one, other] = [parts(a), parts(b)]
  if (!one || !other || one[0] !== other[0]) return null
  const sameTag = one[1] === other[1]
  const sameDomain = one[2] === other[2]
  if (sameTag && sameDomain) return 0
  return (sameTag || rules.plusTags === true) && (sameDomain || rules.aliasDomains !== undefined) ? 1 : null
}

/** The rule, pair by pair. */
const naiveMatch = (employees: readonly Employee[], { email }: ClaudeUser, rules: EmailRules): string[] => {
  const owners = (most: 0 | 1) =>
    employees.filter(({ emails }) => emails.some((own) => (nearness(own, email ?? '', rules) ?? 2) <= most))
  const best = owners(0).length > 0 ? owners(0) : owners(1)
  const active = best.filter(({ archivedOn }) => archivedOn === null || archivedOn > today)
  return (active.length > 0 ? active : best).map(({ id }) => id)
}

const idsOf = (outcome: MatchOutcome): readonly string[] =>
  outcome.kind === 'matched' ? [outcome.employeeId] : outcome.kind === 'conflict' ? outcome.employeeIds : []

describe('createMatcher', () => {
  test('one employee with the address is a match, several are a conflict, none is unmatched', () => {
    fc.assert(
      fc.property(anyEmployees, anyUsers, anyRules, (employees, users, rules) => {
        const { match } = createMatcher({ employees, on: today, rules })
        for (const one of users) {
          const outcome = match(one)
          const ids = naiveMatch(employees, one, rules)
          expect(outcome.kind).toBe(['unmatched', 'matched'][ids.length] ?? 'conflict')
          expect(idsOf(outcome)).toEqual(ids.sort())
        }
      }),
      { numRuns: 500 },
    )
  })

  test('nothing depends on the order of the employees, of their addresses or of the rules', () => {
    const twice = fc.tuple(anyEmployees, anyRules).chain(([employees, rules]) =>
      fc.record({
        employees: fc.constant(employees),
        rules: fc.constant(rules),
        others: shuffled(employees.map((one) => ({ ...one, emails: one.emails.toReversed() }))),
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

  test('any text at all has an outcome, the same each time', () => {
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

  const outcome = (employees: readonly Employee[], email: string | null, rules: EmailRules = {}) =>
    createMatcher({ employees, on: today, rules }).match(user('user_1', email))

  test('an address in two spellings at one employee is one match', () => {
    expect(outcome([employee('ada', ['ada@x.com', 'ADA@X.com '])], 'Ada@x.com')).toEqual({
      kind: 'matched',
      employeeId: 'ada',
      method: 'email',
      reason: 'same_email',
      former: [],
    })
  })

  test('an active employee comes before one who left, who is named as a former owner', () => {
    const people = [employee('old', ['info@x.com'], gone), employee('new', ['info@x.com'])]
    expect(outcome(people, 'info@x.com')).toMatchObject({ kind: 'matched', employeeId: 'new', former: ['old'] })
  })

  test('an employee who left is matched where nobody active has the address', () => {
    expect(outcome([employee('old', ['old@x.com'], gone)], 'old@x.com')).toMatchObject({
      employeeId: 'old',
      former: [],
    })
  })

  test.each<[Day | null, string]>([
    [null, 'several_active'],
    [gone, 'several_archived'],
  ])('two employees with the address, both archived on %s, are a conflict: %s', (archivedOn, reason) => {
    const people = [employee('b', ['x@x.com'], archivedOn), employee('a', ['X@x.com'], archivedOn)]
    expect(outcome(people, 'x@x.com')).toEqual({ kind: 'conflict', employeeIds: ['a', 'b'], reason })
  })

  test.each<[string | null, string]>([
    [null, 'no_email'],
    ['', 'not_an_address'],
    ['unknown', 'not_an_address'],
    ['ada@', 'not_an_address'],
    ['bob@x.com', 'nobody_has_it'],
  ])('%j matches nobody: %s', (email, reason) => {
    expect(outcome([employee('ada', ['', 'unknown', 'ada@', 'ada@x.com'])], email)).toEqual({
      kind: 'unmatched',
      reason,
    })
  })

  describe('rules', () => {
    const both = { plusTags: true, aliasDomains: [['x.com', 'y.com']] }

    test('are off unless they are asked for', () => {
      const people = [employee('ada', ['ada@x.com'])]
      for (const email of ['ada@y.com', 'ada+lab@x.com']) expect(outcome(people, email).kind).toBe('unmatched')
    })

    test.each<[string, string, EmailRules]>([
      ['ada@y.com', 'alias_domain', { aliasDomains: [['x.com', 'y.com']] }],
      ['ada+lab@x.com', 'plus_tag', { plusTags: true }],
      ['ada+lab@x.com', 'plus_tag', both],
      ['ada+lab@y.com', 'alias_domain', both],
    ])('take %s for ada@x.com, as %s', (email, reason, rules) => {
      expect(outcome([employee('ada', ['ada@x.com'])], email, rules)).toMatchObject({
        kind: 'matched',
        employeeId: 'ada',
        method: 'alias',
        reason,
      })
    })

    test('an equal address comes before one that only a rule takes for the same, whoever has left', () => {
      const people = [employee('equal', ['ada@x.com'], gone), employee('alike', ['ada@y.com', 'ada+lab@x.com'])]
      expect(outcome(people, 'ada@x.com', both)).toMatchObject({ employeeId: 'equal', method: 'email' })
      expect(outcome(people, 'ada+other@x.com', both)).toMatchObject({ employeeId: 'alike', method: 'alias' })
    })

    test('two employees whose addresses a rule takes for the same are a conflict', () => {
      const people = [employee('a', ['ada+a@x.com']), employee('b', ['ada+b@x.com'])]
      expect(outcome(people, 'ada@x.com', both)).toMatchObject({ kind: 'conflict', employeeIds: ['a', 'b'] })
    })
  })
})
