import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyCase, employee, gone, link, linksOf, shuffled, today, user } from '../../test/people.ts'
import type { ClaudeUser } from './claude-user.ts'
import type { EmailRules } from './email-rules.ts'
import type { Employee } from './employee.ts'
import type { Link } from './link.ts'
import type { LinkRuleInput } from './link-rule.ts'
import { describeMapping, mapClaudeUsers } from './map-claude-users.ts'
import { type Mapping, type MappingReasonCode, type MappingState, mappingStates } from './mapping.ts'
import { mappingReasons } from './mapping-reasons.ts'
import { createMatcher } from './matcher.ts'
import { reconcileLinks } from './reconcile-links.ts'

interface Case {
  readonly users: readonly ClaudeUser[]
  readonly employees: readonly Employee[]
  readonly existing?: readonly Link[]
  readonly rules?: EmailRules
  readonly firstActive?: LinkRuleInput['firstActive']
}

/** The links as they are kept, and what the list says of them. */
const settle = ({ users, employees, existing = [], rules = {}, firstActive = new Map() }: Case) => {
  const matcher = createMatcher({ employees, on: today, rules })
  const links = linksOf(reconcileLinks({ users, existing: linksOf(existing), matcher, firstActive }))
  return { matcher, links, mappings: mapClaudeUsers({ users, links, matcher, firstActive }) }
}

const statesOf: Readonly<Record<MappingReasonCode, MappingState>> = {
  same_email: 'matched',
  alias_domain: 'matched',
  plus_tag: 'matched',
  chosen: 'matched',
  no_email: 'unmatched',
  not_an_address: 'unmatched',
  nobody_has_it: 'unmatched',
  taken_off: 'unmatched',
  several_active: 'conflict',
  several_archived: 'conflict',
  several_accounts: 'conflict',
  former_owner: 'conflict',
  email_changed: 'flagged',
  address_passed_on: 'flagged',
  employee_gone: 'flagged',
  set_aside: 'ignored',
}

describe('over random directories', () => {
  test('everyone has one state, a reason that belongs to it, and words for it', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { matcher, mappings } = settle(given)
        expect(mappings.map((one) => one.user)).toEqual(given.users)
        for (const one of mappings) {
          expect(one.state).toBe(statesOf[one.reason])
          const { reason } = describeMapping(one, matcher)
          expect(reason).toEqual({ code: one.reason, message: expect.stringMatching(/^\p{Lu}.+\.$|^e-\d.+\.$/u) })
          expect(reason.message).not.toMatch(/undefined|null|nobody has|another address/)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('the list says what is stored: who is linked is matched or flagged, and nobody else is', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { links, mappings } = settle(given)
        for (const one of mappings) {
          expect(one.link).toEqual(links.get(one.user.id) ?? null)
          const isLinked = links.get(one.user.id)?.employeeId != null
          expect(isLinked).toBe(one.state === 'matched' || one.state === 'flagged')
        }
      }),
    )
  })

  test('links that were not brought up to date yet are shown as they will be', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { matcher, mappings } = settle(given)
        const { users, firstActive } = given
        expect(mapClaudeUsers({ users, links: linksOf(given.existing), matcher, firstActive })).toEqual(mappings)
      }),
      { numRuns: 500 },
    )
  })

  test('candidates are in the directory, are not whom it is linked to, and are several in a conflict', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { matcher, mappings } = settle(given)
        for (const { state, reason, link: linked, candidates } of mappings) {
          expect(new Set(candidates).size).toBe(candidates.length)
          for (const id of candidates) expect(matcher.employee(id)).toBeDefined()
          expect(candidates).not.toContain(linked?.employeeId)
          if (state === 'conflict') expect(candidates.length).toBeGreaterThan(1)
          if (reason === 'address_passed_on') expect(candidates).not.toEqual([])
          if (state !== 'conflict' && state !== 'flagged') expect(candidates).toEqual([])
        }
      }),
    )
  })

  test('nothing depends on the order of anything', () => {
    const twice = anyCase.chain((given) =>
      fc.tuple(fc.constant(given), fc.record({ users: shuffled(given.users), employees: shuffled(given.employees) })),
    )
    const byId = (mappings: readonly Mapping[]) => new Map(mappings.map((one) => [one.user.id, one]))
    fc.assert(
      fc.property(twice, ([given, other]) => {
        expect(byId(settle({ ...given, ...other }).mappings)).toEqual(byId(settle(given).mappings))
      }),
    )
  })
})

