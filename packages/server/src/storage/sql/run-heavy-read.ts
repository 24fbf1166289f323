import type { ReadOptions } from '../adapter.ts'
import type { Db } from './schema.ts'

/** Connections to the database for one read. */
export interface CancelableDb {
  readonly db: Db
  /**
   * Cancels the running statement of the transaction that `db` is in. Null if the database cannot cancel statements.
   */
  readonly cancel: (() => Promise<void>) | null
}

/**
 * Runs a read that ends when its signal is aborted. If the read still waits for a connection then, it never begins.
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
        // If canceling fails, the statement ends at its timeout.
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
        // The transaction stays open until the request to cancel is handled. Otherwise, the request could cancel a
        // later transaction on the same connection.
        await canceling
      }
    })
  }
