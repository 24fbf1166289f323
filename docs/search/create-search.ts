import MiniSearch, { type SearchResult } from 'minisearch'
import { stemmer } from 'stemmer'
import type { Section } from './sections.ts'

/** Words that are in every question. */
const stopWords = new Set(
  'a an and are as at be by can do does for from happen happens how i if in is it its me my of on or our s somebody someone that the their them there they this to was we what when where which who whose why will with you your'.split(
    ' ',
  ),
)

/** Splits a text into words, and names such as `claude.keyring` and `StatsPanel` also into their parts. */
const splitWords = (text: string): string[] =>
  text.split(/[^\p{L}\p{N}_]+/u).flatMap((word) => {
    const parts = word.split(/_|(?<=[a-z\d])(?=[A-Z])/)
    return parts.length > 1 ? [word, ...parts] : [word]
  })

const processWord = (word: string): string | null => {
  const lowerCased = word.toLowerCase()
  return lowerCased === '' || stopWords.has(lowerCased) ? null : stemmer(lowerCased)
}

const maxResults = 20
const maxSectionsOfPage = 2

/**
 * Sorts results by their score. It counts more, the more words of the question a section has, and most if the question
 * is its heading, such as the name of a symbol.
 */
const rank = (question: string, results: readonly SearchResult[]): readonly SearchResult[] => {
  const maxWords = Math.max(...results.map(({ queryTerms }) => queryTerms.length))
  const isHeading = ({ heading }: SearchResult) => String(heading).toLowerCase() === question.trim().toLowerCase()
  const rate = (result: SearchResult) =>
    result.score * (result.queryTerms.length / maxWords) ** 2 * (isHeading(result) ? 10 : 1)
  return [...results].sort((a, b) => rate(b) - rate(a))
}

/** Returns a function that finds the sections for a question, best first. Of one page, it returns at most two. */
export const createSearch = (sections: readonly Section[]): ((question: string) => readonly Section[]) => {
  const index = new MiniSearch<Section & { id: number }>({
    fields: ['heading', 'page', 'text'],
    storeFields: ['heading'],
    tokenize: splitWords,
    processTerm: processWord,
    searchOptions: {
      boost: { heading: 4, page: 2 },
      prefix: (word) => word.length > 2,
      fuzzy: (word) => (word.length > 5 ? 0.2 : false),
      weights: { prefix: 0.4, fuzzy: 0.2 },
      boostDocument: (id) => sections[id]?.weight ?? 1,
    },
  })
  index.addAll(sections.map((section, id) => ({ ...section, id })))

  return (question) => {
    const countByPage = new Map<string, number>()
    const found: Section[] = []
    for (const section of rank(question, index.search(question)).flatMap(({ id }) => sections[id] ?? [])) {
      const [page = ''] = section.url.split('#')
      const count = countByPage.get(page) ?? 0
      if (count >= maxSectionsOfPage) continue
      countByPage.set(page, count + 1)
      found.push(section)
      if (found.length === maxResults) break
    }
    return found
  }
}
