import { LeaseLostError } from './adapter.ts'

/** Codes of storage errors that the operator of the server can act on. */
export type StorageErrorCode =
  /** The database did not answer, or refused the connection. */
  | 'database_unreachable'
  /** A connection pooler had no free connection to the server. This passes by itself. */
  | 'database_busy'
  /** Another process or thread has the folder of the embedded database open. */
  | 'database_in_use'
  /** The package of the embedded database is not installed, or was not shipped with the build. */
  | 'pglite_missing'
  /** The role of the connection lacks a right that an administrator of the database has to grant. */
  | 'database_rights_missing'
  /** The database takes no writes. */
  | 'database_read_only'
  /** The tables are missing or outdated: `migrate` was not called yet. */
  | 'not_started'
  /** Another version of this library made the tables, and there is no upgrade path before 1.0.0-rc. */
  | 'schema_differs'
  /** The tables could not be brought up to date, because other transactions locked them. */
  | 'schema_locked'
  /** The connection string is not a PostgreSQL URL. */
  | 'database_url_invalid'
  /** An id contains U+0000 or a lone surrogate, which PostgreSQL cannot store in a string. */
  | 'id_invalid'
  /** A counter is not an integer from 0 to 2³¹ − 1. */
  | 'count_invalid'

/**
 * An error of a storage adapter. The message says what happened and what to do. It never contains a password or a
 * connection string.
 */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly code: StorageErrorCode

  constructor(code: StorageErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

/** Whether an error is a `StorageError`. It can come from another copy of this module in the same process. */
export const isStorageError = (error: unknown): error is StorageError =>
  error instanceof Error && error.name === 'StorageError'

/** Whether storage refused a value that it cannot hold. */
export const isInvalidValueError = (error: unknown): error is StorageError =>
  isStorageError(error) && (error.code === 'id_invalid' || error.code === 'count_invalid')

/** Whether the database itself cannot be used now: it is unreachable, in use, read-only, or lacks tables or rights. */
export const isDatabaseError = (error: unknown): error is StorageError =>
  isStorageError(error) && !isInvalidValueError(error)

/** Whether the database did not answer or had no free connection. This usually passes within a minute. */
export const isPassingDatabaseError = (error: unknown): error is StorageError =>
  isStorageError(error) && (error.code === 'database_unreachable' || error.code === 'database_busy')

/** Creates the error for a sync runner that writes after it lost its lease. */
export const createLeaseLostError = (): LeaseLostError =>
  new LeaseLostError(
    'Another sync runner has taken over this account, so nothing was written. Stop this run; the other one continues.',
  )

/**
 * Returns the message of a connection error. For a host name with several addresses, the error is an `AggregateError`
 * without a message. Then the message of its first error is returned.
 */
export const getConnectionErrorMessage = (error: unknown): string => {
  const cause: unknown = error instanceof AggregateError ? error.errors[0] : error
  return cause instanceof Error ? cause.message : String(cause)
}
