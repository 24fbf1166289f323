import { type AccountId, type Day, dayAt, lastDays } from '@windmill/claude-core'
import type { AnalyticsClient } from '@windmill/claude-core/api'
import type { Clock } from '../clock.ts'
import { describeError, type Logger } from '../logger.ts'
import type { ConnectionRecord, EpochMilliseconds, StorageAdapter } from '../storage/adapter.ts'

/** Input of `updateSeats`. */
export interface SeatsInput {
  readonly accountId: AccountId
  readonly storage: StorageAdapter
  readonly clock: Clock
  readonly logger: Logger
  /** Creates a rate-limited client. */
  readonly createClient: (signal: AbortSignal, options: { readonly maxAttempts: number }) => AnalyticsClient
}

/** Number of requested days, up to the latest day. The newest of these days may have no seats yet. */
const requestedDays = 7

/**
 * Asks the API for the seats if newer seats may be there, at most once per UTC day and with one attempt. Seats are an
 * extra: a failure is only logged, and the stored seats stay.
 * @throws The reason of `signal` if that aborts.
 */
export const updateSeats = async (
  { accountId, storage, clock, logger, createClient }: SeatsInput,
  latestDay: Day,
  signal: AbortSignal,
): Promise<void> => {
  try {
    const connection = await storage.getConnection(accountId)
    if (!connection || !isDue(connection, latestDay, clock.now())) return
    // Stored first, so that an interrupted request counts too.
    await storage.updateConnection(accountId, { seatsAskedAt: clock.now() })
    const seats = await createClient(signal, { maxAttempts: 1 }).readSeats(lastDays(requestedDays, latestDay))
    signal.throwIfAborted()
    if (seats) await storage.updateConnection(accountId, { seats })
    else logger.info('Claude reports no seats', { accountId })
  } catch (error) {
    signal.throwIfAborted()
    logger.warn('Seats not read; they are asked for again tomorrow', { accountId, ...describeError(error) })
  }
}

const isDue = ({ seats, seatsAskedAt }: ConnectionRecord, latestDay: Day, now: EpochMilliseconds): boolean => {
  const isNewest = seats !== null && seats.day >= latestDay
  return !isNewest && (seatsAskedAt === null || dayAt(seatsAskedAt) !== dayAt(now))
}
