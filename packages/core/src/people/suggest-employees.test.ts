import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyText } from '../../test/any-text.ts'
import {
  anyEmployees,
  anyLinks,
  anyRules,
  anyUsers,
  archivedDay,
  createAnyOrder,
  createClaudeUser,
  createEmployee,
  createLink,
  createNamedEmployee,
  indexLinks,
  today,
} from '../../test/people.ts'
import type { Employee } from './employee.ts'
import type { Link } from './link.ts'
import { mapClaudeUsers } from './map-claude-users.ts'
import { createMatcher } from './matcher.ts'
import { suggestEmployees } from './suggest-employees.ts'

/** Returns the suggestions for one Claude user, each as "name: reason". */
const suggest = (email: string | null, employees: readonly Employee[], existing: readonly Link[] = []) => {
  const mappings = mapClaudeUsers({
    users: [createClaudeUser('user_1', email)],
    links: indexLinks(existing),
    matcher: createMatcher({ employees, on: today }),
  })
  const suggestions = [...suggestEmployees({ mappings, employees, on: today }).values()].flat()
  return suggestions.map(({ name, reason }) => `${name}: ${reason}`)
}

const ada = createNamedEmployee('Ada Lovelace', ['ada.lovelace@example.com'])
/** An employee with an address that does not contain her name. */
const adaWithoutNameInAddress = createNamedEmployee('Ada Lovelace', ['e1@example.com'])
const grace = createNamedEmployee('Grace Hopper', ['grace.hopper@example.com'])

describe('suggestEmployees', () => {
  test.each<[email: string, employees: readonly Employee[], suggestions: string[]]>([
    ['ada.lovelace@home.example', [ada, grace], ['Ada Lovelace: same_local_part']],
    ['Ada.Lovelace@mail.example.com', [ada], ['Ada Lovelace: alias_domain']],
    ['ada.lovelace@example.co.uk', [ada], ['Ada Lovelace: alias_domain']],
    ['ada.lovelace+ai@example.com', [ada], ['Ada Lovelace: plus_tag']],
    ['ada.lovelace+ai@home.example', [ada], ['Ada Lovelace: same_local_part']],
    ['ada.lovelcae@example.com', [ada], ['Ada Lovelace: similar_address']],
    ['adalovelace@example.com', [ada], ['Ada Lovelace: similar_name']],
    ['ada.lovelace@example.com', [adaWithoutNameInAddress], ['Ada Lovelace: similar_name']],
    ['alovelace@example.com', [adaWithoutNameInAddress], ['Ada Lovelace: similar_name']],
    ['lovelace.a@example.com', [adaWithoutNameInAddress], ['Ada Lovelace: similar_name']],
    ['ada@example.com', [adaWithoutNameInAddress], ['Ada Lovelace: similar_name']],
    ['ada.lovelcae@example.com', [adaWithoutNameInAddress], ['Ada Lovelace: similar_name']],
    ['grace@example.com', [ada], []],
    ['e2@example.com', [adaWithoutNameInAddress], []],
  ])('for %s and %j returns %j', (email, employees, suggestions) => {
    expect(suggest(email, employees)).toEqual(suggestions)
  })

  test('returns at most three suggestions, likeliest first, and current employees before archived employees', () => {
    const people = [
      createNamedEmployee('Ada Byron', ['ada.byron@example.com']),
      createNamedEmployee('Ada Lovelace', ['x1@example.com']),
      createNamedEmployee('Abe', ['ada.lovelace@old.example'], archivedDay),
      createNamedEmployee('Yan', ['ada.lovelace@other.example']),
      createNamedEmployee('Xia', ['ada.lovelace@mail.new.example']),
    ]
    expect(suggest('ada.lovelace@new.example', people)).toEqual([
      'Xia: alias_domain',
      'Yan: same_local_part',
      'Abe: same_local_part',
    ])
  })

  test('returns each employee once, with the likeliest reason', () => {
    expect(
      suggest('ada.lovelace@home.example', [{ ...ada, emails: [...ada.emails, 'ada.lovelace@example.org'] }]),
    ).toEqual(['Ada Lovelace: same_local_part'])
  })

  test('drops a kind of match that more than five employees share', () => {
    const createAdas = (count: number) =>
      Array.from({ length: count }, (_, index) => createNamedEmployee(`Ada ${index}x`, []))
    expect(suggest('ada@home.example', createAdas(5))).toHaveLength(3)
    expect(suggest('ada@home.example', createAdas(6))).toEqual([])
  })

  test('returns no employee with an equal address, since the rules or an admin have already decided on that link', () => {
    expect(
      suggest('ada@x.com', [createNamedEmployee('Cy', ['ada@x.com'])], [createLink('user_1', null, 'manual')]),
    ).toEqual([])
  })

  test('in a conflict, returns only the candidate with a similar name, and nobody if several candidates have a similar name', () => {
    const sharedEmail = 'ada.lovelace@example.com'
    const [lovelace, hopper] = [
      createNamedEmployee('Ada Lovelace', [sharedEmail]),
      createNamedEmployee('Grace Hopper', [sharedEmail]),
    ]
    const namesake = { ...lovelace, id: hopper.id }
    expect(suggest(sharedEmail, [lovelace, hopper, createNamedEmployee('A Lovelace', [])])).toEqual([
      'Ada Lovelace: similar_name',
    ])
    expect(suggest(sharedEmail, [lovelace, namesake])).toEqual([])
  })

  test('returns nothing for Claude users who are matched, flagged, ignored or without a valid address', () => {
    expect(suggest('ada.lovelace@example.com', [ada, createNamedEmployee('Ada Lovelace', [])])).toEqual([])
    expect(suggest('ada.lovelace@home.example', [ada], [createLink('user_1', null, 'manual', true)])).toEqual([])
    expect(suggest('ada.lovelace@home.example', [ada, grace], [createLink('user_1', grace.id)])).toEqual([])
    for (const email of [null, 'Ada Lovelace']) expect(suggest(email, [ada])).toEqual([])
  })
})

