import { employeeId, type TeamMember } from '@windmill/claude-core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nameOrder, sortPeople, type TeamSort, toggleSort } from './sort-people.ts'

const createMember = (name: string, commits: number | null = null): TeamMember => ({
  id: employeeId(name),
  name,
  managerId: null,
  startedOn: null,
  archivedOn: null,
  claudeUsers: 1,
  stats: {
    'code.commits': { value: commits, compared: commits, previous: null, partial: false, previousPartial: false },
  },
})
const createCommitsOrder = (isDescending: boolean): TeamSort => ({ column: 'code.commits', isDescending })
const listNames = (people: readonly TeamMember[]) => people.map(({ name }) => name)

describe('sortPeople', () => {
  const arbitraryTeam = fc
    .array(fc.option(fc.integer({ min: 0, max: 4 })))
    .map((values) => values.map((value, index) => createMember(String(index).padStart(4, '0'), value)))

  test.each([true, false])(
    'sorts by value, with unknown values last and ties in name order (descending: %j)',
    (isDescending) => {
      fc.assert(
        fc.property(arbitraryTeam, (people) => {
          const sorted = sortPeople(people, createCommitsOrder(isDescending))
          expect(listNames(sorted).sort()).toEqual(listNames(people))
          sorted.slice(1).forEach((next, index) => {
            const previous = sorted[index] as TeamMember
            const [a, b] = [previous, next].map((member) => member.stats['code.commits']?.value ?? null) as [
              number | null,
              number | null,
            ]
            if (a === b) expect(previous.name < next.name).toBe(true)
            else if (b !== null) expect(a !== null && a > b === isDescending).toBe(true)
          })
        }),
      )
    },
  )

  test('keeps or reverses the order of the server when sorting by name', () => {
    const people = [createMember('Émile'), createMember('Zoë')]
    expect(sortPeople(people, nameOrder)).toEqual(people)
    expect(listNames(sortPeople(people, { column: 'name', isDescending: true }))).toEqual(['Zoë', 'Émile'])
  })
})

describe('toggleSort', () => {
  test('starts a number column with the maximum, and reverses the order on the next press', () => {
    expect(toggleSort(nameOrder, 'code.commits')).toEqual(createCommitsOrder(true))
    expect(toggleSort(createCommitsOrder(true), 'code.commits')).toEqual(createCommitsOrder(false))
  })

  test('starts the name column with A, and reverses the order on the next press', () => {
    expect(toggleSort(createCommitsOrder(false), 'name')).toEqual(nameOrder)
    expect(toggleSort(nameOrder, 'name')).toEqual({ column: 'name', isDescending: true })
  })
})
