import type { AccountPolicy, EpochMilliseconds } from '../storage/adapter.ts'

const dayMs = 86_400_000

/** Returns the start of the log's retention window. Older entries are hidden at once, and deleted later. */
export const computeAccessCutoff = (
  { accessRetentionDays }: Pick<AccountPolicy, 'accessRetentionDays'>,
  now: EpochMilliseconds,
): EpochMilliseconds => now - accessRetentionDays * dayMs
