import type * as FastCheck from 'fast-check'
import type { StorageAdapter } from '../storage/adapter.ts'

/** What the suite needs of a test runner. Vitest, Jest and Bun have all of it; `fc` is the fast-check package. */
export interface TestRunner {
  readonly describe: (name: string, body: () => void) => void
  readonly it: (name: string, body: () => Promise<void>) => void
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

/** What a group of the suite's tests works with. */
export interface TestGroup extends Pick<TestRunner, 'expect' | 'fc'> {
  readonly test: (name: string, body: (storage: StorageAdapter) => Promise<void>) => void
}

/** The `code` of what a promise was rejected with; null when it was not. */
export const rejectionCode = async (promise: Promise<unknown>): Promise<unknown> => {
  try {
    await promise
    return null
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}
