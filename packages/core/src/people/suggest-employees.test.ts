import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  anyEmployees,
  anyLinks,
  anyOrder,
  anyRules,
  anyUsers,
  archivedDay,
  employee,
  indexLinks,
  link,
  namedEmployee,
  today,
  user,
} from '../../test/people.ts'
import { anyText } from '../../test/text.ts'
import type { Employee } from './employee.ts'
import type { Link } from './link.ts'
import { mapClaudeUsers } from './map-claude-users.ts'
import { createMatcher } from './matcher.ts'
import { suggestEmployees } from './suggest-employees.ts'

const suggest = (email: string | null, employees: readonly Employee[], existing: readonly Link[] = []) => {
  const mappings = mapClaudeUsers({
    users: [user('user_1', email)],
    links: indexLinks(existing),
    matcher: createMatcher({ employees, on: today }),
  })
  const suggestions = [...suggestEmployees({ mappings, employees, on: today }).values()].flat()
  return suggestions.map(({ name, reason }) => `${name}: ${reason}`)
}

const ada = namedEmployee('Ada Lovelace', ['ada.lovelace@example.com'])
/** An employee with an address that does not contain the name. */
const adaByNumber = namedEmployee('Ada Lovelace', ['e1@example.com'])
const grace = namedEmployee('Grace Hopper', ['grace.hopper@example.com'])

describe('suggestEmployees', () => {
  test.each<[email: string, employees: readonly Employee[], suggestions: string[]]>([
    ['ada.lovelace@home.example', [ada, grace], ['Ada Lovelace: same_local_part']],
    ['Ada.Lovelace@mail.example.com', [ada], ['Ada Lovelace: alias_domain']],
    ['ada.lovelace@example.co.uk', [ada], ['Ada Lovelace: alias_domain']],
    ['ada.lovelace+ai@example.com', [ada], ['Ada Lovelace: plus_tag']],
    ['ada.lovelace+ai@home.example', [ada], ['Ada Lovelace: same_local_part']],
    ['ada.lovelcae@example.com', [ada], ['Ada Lovelace: similar_address']],
    ['adalovelace@example.com', [ada], ['Ada Lovelace: similar_name']],
    ['ada.lovelace@example.com', [adaByNumber], ['Ada Lovelace: similar_name']],
    ['alovelace@example.com', [adaByNumber], ['Ada Lovelace: similar_name']],
    ['lovelace.a@example.com', [adaByNumber], ['Ada Lovelace: similar_name']],
    ['ada@example.com', [adaByNumber], ['Ada Lovelace: similar_name']],
    ['ada.lovelcae@example.com', [adaByNumber], ['Ada Lovelace: similar_name']],
    ['grace@example.com', [ada], []],
    ['e2@example.com', [adaByNumber], []],
  ])('for %s and %j returns %j', (email, employees, suggestions) => {
    expect(suggest(email, employees)).toEqual(suggestions)
  })

  test('returns at most three, likeliest first, and active employees before archived ones', () => {
    const people = [
      namedEmployee('Ada Byron', ['ada.byron@example.com']),
      namedEmployee('Ada Lovelace', ['x1@example.com']),
      namedEmployee('Zed', ['ada.lovelace@old.example'], archivedDay),
      namedEmployee('Yan', ['ada.lovelace@other.example']),
      namedEmployee('Xia', ['ada.lovelace@mail.new.example']),
    ]
    expect(suggest('ada.lovelace@new.example', people)).toEqual([
      'Xia: alias_domain',
      'Yan: same_local_part',
      'Zed: same_local_part',
    ])
  })

  test('returns each employee once, with the likeliest reason', () => {
    expect(
      suggest('ada.lovelace@home.example', [{ ...ada, emails: [...ada.emails, 'ada.lovelace@example.org'] }]),
    ).toEqual(['Ada Lovelace: same_local_part'])
  })

  test('drops a kind of match that more than five employees have', () => {
    const createAdas = (count: number) =>
      Array.from({ length: count }, (_, index) => namedEmployee(`Ada ${index}x`, []))
    expect(suggest('ada@home.example', createAdas(5))).toHaveLength(3)
    expect(suggest('ada@home.example', createAdas(6))).toEqual([])
  })

  test('does not return an employee with an equal address, since the rules or an admin have decided on them', () => {
    expect(suggest('ada@x.com', [namedEmployee('Cy', ['ada@x.com'])], [link('user_1', null, 'manual')])).toEqual([])
  })

  test('returns only candidates in a conflict, and only if the name singles out one', () => {
    const shared = 'ada.lovelace@example.com'
    const [lovelace, hopper] = [namedEmployee('Ada Lovelace', [shared]), namedEmployee('Grace Hopper', [shared])]
    const namesake = { ...lovelace, id: hopper.id }
    expect(suggest(shared, [lovelace, hopper, namedEmployee('A Lovelace', [])])).toEqual(['Ada Lovelace: similar_name'])
    expect(suggest(shared, [lovelace, namesake])).toEqual([])
  })

  test('returns nothing for Claude users who are linked, ignored or without a valid address', () => {
    expect(suggest('ada.lovelace@example.com', [ada, namedEmployee('Ada Lovelace', [])])).toEqual([])
    expect(suggest('ada.lovelace@home.example', [ada], [link('user_1', null, 'manual', true)])).toEqual([])
    expect(suggest('ada.lovelace@home.example', [ada, grace], [link('user_1', grace.id)])).toEqual([])
    for (const email of [null, 'Ada Lovelace']) expect(suggest(email, [ada])).toEqual([])
  })
})

