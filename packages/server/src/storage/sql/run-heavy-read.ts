import { sql } from 'kysely'
import type { ReadOptions } from '../adapter.ts'
import type { Db } from './schema.ts'

/** Cancels the running statement of the connection with a process id. */
export type CancelBackend = (pid: number) => Promise<void>

/**
 * Runs a read that ends when its signal is aborted. A read that waits for a connection does not begin then.
 * @throws The signal's reason if it is aborted.
 */
export type RunHeavyRead = <Result>(read: (db: Db) => Promise<Result>, options: ReadOptions) => Promise<Result>

/**
 * @param cancelBackend - Null if the database cannot cancel. A statement that runs then runs to its end.
 */
export const createRunHeavyRead =
  (db: Db, cancelBackend: CancelBackend | null): RunHeavyRead =>
  async (read, { signal }) => {
    if (!signal) return await read(db)
    signal.throwIfAborted()
    return await db.transaction().execute(async (trx) => {
      signal.throwIfAborted()
      if (!cancelBackend) return await read(trx)
      // Asked of the server, because behind PgBouncer the driver has another number.
      const { rows } = await sql<{ readonly pid: number }>`select pg_backend_pid() as pid`.execute(trx)
      const pid = rows[0]?.pid ?? 0
      let canceling: Promise<void> | undefined
      const cancel = () => {
        // Without success, the statement ends at its timeout.
        canceling = cancelBackend(pid).catch(() => {})
      }
      signal.addEventListener('abort', cancel)
      try {
        signal.throwIfAborted()
        return await read(trx)
      } catch (error) {
        signal.throwIfAborted()
        throw error
      } finally {
        signal.removeEventListener('abort', cancel)
        // The transaction stays open until then, so that no later one on the connection is canceled.
        await canceling
      }
    })
  }
