import { type ClaudeUsersResponse, type MappingState, mappingStates } from '@windmill/claude-core'
import type { MappingFilter } from './machine.ts'

type Counts = ClaudeUsersResponse['counts']

/** In the order in which they are offered: what needs an admin comes first. */
export const filters: readonly MappingFilter[] = [...mappingStates, 'all']

const work: readonly MappingState[] = ['unmatched', 'conflict', 'flagged']

/** The first state in which there is something to do; null when all is settled. */
export const nextWork = (counts: Counts): MappingState | null => work.find((state) => counts[state] > 0) ?? null

export const countOf = (counts: Counts, filter: MappingFilter): number =>
  filter === 'all' ? Object.values(counts).reduce((sum, count) => sum + count, 0) : counts[filter]
