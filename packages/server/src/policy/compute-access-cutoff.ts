import type { AccountPolicy, EpochMilliseconds } from '../storage/adapter.ts'

const dayMs = 86_400_000

/** Returns the start of the access-record retention window. Older records are hidden at once, and deleted later. */
export const computeAccessCutoff = (
  { accessRetentionDays }: Pick<AccountPolicy, 'accessRetentionDays'>,
  now: EpochMilliseconds,
): EpochMilliseconds => now - accessRetentionDays * dayMs
