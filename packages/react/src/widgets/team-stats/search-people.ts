import type { TeamMember } from '@windmill/claude-core'
import { foldSearchText } from '@windmill/claude-core/internal'

/** People with every word of the search in their name. Ignores case and diacritics: "zoe" finds "Zoë". */
export const searchPeople = (people: readonly TeamMember[], search: string): readonly TeamMember[] => {
  const words = foldSearchText(search).split(/\s+/).filter(Boolean)
  return words.length === 0
    ? people
    : people.filter(({ name }) => words.every((word) => foldSearchText(name).includes(word)))
}
