import { type ClaudeUsersResponse, type MappingState, mappingStates } from '@windmill/claude-core'
import type { MappingFilter } from './mapping-reducer.ts'

type Counts = ClaudeUsersResponse['counts']

/** All filters in display order. The states that need an admin come first. */
export const mappingFilters: readonly MappingFilter[] = [...mappingStates, 'all']

/** The filter until the first response shows which state needs an admin. Also the filter if no state needs an admin. */
export const defaultFilter = 'unmatched'

const actionableStates: readonly MappingState[] = ['unmatched', 'conflict', 'flagged']

/** Returns whether the filter shows a single state in which Claude users need an admin's decision. */
export const isActionable = (filter: MappingFilter): boolean => actionableStates.some((state) => state === filter)

/** Finds the first state with Claude users that need an admin's decision. Null if there are none. */
export const findActionableState = (counts: Counts): MappingState | null =>
  actionableStates.find((state) => counts[state] > 0) ?? null

/** Counts the Claude users that a filter shows. */
export const countUsers = (counts: Counts, filter: MappingFilter): number =>
  filter === 'all' ? Object.values(counts).reduce((sum, count) => sum + count, 0) : counts[filter]
