import type { StatId, TeamMember } from '@windmill/claude-core'

export interface TeamSort {
  readonly by: 'name' | StatId
  readonly descending: boolean
}

/** The default: the order in which the server sends people. */
export const sortByName: TeamSort = { by: 'name', descending: false }

/** The order after a press on a column header. Names start with A, numbers with the maximum; another press reverses it. */
export const toggleSort = (sort: TeamSort, by: TeamSort['by']): TeamSort =>
  sort.by === by ? { by, descending: !sort.descending } : { by, descending: by !== 'name' }

/**
 * People in the order of a column. Unknown values come last in either direction, because unknown is not low. Ties stay
 * in name order.
 */
export const sortPeople = (people: readonly TeamMember[], { by, descending }: TeamSort): readonly TeamMember[] => {
  if (by === 'name') return descending ? people.toReversed() : people
  const readValue = (person: TeamMember) => person.stats[by]?.value ?? null
  return people.toSorted((one, other) => {
    const [a, b] = [readValue(one), readValue(other)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return descending ? b - a : a - b
  })
}
