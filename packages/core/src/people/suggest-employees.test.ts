import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  anyEmployees,
  anyLinks,
  anyRules,
  anyUsers,
  employee,
  gone,
  link,
  linksOf,
  shuffled,
  today,
  user,
} from '../../test/people.ts'
import { anyText } from '../../test/text.ts'
import type { Day } from '../time/day.ts'
import type { Employee } from './employee.ts'
import type { Link } from './link.ts'
import { mapClaudeUsers } from './map-claude-users.ts'
import { createMatcher } from './matcher.ts'
import { suggestEmployees } from './suggest-employees.ts'

const person = (name: string, emails: readonly string[], archivedOn: Day | null = null): Employee => ({
  ...employee(name.toLowerCase().replaceAll(' ', '-'), emails, archivedOn),
  name,
})

const suggest = (email: string | null, employees: readonly Employee[], existing: readonly Link[] = []) => {
  const mappings = mapClaudeUsers({
    users: [user('user_1', email)],
    links: linksOf(existing),
    matcher: createMatcher({ employees, on: today }),
  })
  const suggestions = [...suggestEmployees({ mappings, employees, on: today }).values()].flat()
  return suggestions.map(({ name, reason }) => `${name}: ${reason}`)
}

const ada = person('Ada Lovelace', ['ada.lovelace@example.com'])
const numbered = person('Ada Lovelace', ['e1@example.com'])
const grace = person('Grace Hopper', ['grace.hopper@example.com'])

describe('who a claude user may be', () => {
  test.each<[email: string, employees: readonly Employee[], suggestions: string[]]>([
    ['ada.lovelace@home.example', [ada, grace], ['Ada Lovelace: same_local_part']],
    ['Ada.Lovelace@mail.example.com', [ada], ['Ada Lovelace: alias_domain']],
    ['ada.lovelace@example.co.uk', [ada], ['Ada Lovelace: alias_domain']],
    ['ada.lovelace+ai@example.com', [ada], ['Ada Lovelace: plus_tag']],
    ['ada.lovelace+ai@home.example', [ada], ['Ada Lovelace: same_local_part']],
    ['ada.lovelcae@example.com', [ada], ['Ada Lovelace: similar_address']],
    ['adalovelace@example.com', [ada], ['Ada Lovelace: similar_name']],
    ['ada.lovelace@example.com', [numbered], ['Ada Lovelace: similar_name']],
    ['alovelace@example.com', [numbered], ['Ada Lovelace: similar_name']],
    ['lovelace.a@example.com', [numbered], ['Ada Lovelace: similar_name']],
    ['ada@example.com', [numbered], ['Ada Lovelace: similar_name']],
    ['ada.lovelcae@example.com', [numbered], ['Ada Lovelace: similar_name']],
    ['grace@example.com', [ada], []],
    ['e2@example.com', [numbered], []],
  ])('%s: %j → %j', (email, employees, suggestions) => {
    expect(suggest(email, employees)).toEqual(suggestions)
  })

  test('comes likeliest first, who is still here before who has left, and three at most', () => {
    const people = [
      person('Ada Byron', ['ada.byron@example.com']),
      person('Ada Lovelace', ['x1@example.com']),
      person('Zed', ['ada.lovelace@old.example'], gone),
      person('Yan', ['ada.lovelace@other.example']),
      person('Xia', ['ada.lovelace@mail.new.example']),
    ]
    expect(suggest('ada.lovelace@new.example', people)).toEqual([
      'Xia: alias_domain',
      'Yan: same_local_part',
      'Zed: same_local_part',
    ])
  })

  test('is said by what is likeliest, once for each', () => {
    expect(
      suggest('ada.lovelace@home.example', [{ ...ada, emails: [...ada.emails, 'ada.lovelace@example.org'] }]),
    ).toEqual(['Ada Lovelace: same_local_part'])
  })

  test('is not said where it holds for many: then it says nothing of any', () => {
    const adas = (count: number) => Array.from({ length: count }, (_, index) => person(`Ada ${index}x`, []))
    expect(suggest('ada@home.example', adas(5))).toHaveLength(3)
    expect(suggest('ada@home.example', adas(6))).toEqual([])
  })

  test('is not who has the very address: the rules, or an admin, have decided about them', () => {
    expect(suggest('ada@x.com', [person('Cy', ['ada@x.com'])], [link('user_1', null, 'manual')])).toEqual([])
  })

  test('in a conflict, is the one of those in question whose name it is', () => {
    const shared = 'ada.lovelace@example.com'
    const [lovelace, hopper] = [person('Ada Lovelace', [shared]), person('Grace Hopper', [shared])]
    const namesake = { ...lovelace, id: hopper.id }
    expect(suggest(shared, [lovelace, hopper, person('A Lovelace', [])])).toEqual(['Ada Lovelace: similar_name'])
    expect(suggest(shared, [lovelace, namesake])).toEqual([])
  })

  test('is not asked where it is settled, set aside, or there is no address', () => {
    expect(suggest('ada.lovelace@example.com', [ada, person('Ada Lovelace', [])])).toEqual([])
    expect(suggest('ada.lovelace@home.example', [ada], [link('user_1', null, 'manual', true)])).toEqual([])
    expect(suggest('ada.lovelace@home.example', [ada, grace], [link('user_1', grace.id)])).toEqual([])
    for (const email of [null, 'Ada Lovelace']) expect(suggest(email, [ada])).toEqual([])
  })
})

describe('over random directories', () => {
  const anyCase = fc.record({ users: anyUsers, employees: anyEmployees, links: anyLinks, rules: anyRules })

  test('only the unmatched and conflicts have suggestions, of people in the directory, and in conflicts of those in question', () => {
    fc.assert(
      fc.property(anyCase, ({ users, employees, links, rules }) => {
        const matcher = createMatcher({ employees, on: today, rules })
        const mappings = mapClaudeUsers({ users, links: linksOf(links), matcher })
        for (const [id, suggestions] of suggestEmployees({ mappings, employees, on: today })) {
          const mapping = mappings.find((one) => one.user.id === id)
          expect(['unmatched', 'conflict']).toContain(mapping?.state)
          const ids = suggestions.map((one) => one.id)
          expect(new Set(ids).size).toBe(ids.length)
          for (const one of ids) expect(matcher.employee(one)).toBeDefined()
          if (mapping?.state === 'conflict') expect(mapping.candidates).toEqual(expect.arrayContaining(ids))
        }
      }),
    )
  })

  test('the order of the employees is of no account', () => {
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
        people.chain((employees) => fc.tuple(fc.constant(employees), shuffled(employees))),
        fc.tuple(anyLetters, anyLetters),
        ([employees, others], [a, b]) => {
          expect(suggest(`${a}.${b}@z.com`, others)).toEqual(suggest(`${a}.${b}@z.com`, employees))
        },
      ),
    )
  })

  test('any text at all may be a name or an address', () => {
    fc.assert(
      fc.property(anyText, anyText, anyText, (name, own, mail) => {
        const people = [person(name, [own, `${own}@x.com`])]
        for (const email of [mail, `${mail}@y.com`]) expect(suggest(email, people).length).toBeLessThanOrEqual(1)
      }),
    )
  })
})
