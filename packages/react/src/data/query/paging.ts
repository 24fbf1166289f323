import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { asProblem, type ClaudeProblem } from '../fetch/claude-problem.ts'

/** How a list that comes in pages goes on. */
export interface Paging {
  /** Null on the last page. */
  readonly onMore: (() => void) | null
  readonly isLoading: boolean
  /** Why the next page could not be loaded. */
  readonly problem: ClaudeProblem | null
}

export const pagingOf = (query: UseInfiniteQueryResult): Paging => ({
  onMore: query.hasNextPage ? () => void query.fetchNextPage() : null,
  isLoading: query.isFetchingNextPage,
  problem: query.isFetchNextPageError ? asProblem(query.error) : null,
})
