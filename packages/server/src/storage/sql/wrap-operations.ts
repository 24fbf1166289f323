import { retryConflicts } from './retry-conflicts.ts'

type Operation = (...args: readonly unknown[]) => Promise<unknown> | AsyncIterable<unknown>

/**
 * Wraps operations so that a transaction that conflicted with another one is repeated, and an error is replaced by the
 * error that `explain` returns.
 */
export const wrapOperations = <Operations extends object>(
  operations: Operations,
  explain: (error: unknown) => Promise<unknown>,
): Operations => {
  const throwExplained = async (error: unknown): Promise<never> => {
    throw await explain(error)
  }
  const wrapOperation =
    (operation: Operation): Operation =>
    (...args) => {
      const result = operation(...args)
      if (Symbol.asyncIterator in result) return wrapPages(result)
      return retryConflicts(() => operation(...args) as Promise<unknown>, result).catch(throwExplained)
    }
  async function* wrapPages(pages: AsyncIterable<unknown>): AsyncGenerator<unknown, void> {
    try {
      yield* pages
    } catch (error) {
      await throwExplained(error)
    }
  }
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [name, wrapOperation(operation as Operation)]),
  ) as Operations
}
