import type { StatId, TeamMember } from '@windmill/claude-core'

/** The column that orders the people, and the direction. */
export interface TeamSort {
  readonly column: 'name' | StatId
  readonly isDescending: boolean
}

/** The default order: by name, as the server sends people. */
export const nameOrder: TeamSort = { column: 'name', isDescending: false }

/**
 * Returns the order after a press on a column header. The first press starts names with A and numbers with the maximum.
 * The next press on the same header reverses the order.
 */
export const toggleSort = (sort: TeamSort, column: TeamSort['column']): TeamSort =>
  sort.column === column ? { column, isDescending: !sort.isDescending } : { column, isDescending: column !== 'name' }

/**
 * Sorts people by a column. Unknown values come last in either direction, because unknown is not low. Ties keep the
 * given order, which must be by name.
 */
export const sortPeople = (
  people: readonly TeamMember[],
  { column, isDescending }: TeamSort,
): readonly TeamMember[] => {
  if (column === 'name') return isDescending ? people.toReversed() : people
  const getValue = (person: TeamMember) => person.stats[column]?.value ?? null
  return people.toSorted((first, second) => {
    const [a, b] = [getValue(first), getValue(second)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return isDescending ? b - a : a - b
  })
}
