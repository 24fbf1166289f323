import pg from 'pg'
import { inject } from 'vitest'
import { createDatabase, type FreshDatabase } from '../../../../tools/test/start-postgres.ts'

/** An empty database of a test server. */
export interface AdminDatabase extends FreshDatabase {
  /** A connection of the superuser. `drop` closes it. */
  readonly admin: pg.Client
}

/**
 * Creates an empty database. A random suffix is added to its name.
 * @param serverUrl - `@default` the server of all tests
 */
export const createAdminDatabase = async (name: string, serverUrl = inject('postgresUrl')): Promise<AdminDatabase> => {
  const { url, drop } = await createDatabase(serverUrl, name)
  const admin = new pg.Client(url)
  await admin.connect()
  return {
    url,
    admin,
    async drop() {
      await admin.end()
      await drop()
    },
  }
}
