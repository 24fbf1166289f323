import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyCase, anyOrder, archivedDay, indexLinks, link, namedEmployee, today, user } from '../../test/people.ts'
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

/** Reconciles the links and maps the Claude users with the result. */
const reconcileAndMap = ({ users, employees, existing = [], rules = {}, firstActive = new Map() }: Case) => {
  const matcher = createMatcher({ employees, on: today, rules })
  const links = indexLinks(reconcileLinks({ users, existing: indexLinks(existing), matcher, firstActive }))
  return { matcher, links, mappings: mapClaudeUsers({ users, links, matcher, firstActive }) }
}

const stateByReason: Readonly<Record<MappingReasonCode, MappingState>> = {
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

describe('mapClaudeUsers, over random directories', () => {
  test('gives every Claude user a reason that belongs to their state, with a text', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { matcher, mappings } = reconcileAndMap(given)
        expect(mappings.map((one) => one.user)).toEqual(given.users)
        for (const one of mappings) {
          expect(one.state).toBe(stateByReason[one.reason])
          const { reason } = describeMapping(one, matcher)
          expect(reason).toEqual({ code: one.reason, message: expect.stringMatching(/^\p{Lu}.+\.$|^e-\d.+\.$/u) })
          expect(reason.message).not.toMatch(/undefined|null|nobody has|another address/)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('returns the stored links, and the state matched or flagged exactly for linked Claude users', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { links, mappings } = reconcileAndMap(given)
        for (const one of mappings) {
          expect(one.link).toEqual(links.get(one.user.id) ?? null)
          const isLinked = links.get(one.user.id)?.employeeId != null
          expect(isLinked).toBe(one.state === 'matched' || one.state === 'flagged')
        }
      }),
    )
  })

  test('returns stale links as they will be after reconciling', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { matcher, mappings } = reconcileAndMap(given)
        const { users, firstActive } = given
        expect(mapClaudeUsers({ users, links: indexLinks(given.existing), matcher, firstActive })).toEqual(mappings)
      }),
      { numRuns: 500 },
    )
  })

  test('returns candidates from the directory, without the linked employee, and several in a conflict', () => {
    fc.assert(
      fc.property(anyCase, (given) => {
        const { matcher, mappings } = reconcileAndMap(given)
        for (const { state, reason, link: linked, candidates } of mappings) {
          expect(new Set(candidates).size).toBe(candidates.length)
          for (const id of candidates) expect(matcher.findEmployee(id)).toBeDefined()
          expect(candidates).not.toContain(linked?.employeeId)
          if (state === 'conflict') expect(candidates.length).toBeGreaterThan(1)
          if (reason === 'address_passed_on') expect(candidates).not.toEqual([])
          if (state !== 'conflict' && state !== 'flagged') expect(candidates).toEqual([])
        }
      }),
    )
  })

  test('does not depend on the order of Claude users or employees', () => {
    const anyShuffledCase = anyCase.chain((given) =>
      fc.tuple(fc.constant(given), fc.record({ users: anyOrder(given.users), employees: anyOrder(given.employees) })),
    )
    const byId = (mappings: readonly Mapping[]) => new Map(mappings.map((one) => [one.user.id, one]))
    fc.assert(
      fc.property(anyShuffledCase, ([given, reordered]) => {
        expect(byId(reconcileAndMap({ ...given, ...reordered }).mappings)).toEqual(
          byId(reconcileAndMap(given).mappings),
        )
      }),
    )
  })
})

test('every reason has a text, and mappingStates lists every state', () => {
  expect(Object.keys(mappingReasons).sort()).toEqual(Object.keys(stateByReason).sort())
  expect([...mappingStates].sort()).toEqual([...new Set(Object.values(stateByReason))].sort())
})

