import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A PostgreSQL server for the tests of this run: `createDatabase(inject('postgresUrl'), 'storage')`. */
    readonly postgresUrl: string
  }
}

/** Starts one PostgreSQL server for a Vitest project and stops it after its last test. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const { url, stop } = await startPostgres()
  project.provide('postgresUrl', url)
  return stop
}
