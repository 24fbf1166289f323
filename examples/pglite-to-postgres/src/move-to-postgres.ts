import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { pgDump } from '@electric-sql/pglite-tools/pg_dump'
import { pgliteStorage } from '@windmill/claude-server/pglite'
import { postgresStorage } from '@windmill/claude-server/postgres'
import pg from 'pg'

/**
 * Copies everything from a folder of `pgliteStorage` into an empty PostgreSQL database, all at once or not at all. The
 * folder stays as it is. Before the call, stop every process that uses the folder or the database.
 * @param dataDir - The folder.
 * @param connectionString - The database.
 * @throws `StorageError` `schema_differs` if another version of the library made the folder.
 */
export const moveToPostgres = async (dataDir: string, connectionString: string): Promise<void> => {
  // PGlite would create a folder that is missing.
  if (!existsSync(join(dataDir, 'PG_VERSION')))
    throw new Error(`${dataDir} is no folder of PGlite. Nothing was copied.`)
  // The library creates the tables, so that they match its version.
  const target = postgresStorage({ connectionString })
  await target.migrate()
  const [connections, accounts] = [await target.listConnections(), await target.listLoggedAccounts()]
  await target.close()
  if (connections.length > 0 || accounts.length > 0) {
    throw new Error('The PostgreSQL database already has data, so nothing was copied. Use an empty database.')
  }

  const pglite = await PGlite.create(dataDir)
  try {
    await pgliteStorage({ pglite }).migrate()
    const dump = await pgDump({
      pg: pglite,
      // `target.migrate` has already filled the list of migrations.
      args: ['--data-only', '--schema=claude', '--exclude-table=claude.migrations'],
    })
    await runInTransaction(connectionString, removeUnknownSettings(await dump.text()))
  } finally {
    await pglite.close()
  }
}

/** Removes a setting that PostgreSQL 16 and older do not know. */
const removeUnknownSettings = (sql: string): string => sql.replace(/^SET transaction_timeout = 0;$/m, '')

const runInTransaction = async (connectionString: string, sql: string): Promise<void> => {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(`begin; ${sql}; commit`)
  } finally {
    await client.end()
  }
}
