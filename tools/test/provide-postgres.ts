import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the PostgreSQL server of this test run: `createDatabase(inject('postgresUrl'), 'storage')`. */
    readonly postgresUrl: string
  }
}

/** Starts a PostgreSQL server for a Vitest project, and stops it after the last test. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const { url, stop } = await startPostgres()
  project.provide('postgresUrl', url)
  return stop
}
