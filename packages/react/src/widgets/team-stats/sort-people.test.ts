import { employeeId, type TeamMember } from '@windmill/claude-core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sortByName, sortPeople, type TeamSort, toggleSort } from './sort-people.ts'

const person = (name: string, commits: number | null = null): TeamMember => ({
  id: employeeId(name),
  name,
  managerId: null,
  archivedOn: null,
  claudeUsers: 1,
  stats: { 'code.commits': { value: commits, previous: null, partial: false } },
})
const sortByCommits = (descending: boolean): TeamSort => ({ by: 'code.commits', descending })
const namesOf = (people: readonly TeamMember[]) => people.map(({ name }) => name)

describe('sortPeople', () => {
  const anyTeam = fc
    .array(fc.option(fc.integer({ min: 0, max: 4 })))
    .map((values) => values.map((value, index) => person(String(index).padStart(4, '0'), value)))

  test.each([true, false])('orders values, puts unknown last and keeps ties by name (descending: %j)', (descending) => {
    fc.assert(
      fc.property(anyTeam, (people) => {
        const sorted = sortPeople(people, sortByCommits(descending))
        expect(namesOf(sorted).sort()).toEqual(namesOf(people))
        sorted.slice(1).forEach((next, index) => {
          const previous = sorted[index] as TeamMember
          const [a, b] = [previous, next].map((member) => member.stats['code.commits']?.value ?? null) as [
            number | null,
            number | null,
          ]
          if (a === b) expect(previous.name < next.name).toBe(true)
          else if (b !== null) expect(a !== null && a > b === descending).toBe(true)
        })
      }),
    )
  })

  test('keeps or reverses the order of the server when it sorts by name', () => {
    const people = [person('Émile'), person('Zoë')]
    expect(sortPeople(people, sortByName)).toEqual(people)
    expect(namesOf(sortPeople(people, { by: 'name', descending: true }))).toEqual(['Zoë', 'Émile'])
  })
})

describe('toggleSort', () => {
  test('starts a number column with the maximum, and reverses it when pressed again', () => {
    expect(toggleSort(sortByName, 'code.commits')).toEqual(sortByCommits(true))
    expect(toggleSort(sortByCommits(true), 'code.commits')).toEqual(sortByCommits(false))
  })

  test('starts the name column with A, and reverses it when pressed again', () => {
    expect(toggleSort(sortByCommits(false), 'name')).toEqual(sortByName)
    expect(toggleSort(sortByName, 'name')).toEqual({ by: 'name', descending: true })
  })
})
