import type { TestProject } from 'vitest/node'
import { startPostgres } from './start-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the test run's PostgreSQL server, for example for `createDatabase(inject('postgresUrl'), 'storage')`. */
    readonly postgresUrl: string
  }
}

/**
 * Starts a PostgreSQL server before the tests of a Vitest project. Returns a function that stops it after the tests.
 */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const { url, stop } = await startPostgres()
  project.provide('postgresUrl', url)
  return stop
}
