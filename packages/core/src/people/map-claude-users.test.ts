import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  anyCase,
  archivedDay,
  createAnyOrder,
  createClaudeUser,
  createLink,
  createNamedEmployee,
  indexLinks,
  today,
} from '../../test/people.ts'
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

/** The data that decides the mappings of Claude users. */
interface Case {
  readonly users: readonly ClaudeUser[]
  readonly employees: readonly Employee[]
  readonly existing?: readonly Link[]
  readonly rules?: EmailRules
  readonly firstActive?: LinkRuleInput['firstActive']
  readonly protectedUsers?: LinkRuleInput['protectedUsers']
}

/** Reconciles the links, and maps the Claude users with the new links. */
const reconcileAndMap = ({
  users,
  employees,
  existing = [],
  rules = {},
  firstActive = new Map(),
  protectedUsers,
}: Case) => {
  const matcher = createMatcher({ employees, on: today, rules })
  const input = { users, matcher, firstActive, protectedUsers }
  const links = indexLinks(reconcileLinks({ ...input, existing: indexLinks(existing) }))
  return { matcher, links, mappings: mapClaudeUsers({ ...input, links }) }
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
  test('returns a mapping for every Claude user in order, with a reason that belongs to its state and has a text', () => {
    fc.assert(
      fc.property(anyCase, (testCase) => {
        const { matcher, mappings } = reconcileAndMap(testCase)
        expect(mappings.map(({ user }) => user)).toEqual(testCase.users)
        for (const mapping of mappings) {
          expect(mapping.state).toBe(stateByReason[mapping.reason])
          const { reason } = describeMapping(mapping, matcher)
          expect(reason).toEqual({ code: mapping.reason, message: expect.stringMatching(/^\p{Lu}.+\.$|^e-\d.+\.$/u) })
          expect(reason.message).not.toMatch(/undefined|null|nobody has|another address/)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('returns the reconciled link, and the state matched or flagged only with a linked employee', () => {
    fc.assert(
      fc.property(anyCase, (testCase) => {
        const { links, mappings } = reconcileAndMap(testCase)
        for (const { user, link, state } of mappings) {
          expect(link).toEqual(links.get(user.id) ?? null)
          const isLinked = link?.employeeId != null
          expect(isLinked).toBe(state === 'matched' || state === 'flagged')
        }
      }),
    )
  })

  test('returns the same mappings from stale links as from reconciled links', () => {
    fc.assert(
      fc.property(anyCase, (testCase) => {
        const { matcher, mappings } = reconcileAndMap(testCase)
        const { users, existing, firstActive } = testCase
        expect(mapClaudeUsers({ users, links: indexLinks(existing), matcher, firstActive })).toEqual(mappings)
      }),
      { numRuns: 500 },
    )
  })

  test('returns candidates only in a conflict or for a flagged link: employees in the directory, without the linked employee', () => {
    fc.assert(
      fc.property(anyCase, (testCase) => {
        const { matcher, mappings } = reconcileAndMap(testCase)
        for (const { state, reason, link, candidates } of mappings) {
          expect(new Set(candidates).size).toBe(candidates.length)
          for (const id of candidates) expect(matcher.findEmployee(id)).toBeDefined()
          expect(candidates).not.toContain(link?.employeeId)
          if (state === 'conflict') expect(candidates.length).toBeGreaterThan(1)
          if (reason === 'address_passed_on') expect(candidates).not.toEqual([])
          if (state !== 'conflict' && state !== 'flagged') expect(candidates).toEqual([])
        }
      }),
    )
  })

  test('does not depend on the order of Claude users or employees', () => {
    const anyShuffledCase = anyCase.chain((testCase) =>
      fc.tuple(
        fc.constant(testCase),
        fc.record({ users: createAnyOrder(testCase.users), employees: createAnyOrder(testCase.employees) }),
      ),
    )
    const indexMappings = (mappings: readonly Mapping[]) =>
      new Map(mappings.map((mapping) => [mapping.user.id, mapping]))
    fc.assert(
      fc.property(anyShuffledCase, ([testCase, reordered]) => {
        expect(indexMappings(reconcileAndMap({ ...testCase, ...reordered }).mappings)).toEqual(
          indexMappings(reconcileAndMap(testCase).mappings),
        )
      }),
    )
  })
})

test('mappingReasons has a text for every reason, and mappingStates lists every state', () => {
  expect(Object.keys(mappingReasons).sort()).toEqual(Object.keys(stateByReason).sort())
  expect([...mappingStates].sort()).toEqual([...new Set(Object.values(stateByReason))].sort())
})

describe('the mapping of a Claude user', () => {
  const ada = createNamedEmployee('Ada', ['ada@x.com', 'ada@y.com'])
  const createOneUser = (email: string | null) => [createClaudeUser('user_1', email)]

  test.each<[state: MappingState, situation: string, testCase: Case, employeeId: string | null, message: string]>([
    [
      'matched',
      'an employee has two addresses, and Claude gives the second',
      { users: createOneUser('ada@y.com'), employees: [ada] },
      'ada',
      'Ada has this address.',
    ],
    [
      'matched',
      'Claude spells the address differently',
      { users: createOneUser('Ada Lovelace <ADA@X.COM>'), employees: [ada] },
      'ada',
      'Ada has this address.',
    ],
    [
      'conflict',
      'two current employees have the same address',
      { users: createOneUser('ada@x.com'), employees: [ada, createNamedEmployee('Bob', ['ada@x.com'])] },
      null,
      'Several people have this address: Ada and Bob. Only you can say who uses it.',
    ],
    [
      'conflict',
      'two archived employees have the same address',
      {
        users: createOneUser('z@x.com'),
        employees: [
          createNamedEmployee('Cy', ['z@x.com'], archivedDay),
          createNamedEmployee('Bob', ['z@x.com'], archivedDay),
        ],
      },
      null,
      'Several people who have left have this address: Bob and Cy. Only you can say who used it.',
    ],
    [
      'matched',
      'an archived and a current employee have the same address, without activity before the archived date',
      {
        users: createOneUser('z@x.com'),
        employees: [createNamedEmployee('Cy', ['z@x.com'], archivedDay), createNamedEmployee('Bob', ['z@x.com'])],
      },
      'bob',
      'Bob has this address.',
    ],
    [
      'conflict',
      'an archived and a current employee have the same address, with activity on the archived date',
      {
        users: createOneUser('z@x.com'),
        employees: [createNamedEmployee('Cy', ['z@x.com'], archivedDay), createNamedEmployee('Bob', ['z@x.com'])],
        existing: [createLink('user_1', 'bob')],
        firstActive: new Map([[createClaudeUser('user_1', null).id, archivedDay]]),
      },
      null,
      'Known with this address: Bob and Cy. There is activity from before a former owner left, which may be theirs. Only you can say who uses it.',
    ],
    [
      'conflict',
      'a protected Claude user has an address that only one employee has now',
      {
        users: createOneUser('z@x.com'),
        employees: [createNamedEmployee('Bob', ['z@x.com'])],
        protectedUsers: new Set([createClaudeUser('user_1', null).id]),
      },
      null,
      'Known with this address: Bob. There is activity from before a former owner left, which may be theirs. Only you can say who uses it.',
    ],
    [
      'flagged',
      'a new hire gets the address of a linked employee who left',
      {
        users: createOneUser('z@x.com'),
        employees: [createNamedEmployee('Cy', ['z@x.com'], archivedDay), createNamedEmployee('Bob', ['z@x.com'])],
        existing: [createLink('user_1', 'cy')],
      },
      'cy',
      'Cy has left, and the address is now with Bob. The history stays Cy’s until you move it.',
    ],
    [
      'flagged',
      'a new hire gets the address, and the linked employee who left loses it',
      {
        users: createOneUser('z@x.com'),
        employees: [createNamedEmployee('Cy', [], archivedDay), createNamedEmployee('Bob', ['z@x.com'])],
        existing: [createLink('user_1', 'cy')],
      },
      'cy',
      'Cy has left, and the address is now with Bob. The history stays Cy’s until you move it.',
    ],
    [
      'conflict',
      'a new hire gets the address of someone who left, and creates a second Claude user with it',
      {
        users: [...createOneUser('z@x.com'), createClaudeUser('user_2', 'z@x.com')],
        employees: [createNamedEmployee('Cy', ['z@x.com'], archivedDay), createNamedEmployee('Bob', ['z@x.com'])],
      },
      null,
      'Several Claude users have this address. It was or is the address of Bob and Cy. At least one of these people has left, so one of the Claude users may be theirs.',
    ],
    [
      'flagged',
      'a new hire gets the address of a linked employee who left, and leaves as well',
      {
        users: createOneUser('z@x.com'),
        employees: [
          createNamedEmployee('Cy', ['z@x.com'], archivedDay),
          createNamedEmployee('Bob', ['z@x.com'], archivedDay),
        ],
        existing: [createLink('user_1', 'cy')],
      },
      'cy',
      'Cy has left, and the address is now with Bob. The history stays Cy’s until you move it.',
    ],
    [
      'matched',
      'a former employee returns under the same id',
      {
        users: createOneUser('z@x.com'),
        employees: [createNamedEmployee('Cy', ['z@x.com'])],
        existing: [createLink('user_1', 'cy')],
      },
      'cy',
      'Cy has this address.',
    ],
    [
      'flagged',
      'a former employee returns under a new id, and the old id is linked',
      {
        users: createOneUser('z@x.com'),
        employees: [
          createNamedEmployee('Cy', ['z@x.com'], archivedDay),
          { ...createNamedEmployee('Cy again', ['z@x.com']), name: 'Cy' },
        ],
        existing: [createLink('user_1', 'cy')],
      },
      'cy',
      'Cy has left, and the address is now with Cy. The history stays Cy’s until you move it.',
    ],
    [
      'matched',
      'a former employee returns under a new id, and neither id is linked',
      {
        users: createOneUser('z@x.com'),
        employees: [
          createNamedEmployee('Cy', ['z@x.com'], archivedDay),
          { ...createNamedEmployee('Cy again', ['z@x.com']), name: ' CY' },
        ],
        firstActive: new Map([[createClaudeUser('user_1', null).id, '2026-01-01']]),
      },
      'cy-again',
      ' CY has this address.',
    ],
    [
      'unmatched',
      'Claude gives no address',
      { users: createOneUser(null), employees: [ada] },
      null,
      'Claude gives no e‑mail for them.',
    ],
    [
      'unmatched',
      'Claude gives a string that is not an address',
      { users: createOneUser('Deleted User'), employees: [ada] },
      null,
      'What Claude gives as their e‑mail is not an address.',
    ],
    [
      'unmatched',
      'no employee has the address',
      { users: createOneUser('ada@home.example'), employees: [ada] },
      null,
      'Nobody in the directory has this address.',
    ],
    [
      'flagged',
      'the address of a linked Claude user changes to one outside the directory',
      { users: createOneUser('ada@home.example'), employees: [ada], existing: [createLink('user_1', 'ada')] },
      'ada',
      'Ada does not have this address any more. They stay linked to Ada.',
    ],
    [
      'matched',
      'the address of a linked Claude user changes to the employee’s other address',
      { users: createOneUser('ada@y.com'), employees: [ada], existing: [createLink('user_1', 'ada')] },
      'ada',
      'Ada has this address.',
    ],
    [
      'matched',
      'a linked employee leaves',
      {
        users: createOneUser('z@x.com'),
        employees: [createNamedEmployee('Cy', ['z@x.com'], archivedDay)],
        existing: [createLink('user_1', 'cy')],
      },
      'cy',
      'Cy has this address.',
    ],
    [
      'flagged',
      'a linked employee leaves, and their address is removed',
      {
        users: createOneUser('z@x.com'),
        employees: [createNamedEmployee('Cy', [], archivedDay)],
        existing: [createLink('user_1', 'cy')],
      },
      'cy',
      'Cy has left, and nobody in the directory has this address any more.',
    ],
    [
      'flagged',
      'a linked employee is removed from the directory',
      { users: createOneUser('z@x.com'), employees: [ada], existing: [createLink('user_1', 'cy')] },
      'cy',
      'They are linked to cy, who is no longer in the directory.',
    ],
    [
      'flagged',
      'a linked employee is removed from the directory, and a new hire gets their address',
      {
        users: createOneUser('z@x.com'),
        employees: [createNamedEmployee('Bob', ['z@x.com'])],
        existing: [createLink('user_1', 'cy')],
      },
      'cy',
      'They are linked to cy, who is no longer in the directory. The address is now with Bob: the history stays cy’s until you move it.',
    ],
    [
      'matched',
      'an admin chose an employee',
      { users: createOneUser('z@x.com'), employees: [ada], existing: [createLink('user_1', 'ada', 'manual')] },
      'ada',
      'An admin chose Ada.',
    ],
    [
      'flagged',
      'an admin chose an employee who was removed from the directory later',
      { users: createOneUser('ada@x.com'), employees: [ada], existing: [createLink('user_1', 'cy', 'manual')] },
      'cy',
      'They are linked to cy, who is no longer in the directory. The address is now with Ada: the history stays cy’s until you move it.',
    ],
    [
      'unmatched',
      'an admin unlinked the Claude user',
      { users: createOneUser('ada@x.com'), employees: [ada], existing: [createLink('user_1', null, 'manual')] },
      null,
      'An admin unlinked them from their employee and has not chosen another one yet.',
    ],
    [
      'ignored',
      'an admin set the Claude user aside',
      { users: createOneUser('ada@x.com'), employees: [ada], existing: [createLink('user_1', null, 'manual', true)] },
      null,
      'An admin said that this is nobody in the directory.',
    ],
    [
      'matched',
      'the address matches by an alias domain',
      {
        users: createOneUser('cy@y.com'),
        employees: [createNamedEmployee('Cy', ['cy@x.com'])],
        rules: { aliasDomains: [['x.com', 'y.com']] },
      },
      'cy',
      'Cy has cy@x.com, and your rules take the two domains for one.',
    ],
    [
      'matched',
      'the address has a plus tag, and the rules ignore plus tags',
      {
        users: createOneUser('cy+ai@x.com'),
        employees: [createNamedEmployee('Cy', ['Cy@x.com'])],
        rules: { plusTags: true },
      },
      'cy',
      'Cy has cy@x.com, and your rules leave out what follows a plus.',
    ],
    [
      'unmatched',
      'the address has a plus tag, and the rules keep plus tags',
      { users: createOneUser('cy+ai@x.com'), employees: [createNamedEmployee('Cy', ['Cy@x.com'])] },
      null,
      'Nobody in the directory has this address.',
    ],
  ])('has the state %s if %s', (state, _situation, testCase, employeeId, message) => {
    const { matcher, mappings } = reconcileAndMap(testCase)
    const [mapping] = mappings
    if (!mapping) throw new Error('The case has no Claude user.')
    const described = describeMapping(mapping, matcher)
    expect([described.state, described.employee?.id ?? null, described.reason.message]).toEqual([
      state,
      employeeId,
      message,
    ])
  })

  test('has the same employee for two Claude users if their addresses belong to one employee', () => {
    const { mappings } = reconcileAndMap({
      users: [...createOneUser('ada@x.com'), createClaudeUser('user_2', 'ada@y.com')],
      employees: [ada],
    })
    expect(mappings.map((mapping) => mapping.link?.employeeId)).toEqual(['ada', 'ada'])
  })
})

describe('describeMapping', () => {
  test('returns the linked employee, the method, the reason and the candidates with their names', () => {
    const cy = createNamedEmployee('Cy', ['z@x.com'], archivedDay)
    const bob = createNamedEmployee('Bob', ['z@x.com'])
    const { matcher, mappings } = reconcileAndMap({
      users: [createClaudeUser('user_1', 'Z@x.com')],
      employees: [cy, bob],
      existing: [createLink('user_1', 'cy')],
    })
    expect(mappings.map((mapping) => describeMapping(mapping, matcher))).toEqual([
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

  test('names at most three candidates in the reason, and counts the others', () => {
    const owners = ['A', 'B', 'C', 'D', 'E'].map((name) => createNamedEmployee(name, ['z@x.com']))
    const { matcher, mappings } = reconcileAndMap({ users: [createClaudeUser('user_1', 'z@x.com')], employees: owners })
    const [mapping] = mappings.map((mapping) => describeMapping(mapping, matcher))
    expect(mapping?.candidates).toHaveLength(5)
    expect(mapping?.reason.message).toContain('A, B, C and 2 more')
  })
})
