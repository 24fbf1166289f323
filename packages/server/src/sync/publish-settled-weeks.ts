import type { AccountId } from '@windmill/claude-core'
import { findSettledWeeks } from '@windmill/claude-core/internal'
import { describeError, type Logger } from '../logger.ts'
import { LeaseLostError, type LedgerEntry, type StorageAdapter } from '../storage/adapter.ts'

/** Input of `publishSettledWeeks`. */
export interface PublishInput {
  readonly storage: StorageAdapter
  readonly accountId: AccountId
  /** Fencing token of the lease. */
  readonly token: number
  /** Aborts between two weeks. */
  readonly signal: AbortSignal
  readonly logger: Logger
}

/**
 * Publishes the totals of each week that is settled and not published. The next run publishes the weeks that an
 * interrupted run has not published. A failure is only logged, because the days of the run are stored.
 * @throws `LeaseLostError`, or the reason of `signal` if that aborts.
 */
export const publishSettledWeeks = async (input: PublishInput, ledger: Iterable<LedgerEntry>): Promise<void> => {
  const { accountId, signal, logger } = input
  try {
    await publishUnpublishedWeeks(input, ledger)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof LeaseLostError) throw error
    logger.error('Totals not published; the next sync tries again', { accountId, ...describeError(error) })
  }
}

const publishUnpublishedWeeks = async (
  { storage, accountId, token, signal, logger }: PublishInput,
  ledger: Iterable<LedgerEntry>,
): Promise<void> => {
  const readDays = [...ledger].flatMap(({ day, read }) => (read ? { day, latestDay: read.latestDay } : []))
  const published = new Set((await storage.listPublishedTotals(accountId)).map(({ start }) => start))
  for (const week of findSettledWeeks(readDays)) {
    if (published.has(week)) continue
    signal.throwIfAborted()
    await storage.publishTotals(accountId, token, week)
    logger.info('Totals of a week published', { accountId, week })
  }
}