test('every reason has words, every state a place in the list', () => {
  expect(Object.keys(mappingReasons).sort()).toEqual(Object.keys(statesOf).sort())
  expect([...mappingStates].sort()).toEqual([...new Set(Object.values(statesOf))].sort())
})

const person = (name: string, emails: readonly string[], archivedOn: Employee['archivedOn'] = null): Employee => ({
  ...employee(name.toLowerCase(), emails, archivedOn),
  name,
})

/** What people ask about whose numbers are whose, answered in the list’s own words. */
describe('questions about matching', () => {
  const ada = person('Ada', ['ada@x.com', 'ada@y.com'])
  const one = (email: string | null) => [user('user_1', email)]

  test.each<[question: string, given: Case, state: MappingState, whose: string | null, words: string]>([
    [
      'someone has several e-mails, and Claude knows the second one',
      { users: one('ada@y.com'), employees: [ada] },
      'matched',
      'ada',
      'Ada has this address.',
    ],
    [
      'the e-mail in Claude is spelled otherwise',
      { users: one('Ada Lovelace <ADA@X.COM>'), employees: [ada] },
      'matched',
      'ada',
      'Ada has this address.',
    ],
    [
      'two people who are here have the same e-mail',
      { users: one('ada@x.com'), employees: [ada, person('Bob', ['ada@x.com'])] },
      'conflict',
      null,
      'Several people have this address: Ada and Bob. Only you can say whose it is.',
    ],
    [
      'two people who left had the same e-mail',
      { users: one('z@x.com'), employees: [person('Cy', ['z@x.com'], gone), person('Bob', ['z@x.com'], gone)] },
      'conflict',
      null,
      'Several people who have left have this address: Bob and Cy. Only you can say whose it was.',
    ],
    [
      'someone who left and someone who is here have the same e-mail, and it was not in use before',
      { users: one('z@x.com'), employees: [person('Cy', ['z@x.com'], gone), person('Bob', ['z@x.com'])] },
      'matched',
      'bob',
      'Bob has this address.',
    ],
    [
      'someone who left and someone who is here have the same e-mail, and it was in use before',
      {
        users: one('z@x.com'),
        employees: [person('Cy', ['z@x.com'], gone), person('Bob', ['z@x.com'])],
        existing: [link('user_1', 'bob')],
        firstActive: new Map([[user('user_1', null).id, gone]]),
      },
      'conflict',
      null,
      'Bob and Cy have this address, of whom not all are still here. There is activity from before a former owner left, which may be theirs. Only you can say whose it is.',
    ],
    [
      'a new hire is given the e-mail of someone who left',
      {
        users: one('z@x.com'),
        employees: [person('Cy', ['z@x.com'], gone), person('Bob', ['z@x.com'])],
        existing: [link('user_1', 'cy')],
      },
      'flagged',
      'cy',
      'Cy has left, and the address is now with Bob. The history stays Cy’s until you move it.',
    ],
    [
      'a new hire is given it, and it is taken from who left',
      {
        users: one('z@x.com'),
        employees: [person('Cy', [], gone), person('Bob', ['z@x.com'])],
        existing: [link('user_1', 'cy')],
      },
      'flagged',
      'cy',
      'Cy has left, and the address is now with Bob. The history stays Cy’s until you move it.',
    ],
    [
      'a new hire is given it, and makes an account of their own',
      {
        users: [...one('z@x.com'), user('user_2', 'z@x.com')],
        employees: [person('Cy', ['z@x.com'], gone), person('Bob', ['z@x.com'])],
      },
      'conflict',
      null,
      'Several claude users have this address, and so have Bob and Cy, of whom not all are still here. One of the claude users may be a former owner’s.',
    ],
    [
      'the new hire leaves, too',
      {
        users: one('z@x.com'),
        employees: [person('Cy', ['z@x.com'], gone), person('Bob', ['z@x.com'], gone)],
        existing: [link('user_1', 'cy')],
      },
      'flagged',
      'cy',
      'Cy has left, and the address is now with Bob. The history stays Cy’s until you move it.',
    ],
    [
      'someone comes back under the id they had',
      {
        users: one('z@x.com'),
        employees: [person('Cy', ['z@x.com'])],
        existing: [link('user_1', 'cy')],
      },
      'matched',
      'cy',
      'Cy has this address.',
    ],
    [
      'someone comes back under a new id, and was linked under the old one',
      {
        users: one('z@x.com'),
        employees: [person('Cy', ['z@x.com'], gone), { ...person('Cy again', ['z@x.com']), name: 'Cy' }],
        existing: [link('user_1', 'cy')],
      },
      'flagged',
      'cy',
      'Cy has left, and the address is now with Cy. The history stays Cy’s until you move it.',
    ],
    [
      'someone comes back under a new id, before anyone was linked',
      {
        users: one('z@x.com'),
        employees: [person('Cy', ['z@x.com'], gone), { ...person('Cy again', ['z@x.com']), name: ' CY' }],
        firstActive: new Map([[user('user_1', null).id, '2026-01-01']]),
      },
      'matched',
      'cy again',
      ' CY has this address.',
    ],
    [
      'Claude gives no e-mail',
      { users: one(null), employees: [ada] },
      'unmatched',
      null,
      'Claude gives no e-mail for them.',
    ],
    [
      'what Claude gives is no e-mail',
      { users: one('Deleted User'), employees: [ada] },
      'unmatched',
      null,
      'What Claude gives as their e-mail is not an address.',
    ],
    [
      'the e-mail in Claude is another one than in the directory',
      { users: one('ada@home.example'), employees: [ada] },
      'unmatched',
      null,
      'Nobody in the directory has this address.',
    ],
    [
      'the e-mail changed in Claude, to one the directory does not know',
      { users: one('ada@home.example'), employees: [ada], existing: [link('user_1', 'ada')] },
      'flagged',
      'ada',
      'Nobody in the directory has this address any more. They stay linked to Ada.',
    ],
    [
      'the e-mail changed in Claude, to another one of theirs',
      { users: one('ada@y.com'), employees: [ada], existing: [link('user_1', 'ada')] },
      'matched',
      'ada',
      'Ada has this address.',
    ],
    [
      'someone leaves',
      { users: one('z@x.com'), employees: [person('Cy', ['z@x.com'], gone)], existing: [link('user_1', 'cy')] },
      'matched',
      'cy',
      'Cy has this address.',
    ],
    [
      'someone leaves, and their e-mail is removed',
      { users: one('z@x.com'), employees: [person('Cy', [], gone)], existing: [link('user_1', 'cy')] },
      'flagged',
      'cy',
      'Cy has left, and nobody in the directory has this address any more.',
    ],
    [
      'someone is removed from the directory',
      { users: one('z@x.com'), employees: [ada], existing: [link('user_1', 'cy')] },
      'flagged',
      'cy',
      'They are linked to cy, who is no longer in the directory.',
    ],
    [
      'someone is removed from the directory, and a new hire is given their e-mail',
      {
        users: one('z@x.com'),
        employees: [person('Bob', ['z@x.com'])],
        existing: [link('user_1', 'cy')],
      },
      'flagged',
      'cy',
      'They are linked to cy, who is no longer in the directory. The address is now with Bob: the history stays cy’s until you move it.',
    ],
    [
      'an admin chose someone',
      { users: one('z@x.com'), employees: [ada], existing: [link('user_1', 'ada', 'manual')] },
      'matched',
      'ada',
      'An admin chose Ada.',
    ],
    [
      'an admin chose someone who was removed from the directory since',
      { users: one('ada@x.com'), employees: [ada], existing: [link('user_1', 'cy', 'manual')] },
      'flagged',
      'cy',
      'They are linked to cy, who is no longer in the directory. The address is now with Ada: the history stays cy’s until you move it.',
    ],
    [
      'an admin took someone off',
      { users: one('ada@x.com'), employees: [ada], existing: [link('user_1', null, 'manual')] },
      'unmatched',
      null,
      'An admin took them off whom they were linked to, and chose nobody else so far.',
    ],
    [
      'an admin said that this is nobody',
      { users: one('ada@x.com'), employees: [ada], existing: [link('user_1', null, 'manual', true)] },
      'ignored',
      null,
      'An admin said that this is nobody in the directory.',
    ],
    [
      'the company has two domains, and says so',
      {
        users: one('cy@y.com'),
        employees: [person('Cy', ['cy@x.com'])],
        rules: { aliasDomains: [['x.com', 'y.com']] },
      },
      'matched',
      'cy',
      'Cy has cy@x.com, and your rules take the two domains for one.',
    ],
    [
      'someone uses a plus-tag, and that is taken for their address',
      { users: one('cy+ai@x.com'), employees: [person('Cy', ['Cy@x.com'])], rules: { plusTags: true } },
      'matched',
      'cy',
      'Cy has cy@x.com, and your rules leave out what follows a plus.',
    ],
    [
      'someone uses a plus-tag, and nothing was said of those',
      { users: one('cy+ai@x.com'), employees: [person('Cy', ['Cy@x.com'])] },
      'unmatched',
      null,
      'Nobody in the directory has this address.',
    ],
  ])('%s', (_, given, state, whose, words) => {
    const { matcher, mappings } = settle(given)
    const [mapping] = mappings
    if (!mapping) throw new Error('There is a claude user.')
    const { employee: theirs, reason, ...shown } = describeMapping(mapping, matcher)
    expect([shown.state, theirs?.id ?? null, reason.message]).toEqual([state, whose, words])
  })

  test('two claude users of one person are both theirs', () => {
    const { mappings } = settle({ users: [...one('ada@x.com'), user('user_2', 'ada@y.com')], employees: [ada] })
    expect(mappings.map((mapping) => mapping.link?.employeeId)).toEqual(['ada', 'ada'])
  })
})

