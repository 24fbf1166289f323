import { employeeId, type TeamMember } from '@windmill/claude-core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { byName, searchPeople, sortedBy, sortPeople, type TeamSort } from './rows.ts'

const person = (name: string, value: number | null = null): TeamMember => ({
  id: employeeId(name),
  name,
  managerId: null,
  archivedOn: null,
  claudeUsers: 1,
  stats: { 'code.commits': { value, previous: null, partial: false } },
})
const commits = (descending: boolean): TeamSort => ({ by: 'code.commits', descending })
const namesOf = (people: readonly TeamMember[]) => people.map(({ name }) => name)

describe('sorted by a column', () => {
  const anyTeam = fc
    .array(fc.option(fc.integer({ min: 0, max: 4 })))
    .map((values) => values.map((value, index) => person(String(index).padStart(4, '0'), value)))

  test.each([true, false])(
    'values are in order, the unknown last, equal ones by name (descending: %j)',
    (descending) => {
      fc.assert(
        fc.property(anyTeam, (people) => {
          const sorted = sortPeople(people, commits(descending))
          expect(namesOf(sorted).sort()).toEqual(namesOf(people))
          sorted.slice(1).forEach((next, index) => {
            const before = sorted[index] as TeamMember
            const [a, b] = [before, next].map((one) => one.stats['code.commits']?.value ?? null) as [number, number]
            if (a === b) expect(before.name < next.name).toBe(true)
            else if (b !== null) expect(a !== null && a > b === descending).toBe(true)
          })
        }),
      )
    },
  )

  test('names are as the server sent them, or turned round', () => {
    const people = [person('Émile'), person('Zoë')]
    expect(sortPeople(people, byName)).toEqual(people)
    expect(namesOf(sortPeople(people, sortedBy(byName, 'name')))).toEqual(['Zoë', 'Émile'])
  })

  test('a number’s column begins with the largest, and turns round when it is pressed again', () => {
    expect(sortedBy(byName, 'code.commits')).toEqual(commits(true))
    expect(sortedBy(commits(true), 'code.commits')).toEqual(commits(false))
    expect(sortedBy(commits(false), 'name')).toEqual(byName)
  })
})

test('a search finds every word anywhere in the name, whatever its case and marks', () => {
  const people = ['Zoë Åkerström', 'Tomás Ribeiro', 'Noor Haddad'].map((name) => person(name))
  expect(namesOf(searchPeople(people, ' aker ZOE '))).toEqual(['Zoë Åkerström'])
  expect(namesOf(searchPeople(people, 'Ås'))).toEqual(['Tomás Ribeiro'])
  expect(searchPeople(people, 'zoe haddad')).toEqual([])
  expect(searchPeople(people, '  ')).toEqual(people)
})
