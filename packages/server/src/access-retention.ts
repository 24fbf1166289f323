import type { Clock } from './clock.ts'
import type { EpochMilliseconds } from './storage/adapter.ts'

const dayMs: EpochMilliseconds = 86_400_000

/** Start of the access-record retention window. Older records are neither shown nor kept. */
export const computeAccessCutoff = ({
  clock,
  accessRetentionDays,
}: {
  readonly clock: Clock
  readonly accessRetentionDays: number
}): EpochMilliseconds => clock.now() - accessRetentionDays * dayMs
