import { createHash } from 'node:crypto'
import { addDays, type Day } from '@windmill/claude-core'
import type { StorageAdapter } from '@windmill/claude-server'
import { postgresStorage } from '@windmill/claude-server/postgres'
import type { RunningClaudeApi } from '@windmill/example-claude-api'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { createDatabase, type FreshDatabase } from '../../../tools/test/start-postgres.ts'
import { demoAccountId } from '../src/server/demo-account-id.ts'
import { type DemoProcess, killDemoProcesses, startDemoProcess } from './demo-process.ts'
import { findExcludedUsers } from './find-excluded-users.ts'
import { connectClaude, readConnection, startFrozenApi, waitForFullSync } from './windmill.ts'

let api: RunningClaudeApi
let database: FreshDatabase
let storage: StorageAdapter

beforeAll(async () => {
  ;[api, database] = await Promise.all([startFrozenApi(), createDatabase(inject('postgresUrl'), 'restart')])
  storage = postgresStorage({ connectionString: database.url })
})
afterAll(async () => {
  killDemoProcesses()
  await storage?.close()
  await api?.close()
  await database?.drop()
})

const startDemoOnDatabase = (): DemoProcess =>
  startDemoProcess({
    PORT: '0',
    DATABASE_URL: database.url,
    CLAUDE_API_URL: api.url,
    CLAUDE_VAULT_KEY: createHash('sha256').update('test').digest('base64'),
    // Low enough that the backfill is still running when the test kills the demo.
    CLAUDE_API_RPM: '6000',
  })

test('a demo killed during the backfill resumes at the next start, with no day missing or stored twice', async () => {
  const { admin } = api.organization.personas
  const killedDemo = startDemoOnDatabase()
  const url = await killedDemo.waitForUrl()
  await connectClaude(url, admin, api.keys.analytics)
  await vi.waitFor(async () => expect((await readConnection(url, admin)).backfill?.done).toBeGreaterThan(60), {
    timeout: 60_000,
    interval: 50,
  })
  killedDemo.kill('SIGKILL')
  expect(await killedDemo.exitPromise).toBe('SIGKILL')

  const storedDayCount = (await storage.readLedger(demoAccountId)).filter(({ read }) => read).length
  expect(storedDayCount).toBeGreaterThan(60)
  expect(storedDayCount).toBeLessThan(300)

  const restartedDemo = startDemoOnDatabase()
  // The restarted demo waits until the lease of the killed process has expired.
  await waitForFullSync(await restartedDemo.waitForUrl(), admin)
  await expectCompleteData()

  restartedDemo.kill('SIGTERM')
  expect(await restartedDemo.exitPromise).toBe(0)
  for (const { readOutput, readErrors } of [killedDemo, restartedDemo]) {
    expect(readOutput() + readErrors()).not.toContain(api.keys.analytics)
    expect(readErrors()).toBe('')
  }
  // The lease alone takes 30 seconds.
}, 120_000)

/**
 * Expects each day to have exactly the Claude users and counters of the API, except those excluded, and to be stored
 * only once.
 */
const expectCompleteData = async (): Promise<void> => {
  const excludedUserIds = findExcludedUsers(api)
  expect(excludedUserIds.size).toBeGreaterThan(0)
  for (let day: Day = '2026-01-01'; day <= api.truth.latestDay(); day = addDays(day, 1)) {
    const storedRows = await storage.readUsage(demoAccountId, day)
    const countersByUser = api.truth.day(day)
    expect(storedRows.map(({ claudeUserId }) => claudeUserId).sort(), `Claude users on ${day}`).toEqual(
      [...countersByUser.keys()].filter((id) => !excludedUserIds.has(id)).sort(),
    )
    for (const { claudeUserId, counters } of storedRows) {
      expect(counters, `${claudeUserId} on ${day}`).toEqual(countersByUser.get(claudeUserId))
    }
  }
  const ledger = await storage.readLedger(demoAccountId)
  expect(
    ledger.filter(({ read }) => read?.readCount !== 1),
    'days that were not stored exactly once',
  ).toEqual([])
}
