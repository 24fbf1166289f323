import type { Instant } from '@windmill/claude-core'

/** Converts milliseconds since 1970 to the wire format of times. */
export const toInstant = (milliseconds: number): Instant => new Date(milliseconds).toISOString()

/** Converts milliseconds since 1970 as `toInstant` does. Returns null if there is no time. */
export const toInstantOrNull = (milliseconds: number | null | undefined): Instant | null =>
  milliseconds == null ? null : toInstant(milliseconds)
