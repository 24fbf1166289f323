import type * as FastCheck from 'fast-check'
import type { StorageAdapter } from '../storage/adapter.ts'

/** The test-runner functions that the suite uses. Vitest, Jest and Bun provide all of them; `fc` is the fast-check package. */
export interface TestRunner {
  readonly describe: (name: string, body: () => void) => void
  readonly test: (name: string, body: () => Promise<void>) => void
  readonly beforeAll: (body: () => Promise<void>) => void
  readonly afterAll: (body: () => Promise<void>) => void
  readonly expect: (value: unknown) => { toEqual(expected: unknown): void; toBe(expected: unknown): void }
  readonly fc: Pick<
    typeof FastCheck,
    | 'array'
    | 'assert'
    | 'asyncProperty'
    | 'constantFrom'
    | 'integer'
    | 'oneof'
    | 'option'
    | 'record'
    | 'shuffledSubarray'
  >
}

/** The arguments of a group of tests. */
export interface TestGroup extends Pick<TestRunner, 'expect' | 'fc'> {
  readonly test: (name: string, body: (storage: StorageAdapter) => Promise<void>) => void
}

/** The `code` of the promise's rejection, or null when it resolves. Returns the error itself when it has no code. */
export const rejectionCode = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    await promise
    return null
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}
