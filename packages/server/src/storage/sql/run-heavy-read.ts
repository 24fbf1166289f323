import type { ReadOptions } from '../adapter.ts'
import type { Db } from './schema.ts'

/** Connections to the database for one read. */
export interface CancelableDb {
  readonly db: Db
  /** Cancels the running statement of the transaction that `db` is in. Null if the database cannot. */
  readonly cancel: (() => Promise<void>) | null
}

/**
 * Runs a read that ends when its signal is aborted. A read that waits for a connection does not begin then.
 * @throws The signal's reason if it is aborted.
 */
export type RunHeavyRead = <Result>(read: (db: Db) => Promise<Result>, options: ReadOptions) => Promise<Result>

export const createRunHeavyRead =
  (openDb: () => CancelableDb): RunHeavyRead =>
  async (read, { signal }) => {
    const { db, cancel } = openDb()
    if (!signal) return await read(db)
    signal.throwIfAborted()
    return await db.transaction().execute(async (trx) => {
      signal.throwIfAborted()
      if (!cancel) return await read(trx)
      let canceling: Promise<void> | undefined
      const startCanceling = () => {
        // Without success, the statement ends at its timeout.
        canceling = cancel().catch(() => {})
      }
      signal.addEventListener('abort', startCanceling)
      try {
        return await read(trx)
      } catch (error) {
        signal.throwIfAborted()
        throw error
      } finally {
        signal.removeEventListener('abort', startCanceling)
        // The transaction stays open until then, so that no later one on the connection is canceled.
        await canceling
      }
    })
  }