describe('mappingOf', () => {
  test('shows who it is, how that came about, and whom else it may be about', () => {
    const cy = person('Cy', ['z@x.com'], gone)
    const bob = person('Bob', ['z@x.com'])
    const { matcher, mappings } = settle({
      users: [user('user_1', 'Z@x.com')],
      employees: [cy, bob],
      existing: [link('user_1', 'cy')],
    })
    expect(mappings.map((one) => describeMapping(one, matcher))).toEqual([
      {
        id: 'user_1',
        email: 'Z@x.com',
        state: 'flagged',
        reason: { code: 'address_passed_on', message: expect.stringContaining('Bob') },
        employee: { id: 'cy', name: 'Cy', emails: ['z@x.com'], archivedOn: gone },
        method: 'email',
        candidates: [{ id: 'bob', name: 'Bob', emails: ['z@x.com'], archivedOn: null }],
      },
    ])
  })

  test('of many candidates, names three', () => {
    const twins = ['A', 'B', 'C', 'D', 'E'].map((name) => person(name, ['z@x.com']))
    const { matcher, mappings } = settle({ users: [user('user_1', 'z@x.com')], employees: twins })
    const [mapping] = mappings.map((one) => describeMapping(one, matcher))
    expect(mapping?.candidates).toHaveLength(5)
    expect(mapping?.reason.message).toContain('A, B, C and 2 more')
  })
})
