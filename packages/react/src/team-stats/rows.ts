import type { SeriesPoint, StatId, TeamMember, TeamTrendBuckets } from '@windmill/claude-core'

export interface TeamSort {
  readonly by: 'name' | StatId
  readonly descending: boolean
}

/** As the server sends them. */
export const byName: TeamSort = { by: 'name', descending: false }

/** What pressing a column's head does: names begin with A, numbers with the largest; pressed again, it turns round. */
export const sortedBy = (sort: TeamSort, by: TeamSort['by']): TeamSort =>
  sort.by === by ? { by, descending: !sort.descending } : { by, descending: by !== 'name' }

/**
 * People in the order of a column. Whoever has no value comes last, in either direction: that nothing is known is not
 * little. Equal ones stay in the order of their names.
 */
export const sortPeople = (people: readonly TeamMember[], { by, descending }: TeamSort): readonly TeamMember[] => {
  if (by === 'name') return descending ? people.toReversed() : people
  const known = (person: TeamMember) => person.stats[by]?.value ?? null
  return people.toSorted((one, other) => {
    const [a, b] = [known(one), known(other)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return descending ? b - a : a - b
  })
}

/** Without case and marks, so that "zoe" finds "Zoë". */
const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** Those whose name holds every word of a search. */
export const searchPeople = (people: readonly TeamMember[], search: string): readonly TeamMember[] => {
  const words = plain(search).split(/\s+/).filter(Boolean)
  return words.length === 0 ? people : people.filter(({ name }) => words.every((word) => plain(name).includes(word)))
}

/** A person's trend as a series of its own. */
export const seriesOf = ({ starts }: TeamTrendBuckets, values: NonNullable<TeamMember['trend']>): SeriesPoint[] =>
  starts.map((start, index) => ({ start, value: values[index] ?? null }))
