import type { TeamMember } from '@windmill/claude-core'
import { foldSearchText } from '@windmill/claude-core/internal'

/**
 * Finds people with every word of the search in their name. An empty search finds everyone. Ignores case and
 * diacritics: "zoe" finds "Zoë".
 */
export const searchPeople = (people: readonly TeamMember[], search: string): readonly TeamMember[] => {
  const searchWords = foldSearchText(search).split(/\s+/).filter(Boolean)
  return searchWords.length === 0
    ? people
    : people.filter(({ name }) => searchWords.every((word) => foldSearchText(name).includes(word)))
}
