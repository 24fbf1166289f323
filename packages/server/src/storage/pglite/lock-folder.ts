import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { StorageError } from '../errors.ts'

/**
 * Name of the lock file. It is in the data folder, so that every path to the folder leads to the same lock, also in
 * containers that mount the folder at different places. PostgreSQL ignores the file.
 */
const lockFileName = 'windmill-claude.lock'

/** SQLite's result code `SQLITE_BUSY`: another connection has the lock. */
const busyCode = 5

/**
 * Locks a data folder against other processes, and against other threads of this process. The lock is an open exclusive
 * transaction of SQLite, which is a file lock of the kernel, so it ends with the process, even after SIGKILL.
 *
 * POSIX drops all locks that a process has on a file when the process closes any handle of the file. SQLite takes care
 * of its own handles, so nothing but SQLite may open the lock file.
 * @returns A function that releases the lock.
 * @throws `StorageError` (`database_in_use`) if the folder is locked.
 */
export const lockFolder = (folder: string): (() => void) => {
  const database = openSqlite(join(folder, lockFileName))
  try {
    // Nothing is written, so no journal is needed.
    database.exec('pragma journal_mode = off; begin exclusive')
  } catch (error) {
    database.close()
    if ((error as { readonly errcode?: unknown }).errcode !== busyCode) throw error
    throw new StorageError(
      'database_in_use',
      `The embedded database in ${folder} is open in another process, or in another thread of this one. ` +
        'Two at once would destroy it, so nothing was read or written. Stop the other one first. ' +
        'Several processes at once need a PostgreSQL server and postgresStorage.',
    )
  }
  return () => database.close()
}

/** Opens an SQLite file. Hides the warning of Node 22 that `node:sqlite` is experimental. */
const openSqlite = (path: string): DatabaseSync => {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return new (process.getBuiltinModule('node:sqlite').DatabaseSync)(path)
  } finally {
    process.emitWarning = emitWarning
  }
}
