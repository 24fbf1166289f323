import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FreshDatabase } from '../../../../tools/test/start-postgres.ts'
import { postgresStorage } from '../storage/postgres.ts'
import { storageSuite } from '../testing/index.ts'
import { limitCases } from './limit-cases.ts'
import { buildSetTimeSql } from './storage-time.ts'

/** Settings in which a UTC day that is read as local time becomes the day before or after. */
export interface TimeSettings {
  readonly processZone: string
  readonly sessionZone: string
  readonly dateStyle: string
}

/**
 * Registers the storage suite on PostgreSQL with time settings of the process and the database.
 * @param deploy - Creates a database and calls `configure` with its URL. `url` is what the adapter connects to.
 */
export const registerSuiteInTimeZones = (
  { processZone, sessionZone, dateStyle }: TimeSettings,
  deploy: (configure: (databaseUrl: string) => Promise<void>) => Promise<{
    readonly database: FreshDatabase
    readonly url: string
    readonly stop: () => Promise<void>
  }>,
): void => {
  describe(`with the process in ${processZone}, the session in ${sessionZone} and the DateStyle ${dateStyle}`, () => {
    let deployment: Awaited<ReturnType<typeof deploy>>
    const originalZone = process.env.TZ
    beforeAll(() => {
      process.env.TZ = processZone
    })
    afterAll(async () => {
      if (originalZone === undefined) delete process.env.TZ
      else process.env.TZ = originalZone
      await deployment.stop()
    })
    const runSql = async (url: string, sql: string): Promise<void> => {
      const admin = new pg.Client(url)
      await admin.connect()
      await admin.query(sql)
      await admin.end()
    }

    storageSuite(
      { describe, test, beforeAll, afterAll, expect, fc: limitCases(40) },
      {
        name: 'postgresStorage',
        create: async () => {
          deployment = await deploy(async (url) => {
            const database = pg.escapeIdentifier(new URL(url).pathname.slice(1))
            // PgBouncer does not pass on startup options.
            for (const setting of [`timezone = '${sessionZone}'`, `datestyle = ${dateStyle}`])
              await runSql(url, `alter database ${database} set ${setting}`)
          })
          return postgresStorage({ connectionString: deployment.url })
        },
        setTime: (now) => runSql(deployment.database.url, buildSetTimeSql(now)),
      },
    )
  })
}
