import { LeaseLostError } from './adapter.ts'

/** What keeps a storage adapter from working, in a way that the person who runs the server can act on. */
export type StorageErrorCode =
  /** The database did not answer, or did not let this server in. */
  | 'database_unreachable'
  /** The tables are not there, or older than this code: nothing has prepared them yet. */
  | 'not_started'
  /** The connection string is no PostgreSQL URL. */
  | 'database_url_invalid'
  /** An id holds a character that no PostgreSQL text can hold. */
  | 'id_invalid'
  /** A count is no integer that four bytes hold. */
  | 'count_invalid'

/** Its message says what happened and what to do, and never holds a password or a connection string. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly code: StorageErrorCode

  constructor(code: StorageErrorCode, message: string) {
    super(message)
    this.code = code
  }
}

/** The error of a write by a runner that is no longer the account's. */
export const leaseLost = (): LeaseLostError =>
  new LeaseLostError(
    'Another sync runner has taken over this account, so nothing was written. Stop this run; the other one goes on.',
  )

/** Why a database did not answer. A host name with several addresses fails once for each, and the error around those has no message. */
export const reasonOf = (error: unknown): string => {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  return first instanceof Error ? first.message : String(first)
}
