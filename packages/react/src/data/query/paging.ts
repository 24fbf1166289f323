import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { type ClaudeProblem, toClaudeProblem } from '../fetch/claude-problem.ts'

/** The state of loading further pages of a list. */
export interface Paging {
  /** Loads the next page. Null on the last page. */
  readonly onMore: (() => void) | null
  /** Whether the next page is loading. */
  readonly isLoading: boolean
  /** Why the next page could not be loaded. Otherwise null. */
  readonly problem: ClaudeProblem | null
}

/** Reads the paging state of an infinite query. */
export const toPaging = (query: UseInfiniteQueryResult): Paging => ({
  onMore: query.hasNextPage ? () => void query.fetchNextPage() : null,
  isLoading: query.isFetchingNextPage,
  problem: query.isFetchNextPageError ? toClaudeProblem(query.error) : null,
})
