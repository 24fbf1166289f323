import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { type ClaudeProblem, toClaudeProblem } from '../fetch/claude-problem.ts'

/** The state of loading further pages of a list. */
export interface Paging {
  /** Loads the next page. Null if the list is complete. */
  readonly onLoadMore: (() => void) | null
  /** Whether the next page is loading. */
  readonly isLoading: boolean
  /** Why the next page could not be loaded. Null if loading it has not failed. */
  readonly problem: ClaudeProblem | null
}

/** Returns the paging state of an infinite query. */
export const toPaging = (query: UseInfiniteQueryResult): Paging => ({
  onLoadMore: query.hasNextPage ? () => void query.fetchNextPage() : null,
  isLoading: query.isFetchingNextPage,
  problem: query.isFetchNextPageError ? toClaudeProblem(query.error) : null,
})
