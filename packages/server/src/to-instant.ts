import type { Instant } from '@windmill/claude-core'

/** Converts milliseconds since 1970 to the wire format of times. */
export const toInstant = (milliseconds: number): Instant => new Date(milliseconds).toISOString()