describe('mapping when', () => {
  const ada = namedEmployee('Ada', ['ada@x.com', 'ada@y.com'])
  const oneUser = (email: string | null) => [user('user_1', email)]

  test.each<[title: string, given: Case, state: MappingState, employeeId: string | null, message: string]>([
    [
      'an employee has two addresses, and Claude has the second one',
      { users: oneUser('ada@y.com'), employees: [ada] },
      'matched',
      'ada',
      'Ada has this address.',
    ],
    [
      'Claude spells the address differently',
      { users: oneUser('Ada Lovelace <ADA@X.COM>'), employees: [ada] },
      'matched',
      'ada',
      'Ada has this address.',
    ],
    [
      'two active employees have the same address',
      { users: oneUser('ada@x.com'), employees: [ada, namedEmployee('Bob', ['ada@x.com'])] },
      'conflict',
      null,
      'Several people have this address: Ada and Bob. Only you can say whose it is.',
    ],
    [
      'two archived employees have the same address',
      {
        users: oneUser('z@x.com'),
        employees: [namedEmployee('Cy', ['z@x.com'], archivedDay), namedEmployee('Bob', ['z@x.com'], archivedDay)],
      },
      'conflict',
      null,
      'Several people who have left have this address: Bob and Cy. Only you can say whose it was.',
    ],
    [
      'an archived and an active employee have the same address, without activity before the first one left',
      {
        users: oneUser('z@x.com'),
        employees: [namedEmployee('Cy', ['z@x.com'], archivedDay), namedEmployee('Bob', ['z@x.com'])],
      },
      'matched',
      'bob',
      'Bob has this address.',
    ],
    [
      'an archived and an active employee have the same address, with activity before the first one left',
      {
        users: oneUser('z@x.com'),
        employees: [namedEmployee('Cy', ['z@x.com'], archivedDay), namedEmployee('Bob', ['z@x.com'])],
        existing: [link('user_1', 'bob')],
        firstActive: new Map([[user('user_1', null).id, archivedDay]]),
      },
      'conflict',
      null,
      'Bob and Cy have this address, but not all of them are still here. There is activity from before a former owner left, which may be theirs. Only you can say whose it is.',
    ],
    [
      'a new hire gets the address of a linked employee who left',
      {
        users: oneUser('z@x.com'),
        employees: [namedEmployee('Cy', ['z@x.com'], archivedDay), namedEmployee('Bob', ['z@x.com'])],
        existing: [link('user_1', 'cy')],
      },
      'flagged',
      'cy',
      'Cy has left, and the address is now with Bob. The history stays Cy’s until you move it.',
    ],
    [
      'a new hire gets the address, and the linked employee who left no longer has it',
      {
        users: oneUser('z@x.com'),
        employees: [namedEmployee('Cy', [], archivedDay), namedEmployee('Bob', ['z@x.com'])],
        existing: [link('user_1', 'cy')],
      },
      'flagged',
      'cy',
      'Cy has left, and the address is now with Bob. The history stays Cy’s until you move it.',
    ],
    [
      'a new hire gets the address of someone who left, and creates a second Claude user with it',
      {
        users: [...oneUser('z@x.com'), user('user_2', 'z@x.com')],
        employees: [namedEmployee('Cy', ['z@x.com'], archivedDay), namedEmployee('Bob', ['z@x.com'])],
      },
      'conflict',
      null,
      'Several Claude users have this address, and so do Bob and Cy, but not all of them are still here. One of the Claude users may be a former owner’s.',
    ],
    [
      'the new hire with the address leaves as well',
      {
        users: oneUser('z@x.com'),
        employees: [namedEmployee('Cy', ['z@x.com'], archivedDay), namedEmployee('Bob', ['z@x.com'], archivedDay)],
        existing: [link('user_1', 'cy')],
      },
      'flagged',
      'cy',
      'Cy has left, and the address is now with Bob. The history stays Cy’s until you move it.',
    ],
    [
      'a former employee returns under the same id',
      {
        users: oneUser('z@x.com'),
        employees: [namedEmployee('Cy', ['z@x.com'])],
        existing: [link('user_1', 'cy')],
      },
      'matched',
      'cy',
      'Cy has this address.',
    ],
    [
      'a former employee returns under a new id, and the old id is linked',
      {
        users: oneUser('z@x.com'),
        employees: [
          namedEmployee('Cy', ['z@x.com'], archivedDay),
          { ...namedEmployee('Cy again', ['z@x.com']), name: 'Cy' },
        ],
        existing: [link('user_1', 'cy')],
      },
      'flagged',
      'cy',
      'Cy has left, and the address is now with Cy. The history stays Cy’s until you move it.',
    ],
    [
      'a former employee returns under a new id, and no id is linked',
      {
        users: oneUser('z@x.com'),
        employees: [
          namedEmployee('Cy', ['z@x.com'], archivedDay),
          { ...namedEmployee('Cy again', ['z@x.com']), name: ' CY' },
        ],
        firstActive: new Map([[user('user_1', null).id, '2026-01-01']]),
      },
      'matched',
      'cy-again',
      ' CY has this address.',
    ],
    [
      'Claude gives no address',
      { users: oneUser(null), employees: [ada] },
      'unmatched',
      null,
      'Claude gives no e-mail for them.',
    ],
    [
      'Claude gives a text that is not an address',
      { users: oneUser('Deleted User'), employees: [ada] },
      'unmatched',
      null,
      'What Claude gives as their e-mail is not an address.',
    ],
    [
      'no employee has the address',
      { users: oneUser('ada@home.example'), employees: [ada] },
      'unmatched',
      null,
      'Nobody in the directory has this address.',
    ],
    [
      'the address of a linked Claude user changes to one outside the directory',
      { users: oneUser('ada@home.example'), employees: [ada], existing: [link('user_1', 'ada')] },
      'flagged',
      'ada',
      'Nobody in the directory has this address any more. They stay linked to Ada.',
    ],
    [
      'the address of a linked Claude user changes to the employee’s other address',
      { users: oneUser('ada@y.com'), employees: [ada], existing: [link('user_1', 'ada')] },
      'matched',
      'ada',
      'Ada has this address.',
    ],
    [
      'a linked employee leaves',
      {
        users: oneUser('z@x.com'),
        employees: [namedEmployee('Cy', ['z@x.com'], archivedDay)],
        existing: [link('user_1', 'cy')],
      },
      'matched',
      'cy',
      'Cy has this address.',
    ],
    [
      'a linked employee leaves, and their address is removed',
      {
        users: oneUser('z@x.com'),
        employees: [namedEmployee('Cy', [], archivedDay)],
        existing: [link('user_1', 'cy')],
      },
      'flagged',
      'cy',
      'Cy has left, and nobody in the directory has this address any more.',
    ],
    [
      'a linked employee is removed from the directory',
      { users: oneUser('z@x.com'), employees: [ada], existing: [link('user_1', 'cy')] },
      'flagged',
      'cy',
      'They are linked to cy, who is no longer in the directory.',
    ],
    [
      'a linked employee is removed from the directory, and a new hire gets their address',
      {
        users: oneUser('z@x.com'),
        employees: [namedEmployee('Bob', ['z@x.com'])],
        existing: [link('user_1', 'cy')],
      },
      'flagged',
      'cy',
      'They are linked to cy, who is no longer in the directory. The address is now with Bob: the history stays cy’s until you move it.',
    ],
    [
      'an admin chose an employee',
      { users: oneUser('z@x.com'), employees: [ada], existing: [link('user_1', 'ada', 'manual')] },
      'matched',
      'ada',
      'An admin chose Ada.',
    ],
    [
      'an admin chose an employee who was removed from the directory later',
      { users: oneUser('ada@x.com'), employees: [ada], existing: [link('user_1', 'cy', 'manual')] },
      'flagged',
      'cy',
      'They are linked to cy, who is no longer in the directory. The address is now with Ada: the history stays cy’s until you move it.',
    ],
    [
      'an admin removed the employee',
      { users: oneUser('ada@x.com'), employees: [ada], existing: [link('user_1', null, 'manual')] },
      'unmatched',
      null,
      'An admin unlinked them from their employee and has not chosen another one yet.',
    ],
    [
      'an admin set the Claude user aside',
      { users: oneUser('ada@x.com'), employees: [ada], existing: [link('user_1', null, 'manual', true)] },
      'ignored',
      null,
      'An admin said that this is nobody in the directory.',
    ],
    [
      'the rules have two alias domains',
      {
        users: oneUser('cy@y.com'),
        employees: [namedEmployee('Cy', ['cy@x.com'])],
        rules: { aliasDomains: [['x.com', 'y.com']] },
      },
      'matched',
      'cy',
      'Cy has cy@x.com, and your rules take the two domains for one.',
    ],
    [
      'the address has a plus tag, and the rules ignore plus tags',
      { users: oneUser('cy+ai@x.com'), employees: [namedEmployee('Cy', ['Cy@x.com'])], rules: { plusTags: true } },
      'matched',
      'cy',
      'Cy has cy@x.com, and your rules leave out what follows a plus.',
    ],
    [
      'the address has a plus tag, and the rules keep plus tags',
      { users: oneUser('cy+ai@x.com'), employees: [namedEmployee('Cy', ['Cy@x.com'])] },
      'unmatched',
      null,
      'Nobody in the directory has this address.',
    ],
  ])('%s', (_title, given, state, employeeId, message) => {
    const { matcher, mappings } = reconcileAndMap(given)
    const [mapping] = mappings
    if (!mapping) throw new Error('The case has no Claude user.')
    const described = describeMapping(mapping, matcher)
    expect([described.state, described.employee?.id ?? null, described.reason.message]).toEqual([
      state,
      employeeId,
      message,
    ])
  })

  test('two Claude users have addresses of one employee', () => {
    const { mappings } = reconcileAndMap({
      users: [...oneUser('ada@x.com'), user('user_2', 'ada@y.com')],
      employees: [ada],
    })
    expect(mappings.map((mapping) => mapping.link?.employeeId)).toEqual(['ada', 'ada'])
  })
})

describe('describeMapping', () => {
  test('returns the linked employee, the method, the reason and the candidates with their names', () => {
    const cy = namedEmployee('Cy', ['z@x.com'], archivedDay)
    const bob = namedEmployee('Bob', ['z@x.com'])
    const { matcher, mappings } = reconcileAndMap({
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
        employee: { id: 'cy', name: 'Cy', emails: ['z@x.com'], archivedOn: archivedDay },
        method: 'email',
        candidates: [{ id: 'bob', name: 'Bob', emails: ['z@x.com'], archivedOn: null }],
      },
    ])
  })

  test('names three of many candidates in the reason', () => {
    const owners = ['A', 'B', 'C', 'D', 'E'].map((name) => namedEmployee(name, ['z@x.com']))
    const { matcher, mappings } = reconcileAndMap({ users: [user('user_1', 'z@x.com')], employees: owners })
    const [mapping] = mappings.map((one) => describeMapping(one, matcher))
    expect(mapping?.candidates).toHaveLength(5)
    expect(mapping?.reason.message).toContain('A, B, C and 2 more')
  })
})
