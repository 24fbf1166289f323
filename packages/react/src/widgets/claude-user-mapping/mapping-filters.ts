import { type ClaudeUsersResponse, type MappingState, mappingStates } from '@windmill/claude-core'
import type { MappingFilter } from './mapping-reducer.ts'

type Counts = ClaudeUsersResponse['counts']

/** Filters in display order: states that need an admin come first. */
export const mappingFilters: readonly MappingFilter[] = [...mappingStates, 'all']

const actionableStates: readonly MappingState[] = ['unmatched', 'conflict', 'flagged']

/** Whether Claude users in this state need an admin's decision. */
export const isActionable = (filter: MappingFilter): boolean => actionableStates.some((state) => state === filter)

/** The first state with Claude users that need an admin's decision. Null when there are none. */
export const findActionableState = (counts: Counts): MappingState | null =>
  actionableStates.find((state) => counts[state] > 0) ?? null

/** Number of Claude users that a filter shows. */
export const countUsers = (counts: Counts, filter: MappingFilter): number =>
  filter === 'all' ? Object.values(counts).reduce((sum, count) => sum + count, 0) : counts[filter]
