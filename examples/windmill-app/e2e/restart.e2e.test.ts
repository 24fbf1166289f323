import { addDays, type Day } from '@windmill/claude-core'
import type { StorageAdapter } from '@windmill/claude-server'
import { postgresStorage } from '@windmill/claude-server/postgres'
import type { RunningClaudeApi } from '@windmill/example-claude-api'
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest'
import { createDatabase, type FreshDatabase } from '../../../tools/test/postgres.ts'
import { demoAccount } from '../src/server/viewer.ts'
import { type DemoProcess, endProcesses, startProcess } from './process.ts'
import { connect, connectionOf, everythingRead, startFrozenApi } from './windmill.ts'

let api: RunningClaudeApi
let database: FreshDatabase
let storage: StorageAdapter

beforeAll(async () => {
  ;[api, database] = await Promise.all([startFrozenApi(), createDatabase(inject('postgresUrl'), 'restart')])
  storage = postgresStorage({ connectionString: database.url })
})
afterAll(async () => {
  endProcesses()
  await storage?.close()
  await api?.close()
  await database?.drop()
})

const start = (): DemoProcess =>
  startProcess({
    PORT: '0',
    DATABASE_URL: database.url,
    CLAUDE_API_URL: api.url,
    CLAUDE_VAULT_KEY: Buffer.alloc(32, 7).toString('base64'),
    // Fast, but slow enough to be killed on the way.
    CLAUDE_API_RPM: '6000',
  })

it('a demo that is killed in the middle of the backfill goes on at the next start: nothing missing, nothing double', async () => {
  const { admin } = api.organization.personas
  const killed = start()
  const url = await killed.url()
  await connect(url, admin, api.keys.analytics)
  await vi.waitFor(async () => expect((await connectionOf(url, admin)).backfill?.done).toBeGreaterThan(60), {
    timeout: 60_000,
    interval: 50,
  })
  killed.kill('SIGKILL')
  expect(await killed.ended).toBe('SIGKILL')

  const left = (await storage.readLedger(demoAccount)).filter(({ read }) => read).length
  expect(left).toBeGreaterThan(60)
  expect(left).toBeLessThan(300)

  const restarted = start()
  // The killed one's lease has to run out first.
  await everythingRead(await restarted.url(), admin)
  await expectTheWholeTruth()

  restarted.kill('SIGTERM')
  expect(await restarted.ended).toBe(0)
  for (const { output, errors } of [killed, restarted]) {
    expect(output() + errors()).not.toContain(api.keys.analytics)
    expect(errors()).toBe('')
  }
})

/** Every counter of everyone on every day, and nobody else's. */
const expectTheWholeTruth = async (): Promise<void> => {
  for (let day: Day = '2026-01-01'; day <= api.truth.latestDay(); day = addDays(day, 1)) {
    const stored = await storage.readUsage(demoAccount, day)
    const truth = api.truth.day(day)
    expect(stored.map(({ claudeUserId }) => claudeUserId).sort(), `who is there on ${day}`).toEqual(
      [...truth.keys()].sort(),
    )
    for (const { claudeUserId, counters } of stored) {
      expect(counters, `${claudeUserId} on ${day}`).toEqual(truth.get(claudeUserId))
    }
  }
  const ledger = await storage.readLedger(demoAccount)
  expect(
    ledger.filter(({ read }) => read?.times !== 1),
    'days that were stored more than once',
  ).toEqual([])
}
