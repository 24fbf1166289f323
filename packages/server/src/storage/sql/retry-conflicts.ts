/** The codes of PostgreSQL's `serialization_failure` and `deadlock_detected`. The transaction was rolled back. */
const conflictCodes: ReadonlySet<unknown> = new Set(['40001', '40P01'])

const maxAttempts = 4

/**
 * Runs a whole transaction, and repeats it when PostgreSQL ended it because of a concurrent one. Nothing of it was
 * written then.
 * @throws The last conflict, after 4 attempts.
 */
export const retryConflicts = async <Result>(runTransaction: () => Promise<Result>): Promise<Result> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await runTransaction()
    } catch (error) {
      const { code } = (error ?? {}) as { readonly code?: unknown }
      if (!conflictCodes.has(code) || attempt >= maxAttempts) throw error
    }
  }
}
