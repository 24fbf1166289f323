import { addDays, type Day } from '@windmill/claude-core'
import type { StorageAdapter } from '@windmill/claude-server'
import { postgresStorage } from '@windmill/claude-server/postgres'
import type { RunningClaudeApi } from '@windmill/example-claude-api'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { createDatabase, type FreshDatabase } from '../../../tools/test/postgres.ts'
import { demoAccount } from '../src/server/viewer.ts'
import { type DemoProcess, killDemoProcesses, startDemoProcess } from './demo-process.ts'
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

const start = (): DemoProcess =>
  startDemoProcess({
    PORT: '0',
    DATABASE_URL: database.url,
    CLAUDE_API_URL: api.url,
    CLAUDE_VAULT_KEY: Buffer.alloc(32, 7).toString('base64'),
    // Slow enough that the test can kill the demo during the backfill.
    CLAUDE_API_RPM: '6000',
  })

test('a demo killed during the backfill resumes at the next start, with no day missing or stored twice', async () => {
  const { admin } = api.organization.personas
  const killed = start()
  const url = await killed.waitForUrl()
  await connectClaude(url, admin, api.keys.analytics)
  await vi.waitFor(async () => expect((await readConnection(url, admin)).backfill?.done).toBeGreaterThan(60), {
    timeout: 60_000,
    interval: 50,
  })
  killed.kill('SIGKILL')
  expect(await killed.exit).toBe('SIGKILL')

  const daysRead = (await storage.readLedger(demoAccount)).filter(({ read }) => read).length
  expect(daysRead).toBeGreaterThan(60)
  expect(daysRead).toBeLessThan(300)

  const restarted = start()
  // The killed process's lease must expire first.
  await waitForFullSync(await restarted.waitForUrl(), admin)
  await expectCompleteData()

  restarted.kill('SIGTERM')
  expect(await restarted.exit).toBe(0)
  for (const { output, errors } of [killed, restarted]) {
    expect(output() + errors()).not.toContain(api.keys.analytics)
    expect(errors()).toBe('')
  }
})

/** Expects exactly the API's Claude users and counters on every day, each day stored once. */
const expectCompleteData = async (): Promise<void> => {
  for (let day: Day = '2026-01-01'; day <= api.truth.latestDay(); day = addDays(day, 1)) {
    const stored = await storage.readUsage(demoAccount, day)
    const truth = api.truth.day(day)
    expect(stored.map(({ claudeUserId }) => claudeUserId).sort(), `Claude users on ${day}`).toEqual(
      [...truth.keys()].sort(),
    )
    for (const { claudeUserId, counters } of stored) {
      expect(counters, `${claudeUserId} on ${day}`).toEqual(truth.get(claudeUserId))
    }
  }
  const ledger = await storage.readLedger(demoAccount)
  expect(
    ledger.filter(({ read }) => read?.readCount !== 1),
    'days that were stored more than once',
  ).toEqual([])
}
