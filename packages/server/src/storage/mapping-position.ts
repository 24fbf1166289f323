import { mappingStates } from '@windmill/claude-core'
import type { Mapping } from '@windmill/claude-core/internal'
import { compareText } from '../compare-text.ts'
import type { MappingPosition } from './adapter.ts'

/** Returns the position in the list: states that need work first, then by address, then by id as the tie-breaker. */
export const getMappingPosition = ({ state, user }: Mapping): MappingPosition => [
  mappingStates.indexOf(state),
  user.email ?? '',
  user.id,
]

export const compareMappingPositions = (a: MappingPosition, b: MappingPosition): number =>
  a[0] - b[0] || compareText(a[1], b[1]) || compareText(a[2], b[2])
