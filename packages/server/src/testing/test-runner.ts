import type * as FastCheck from 'fast-check'
import type { StorageAdapter } from '../storage/adapter.ts'

/**
 * The test-runner functions that the suite uses. Vitest, Jest and Bun provide all of them; `fc` is the fast-check
 * package.
 */
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

/** What the functions that register tests get. */
export interface TestContext extends Pick<TestRunner, 'expect' | 'fc'> {
  /** Registers a test, unless its title is skipped. `body` gets the adapter under test. */
  readonly test: (title: string, body: (storage: StorageAdapter) => Promise<void>) => void
}

/**
 * Returns the `code` of the error that the promise rejects with, or the error if it has no code. Null if it resolves.
 */
export const getRejectionCode = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    await promise
    return null
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}
