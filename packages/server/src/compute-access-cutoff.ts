import type { Clock } from './clock.ts'
import type { EpochMilliseconds } from './storage/adapter.ts'

const dayMs = 86_400_000

/** Returns the start of the access-record retention window. Older records are hidden at once, and deleted later. */
export const computeAccessCutoff = ({
  clock,
  accessRetentionDays,
}: {
  readonly clock: Clock
  readonly accessRetentionDays: number
}): EpochMilliseconds => clock.now() - accessRetentionDays * dayMs
