import { StorageError } from '../errors.ts'

/** Operations whose error says what to do where the database only says that a table is missing. */
export const explained = <Operations extends object>(operations: Operations): Operations =>
  Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [name, explain(operation as Operation)]),
  ) as Operations

type Operation = (...args: readonly unknown[]) => Promise<unknown> | AsyncIterable<unknown>

const explain =
  (operation: Operation): Operation =>
  (...args) => {
    const answer = operation(...args)
    return Symbol.asyncIterator in answer ? explainPages(answer) : answer.catch(throwExplained)
  }

async function* explainPages(pages: AsyncIterable<unknown>): AsyncGenerator<unknown, void> {
  try {
    yield* pages
  } catch (error) {
    throwExplained(error)
  }
}

/** PostgreSQL's `undefined_table`, `undefined_column` and `invalid_schema_name`. */
const missingCodes: ReadonlySet<unknown> = new Set(['42P01', '42703', '3F000'])

const throwExplained = (error: unknown): never => {
  if (!missingCodes.has((error as { readonly code?: unknown } | null)?.code)) throw error
  throw new StorageError(
    'not_started',
    `The database does not have the tables of this version (${(error as Error).message}), so nothing was read or written. ` +
      'Call await claude.start() first: it makes them, or brings them up to date. Without an integration, await storage.migrate().',
  )
}