describe('suggestEmployees, over random directories', () => {
  const anyCase = fc.record({ users: anyUsers, employees: anyEmployees, links: anyLinks, rules: anyRules })

  test('returns employees for unmatched Claude users, and candidates for those in conflict', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, links, rules }) => {
        const matcher = createMatcher({ employees, on: today, rules })
        const mappings = mapClaudeUsers({ users, links: indexLinks(links), matcher })
        for (const [id, suggestions] of suggestEmployees({ mappings, employees, on: today })) {
          const mapping = mappings.find((one) => one.user.id === id)
          expect(['unmatched', 'conflict']).toContain(mapping?.state)
          const ids = suggestions.map((one) => one.id)
          expect(new Set(ids).size).toBe(ids.length)
          for (const one of ids) expect(matcher.findEmployee(one)).toBeDefined()
          if (mapping?.state === 'conflict') expect(mapping.candidates).toEqual(expect.arrayContaining(ids))
        }
      }),
    )
  })

  test('does not depend on the order of the employees', () => {
    const anyLetters = fc.constantFrom('ada', 'adam', 'lovelace', 'byron')
    const people = fc
      .array(fc.tuple(anyLetters, anyLetters, fc.constantFrom('x.com', 'y.com')), { maxLength: 12 })
      .map((parts) =>
        parts.map(([a, b, domain], index) => ({
          ...employee(`e-${index}`, [`${a}.${b}@${domain}`]),
          name: `${b} ${a}`,
        })),
      )
    fc.assert(
      fc.property(
        people.chain((employees) => fc.tuple(fc.constant(employees), anyOrder(employees))),
        fc.tuple(anyLetters, anyLetters),
        ([employees, reordered], [a, b]) => {
          expect(suggest(`${a}.${b}@z.com`, reordered)).toEqual(suggest(`${a}.${b}@z.com`, employees))
        },
      ),
    )
  })

  test('accepts any text as a name or an address', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (name, own, mail) => {
        const people = [namedEmployee(name, [own, `${own}@x.com`])]
        for (const email of [mail, `${mail}@y.com`]) expect(suggest(email, people).length).toBeLessThanOrEqual(1)
      }),
    )
  })
})
