import type { AccountPolicy, EpochMilliseconds } from '../storage/adapter.ts'

const dayMs = 86_400_000

/** Returns since when entries of the log are kept. Older ones are hidden at once, and deleted later. */
export const computeAccessCutoff = (
  { accessRetentionDays }: Pick<AccountPolicy, 'accessRetentionDays'>,
  now: EpochMilliseconds,
): EpochMilliseconds => now - accessRetentionDays * dayMs
