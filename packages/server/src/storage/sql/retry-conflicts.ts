/** The codes of PostgreSQL's `serialization_failure` and `deadlock_detected`. The transaction was rolled back. */
const conflictCodes: ReadonlySet<unknown> = new Set(['40001', '40P01'])

const maxRetries = 4

/**
 * Runs a transaction, and repeats it when PostgreSQL rolled it back because of a concurrent transaction.
 * @param firstAttempt - The first attempt, if it was started already.
 * @throws The last conflict, after 4 retries.
 */
export const retryConflicts = async <Result>(
  runTransaction: () => Promise<Result>,
  firstAttempt: Promise<Result> = runTransaction(),
): Promise<Result> => {
  let attempt = firstAttempt
  for (let retries = 0; ; retries += 1) {
    try {
      return await attempt
    } catch (error) {
      const code = (error as { readonly code?: unknown } | null)?.code
      if (!conflictCodes.has(code) || retries === maxRetries) throw error
      attempt = runTransaction()
    }
  }
}
