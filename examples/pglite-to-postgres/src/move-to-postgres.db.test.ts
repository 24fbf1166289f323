import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StorageAdapter } from '@windmill/claude-server'
import { pgliteStorage } from '@windmill/claude-server/pglite'
import { postgresStorage } from '@windmill/claude-server/postgres'
import { expect, inject, onTestFinished, test } from 'vitest'
import { systemClock } from '../../../packages/server/src/clock.ts'
import { acme, createTestHost, storeDay, testVault } from '../../../packages/server/src/test/test-host.ts'
import { createConnectionRecord, createEmployee } from '../../../packages/server/src/testing/fixtures.ts'
import { createDatabase } from '../../../tools/test/start-postgres.ts'
import { moveToPostgres } from './move-to-postgres.ts'

const days = ['2026-11-18', '2026-11-19', '2026-11-20'] as const
const employees = [createEmployee('maya', { name: "Maya 'Ö' \\ Chen" }), createEmployee('tom')]
const apiKey = 'sk-ant-api01-of-acme'

const createFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'pglite-to-postgres-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'data')
}

const createTarget = async (): Promise<string> => {
  const database = await createDatabase(inject('postgresUrl'), 'moved')
  onTestFinished(database.drop)
  return database.url
}

const createHost = (storage: StorageAdapter) =>
  createTestHost({ storage, clock: systemClock, employees, worker: false, vault: testVault })

/** Reads what an account has stored. */
const readAll = async (storage: StorageAdapter) => {
  const sort = (items: readonly object[]) => items.map((item) => JSON.stringify(item)).sort()
  const usage = await Promise.all(days.map((day) => storage.readUsage(acme, day)))
  return {
    connection: await storage.getConnection(acme),
    ledger: await storage.readLedger(acme),
    usage: usage.map(sort),
    employees: sort(await storage.listEmployees(acme)),
    links: sort(await storage.listLinks(acme)),
    log: await storage.listLog(acme, { before: null, limit: 100 }),
  }
}

test('copies everything, and the app continues with the copied data', async () => {
  const [dataDir, connectionString] = [createFolder(), await createTarget()]
  const before = createHost(pgliteStorage({ dataDir }))
  await before.claude.start()
  await before.storage.saveConnection(
    createConnectionRecord(acme, { sealedKey: await testVault.seal(acme, apiKey), organizationId: null }),
  )
  for (const day of days) await storeDay(before.storage, day, { maya: { chat_messages: 3 }, tom: {} })
  await before.claude.directory.acceptShrunk(acme, { by: 'host' })
  const stored = await readAll(before.storage)
  expect([stored.usage.flat().length, stored.links.length, stored.log.length]).toEqual([6, 2, 1])
  const { cursor } = await before.claude.stats.changes(acme)
  await before.claude.stop()

  await moveToPostgres(dataDir, connectionString)
  const after = createHost(postgresStorage({ connectionString }))
  onTestFinished(after.claude.stop)
  await after.claude.start()
  const moved = await readAll(after.storage)
  expect(moved).toEqual({ ...stored, log: moved.log })
  expect(moved.log).toEqual(expect.arrayContaining([...stored.log]))
  expect(await testVault.open(acme, moved.connection?.sealedKey ?? '')).toBe(apiKey)
  // The cursor of the host's own tables is still valid. New days and new log entries get numbers above the copied ones.
  expect(await after.claude.stats.changes(acme, { after: cursor })).toMatchObject({ days: [], employees: [] })
  await storeDay(after.storage, days[2], { maya: { chat_messages: 4 }, tom: {} })
  await after.claude.directory.acceptShrunk(acme, { by: 'host' })
  expect(await after.claude.stats.changes(acme, { after: cursor })).toMatchObject({ days: [days[2]] })
  expect((await readAll(after.storage)).log).toHaveLength(moved.log.length + 1)

  await expect(moveToPostgres(dataDir, connectionString)).rejects.toThrow('already has data')
})

test('copies nothing from a folder that PGlite did not create', async () => {
  const connectionString = await createTarget()
  await expect(moveToPostgres(createFolder(), connectionString)).rejects.toThrow('is no folder of PGlite')
})