describe('suggestEmployees, over random directories', () => {
  const anyCase = fc.record({ users: anyUsers, employees: anyEmployees, links: anyLinks, rules: anyRules })

  test('suggests employees only for users who are unmatched or in conflict, and in a conflict only the candidates', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, links, rules }) => {
        const matcher = createMatcher({ employees, on: today, rules })
        const mappings = mapClaudeUsers({ users, links: indexLinks(links), matcher })
        for (const [id, suggestions] of suggestEmployees({ mappings, employees, on: today })) {
          const mapping = mappings.find(({ user }) => user.id === id)
          expect(['unmatched', 'conflict']).toContain(mapping?.state)
          const ids = suggestions.map((suggestion) => suggestion.id)
          expect(new Set(ids).size).toBe(ids.length)
          for (const employeeId of ids) expect(matcher.findEmployee(employeeId)).toBeDefined()
          if (mapping?.state === 'conflict') expect(mapping.candidates).toEqual(expect.arrayContaining(ids))
        }
      }),
    )
  })

  test('does not depend on the order of the employees', () => {
    const anyNamePart = fc.constantFrom('ada', 'adam', 'lovelace', 'byron')
    const anyPeople = fc
      .array(fc.tuple(anyNamePart, anyNamePart, fc.constantFrom('x.com', 'y.com')), { maxLength: 12 })
      .map((parts) =>
        parts.map(([a, b, domain], index) => ({
          ...createEmployee(`e-${index}`, [`${a}.${b}@${domain}`]),
          name: `${b} ${a}`,
        })),
      )
    fc.assert(
      fc.property(
        anyPeople.chain((employees) => fc.tuple(fc.constant(employees), createAnyOrder(employees))),
        fc.tuple(anyNamePart, anyNamePart),
        ([employees, reordered], [a, b]) => {
          expect(suggest(`${a}.${b}@z.com`, reordered)).toEqual(suggest(`${a}.${b}@z.com`, employees))
        },
      ),
    )
  })

  test('accepts any string as a name or an address', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (name, ownText, text) => {
        const people = [createNamedEmployee(name, [ownText, `${ownText}@x.com`])]
        for (const email of [text, `${text}@y.com`]) expect(suggest(email, people).length).toBeLessThanOrEqual(1)
      }),
    )
  })
})
