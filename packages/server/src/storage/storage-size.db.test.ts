import { addDays, counterIds, type Day } from '@windmill/claude-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OwnPostgresServer, startOwnPostgres } from '../../../../tools/test/start-postgres.ts'
import { type AdminStorage, createAdminStorage } from '../test/admin-storage.ts'
import {
  acquireLongLease,
  changeLinks,
  createAccountId,
  createDayReading,
  createDirectReport,
  createEmployee,
  createLink,
  createLinkChanges,
  createReadEntry,
  createUsageDay,
} from '../testing/fixtures.ts'
import type { StorageAdapter } from './adapter.ts'

// docs/scale.md states the same numbers. Change them there, too.

const peopleCount = 4_000
const dayCount = 10
const account = createAccountId()
let server: OwnPostgresServer
let database: AdminStorage
let storage: StorageAdapter
beforeAll(async () => {
  // On a server of its own: while any transaction runs on the server, dead rows are not reused, and tables grow.
  server = await startOwnPostgres()
  database = await createAdminStorage('size', server.url)
  storage = database.storage
  // Autovacuum is off, because a worker that analyzes a table also runs a transaction.
  const { rows } = await database.admin.query(`select tablename from pg_tables where schemaname = 'claude'`)
  for (const { tablename } of rows)
    await database.admin.query(`alter table claude.${tablename} set (autovacuum_enabled = false)`)
})
afterAll(async () => {
  await database.drop()
  await server.stop()
})

const readNumber = async (sql: string): Promise<number> => Number((await database.admin.query(sql)).rows[0].value)

/** The bytes of tables with their indexes. */
const readSize = async (...tables: readonly string[]): Promise<number> => {
  let bytes = 0
  for (const table of tables) {
    await database.admin.query(`vacuum claude.${table}`)
    bytes += await readNumber(`select pg_total_relation_size('claude.${table}') as value`)
  }
  return bytes
}

const expectAbout = (actual: number, stated: number): void => {
  expect(actual / stated, `It is ${actual.toFixed(1)}, and docs/scale.md says ${stated}.`).toBeGreaterThan(0.8)
  expect(actual / stated, `It is ${actual.toFixed(1)}, and docs/scale.md says ${stated}.`).toBeLessThan(1.2)
}

/** Usage of a day: a third of the counters are above zero, and `shift` raises the counters of every tenth person. */
const createReading = (day: Day, shift: number) =>
  createDayReading(
    day,
    Array.from({ length: peopleCount }, (_, index) =>
      createUsageDay(
        `01Hx4VVZQ9mP${String(index).padStart(12, '0')}`,
        Object.fromEntries(
          counterIds.map((id, position) => [id, position % 3 === 0 ? (index % 40) + (index % 10 < shift ? 1 : 0) : 0]),
        ),
      ),
    ),
  )

test('a usage row and the bitmaps of a day take the bytes that the guide says', async () => {
  const token = await acquireLongLease(storage, account)
  for (let index = 0; index < dayCount; index += 1) {
    for (const shift of [0, 1])
      await storage.writeDay(account, token, createReading(addDays('2026-10-01', index), shift))
  }
  expectAbout((await readSize('usage_days')) / (peopleCount * dayCount), 400)
  expectAbout((await readSize('activity')) / (peopleCount * dayCount), 2.9)
})

test('a log entry that was sent to the host takes the bytes that the guide says', async () => {
  const entries = Array.from({ length: 600 }, (_, hour) =>
    createReadEntry(hour % 50, { employee: createEmployee(hour % 500).id }, { hour }),
  )
  await storage.addLogEntries(account, entries)
  for (const { id } of entries) {
    await storage.claimUnsentEntry(account, 0, 60_000)
    await storage.markEntrySent(account, id)
  }
  expectAbout((await readSize('log')) / entries.length, 1_300)
})

test('a person with a Claude user takes the bytes that the guide says', async () => {
  const directory = [
    createEmployee('boss'),
    ...Array.from({ length: peopleCount }, (_, index) => createDirectReport(index, 'boss')),
  ]
  await storage.replaceDirectory(account, directory)
  await changeLinks(
    storage,
    account,
    createLinkChanges({
      set: directory.slice(1).map(({ id }) => createLink(`01Hx4VVZQ9mP${String(id).padStart(12, '0')}`, id)),
    }),
  )
  expectAbout((await readSize('employees', 'reporting_lines', 'claude_users', 'links')) / peopleCount, 1_400)
})
