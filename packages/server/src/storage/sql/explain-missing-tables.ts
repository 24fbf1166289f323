import { StorageError } from '../errors.ts'

/**
 * Wraps operations so that errors about missing tables become a `StorageError` (`not_started`) that says what to do.
 */
export const explainMissingTables = <Operations extends object>(operations: Operations): Operations =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [name, explainOperation(operation as Operation)]),
  ) as Operations

type Operation = (...args: readonly unknown[]) => Promise<unknown> | AsyncIterable<unknown>

const explainOperation =
  (operation: Operation): Operation =>
  (...args) => {
    const result = operation(...args)
    return Symbol.asyncIterator in result ? explainPages(result) : result.catch(throwExplained)
  }

async function* explainPages(pages: AsyncIterable<unknown>): AsyncGenerator<unknown, void> {
  try {
    yield* pages
  } catch (error) {
    throwExplained(error)
  }
}

/** The codes of PostgreSQL's `undefined_table`, `undefined_column` and `invalid_schema_name`. */
const missingObjectCodes: ReadonlySet<unknown> = new Set(['42P01', '42703', '3F000'])

/** Throws the error itself, or `not_started` for an error about missing tables. */
const throwExplained = (error: unknown): never => {
  if (!missingObjectCodes.has((error as { readonly code?: unknown } | null)?.code)) throw error
  throw new StorageError(
    'not_started',
    `The database does not have the tables of this version (${(error as Error).message}), so nothing was read or written. ` +
      'Call await storage.migrate() first: it makes them. An integration does so at its first call.',
  )
}
