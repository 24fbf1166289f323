import type { Clock } from './clock.ts'
import type { Milliseconds } from './storage/adapter.ts'

const dayMs: Milliseconds = 86_400_000

/** Start of the access-record retention window. Older records are neither shown nor kept. */
export const computeAccessCutoff = ({
  clock,
  accessDays,
}: {
  readonly clock: Clock
  readonly accessDays: number
}): Milliseconds => clock.now() - accessDays * dayMs
