import { type AccountId, accountId } from '@windmill/claude-core'
import type pg from 'pg'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pgBossScheduler } from '../sync/pg-boss-scheduler.ts'
import { type AdminDatabase, createAdminDatabase } from '../test/admin-database.ts'
import { acquireLongLease, createAccountId, createDayReading, createUsageDay } from '../testing/fixtures.ts'
import { postgresStorage } from './postgres.ts'

let database: AdminDatabase
let admin: pg.Client
/** The database's URL for `role`, which has no right on the database except to connect. */
let roleUrl: string
let role: string
beforeEach(async () => {
  database = await createAdminDatabase('rights')
  admin = database.admin
  role = `App-${new URL(database.url).pathname.slice(1)}`
  await admin.query(`create role "${role}" login password 'secret'; revoke all on schema public from public`)
  const url = new URL(database.url)
  url.username = role
  url.password = 'secret'
  roleUrl = url.href
})
afterEach(async () => {
  await admin.query(`drop owned by "${role}" cascade`)
  await admin.query(`drop role "${role}"`)
  await database.drop()
})

const schema = 'windmill_claude'
const jobsSchema = 'windmill_claude_jobs'

/** Migrates, stores a day and erases the account. Together, these need every right that storage needs. */
const useStorage = async (connectionString: string): Promise<void> => {
  const storage = postgresStorage({ connectionString, schema })
  try {
    await storage.migrate()
    const account = createAccountId()
    const token = await acquireLongLease(storage, account)
    await storage.writeDay(account, token, createDayReading('2026-11-01', [createUsageDay(1)]))
    await storage.nextDirectoryVersion(account)
    await storage.eraseAccount(account)
  } finally {
    await storage.close()
  }
}

const useScheduler = async (connectionString: string): Promise<void> => {
  const scheduler = pgBossScheduler({ connectionString, schema: jobsSchema })
  const runs: AccountId[] = []
  try {
    await scheduler.start({
      syncAllAccounts: async () => {},
      syncRequestedAccounts: async () => {},
      sync: async (account) => void runs.push(account),
      reportError: (error) => {
        throw error
      },
    })
    await scheduler.request([accountId('acme')])
    await vi.waitFor(() => expect(runs).toEqual(['acme']), { timeout: 20_000, interval: 20 })
  } finally {
    await scheduler.stop()
  }
}

/** Returns the statements for the administrator, which follow `run: ` in the message of an error. */
const findStatements = (error: unknown): string => (error as Error).message.split('run: ')[1] ?? ''

const uses = [
  ['the storage', schema, useStorage],
  ['the scheduler', jobsSchema, useScheduler],
] as const

test.each(uses)(
  '%s names the missing right and the statements that an administrator runs',
  async (_, schemaName, use) => {
    const error = await use(roleUrl).catch((caught: unknown) => caught)
    expect(error).toMatchObject({
      name: 'StorageError',
      code: 'database_rights_missing',
      message: expect.stringContaining(`create schema "${schemaName}" authorization "${role}";`),
    })
    await admin.query(findStatements(error))
    await use(roleUrl)
  },
)

test.each(uses)(
  '%s works in a schema that an administrator created, with the rights to use it and to create tables',
  async (_, schemaName, use) => {
    await admin.query(`create schema ${schemaName}`)
    const error = await use(roleUrl).catch((caught: unknown) => caught)
    expect(error).toMatchObject({
      code: 'database_rights_missing',
      message: expect.stringContaining(`grant usage, create on schema "${schemaName}" to "${role}";`),
    })
    await admin.query(findStatements(error))
    await use(roleUrl)
  },
)

test.each(uses)(
  '%s works on the tables of another role, with the rights that the error names',
  async (_name, _schema, use) => {
    // By default, everyone may execute a new function. Many administrators revoke this right.
    await admin.query('alter default privileges revoke execute on functions from public')
    await use(database.url)
    const error = await use(roleUrl).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'database_rights_missing' })
    await admin.query(findStatements(error))
    await use(roleUrl)
  },
)
