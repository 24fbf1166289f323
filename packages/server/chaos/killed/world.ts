import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AccountId, accountId, addDays, startOfDay } from '@windmill/claude-core'
import { type RunningClaudeApi, startClaudeApi } from '@windmill/example-claude-api'
import { createDatabase } from '../../../../tools/test/postgres.ts'
import type { StorageAdapter } from '../../src/storage/adapter.ts'
import { postgresStorage } from '../../src/storage/postgres.ts'
import { type Chance, chanceOf } from '../random.ts'
import { type Epoch, fastClock } from './fast-clock.ts'
import { connectObserver, type Observer } from './observer.ts'
import { endVictims, startVictim, type Victim } from './victims.ts'

/**
 * What the API allows and what a process takes: so few that a machine with much else to do would still exceed them if
 * nothing held it back, and as far apart as requests may be held up on their way and counted in the next minute.
 */
const budget = { allowed: 30, taken: 20 }
const hour = 3_600_000

/** What the processes live in: Claude's API, a database, and a time that runs faster than ours. */
export interface World {
  readonly chance: Chance
  readonly account: AccountId
  readonly api: RunningClaudeApi
  readonly storage: StorageAdapter
  readonly observer: Observer
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Only while no process lives: each has the time that it was started with. */
  readonly passTime: (milliseconds: number) => void
  readonly start: () => Victim
  readonly end: () => Promise<void>
}

export const createWorld = async (serverUrl: string, seed: number, historyDays: number): Promise<World> => {
  const chance = chanceOf(seed)
  const account = accountId('acme')
  const start = startOfDay(addDays('2026-01-04', chance.integer(0, historyDays))) + chance.integer(0, 23) * hour
  let epoch: Epoch = { machine: Date.now(), world: start }
  const now = () => fastClock(epoch).now()
  const [compiled, api, database] = await Promise.all([
    mkdtemp(join(tmpdir(), 'killed-')),
    startClaudeApi({ seed, people: 20, rpm: budget.allowed, now }),
    createDatabase(serverUrl, 'killed'),
  ])
  const observer = await connectObserver(database.url)
  const storage = postgresStorage({ connectionString: database.url })
  let started = 0
  return {
    ...{ chance, account, api, storage, observer, now },
    passTime(milliseconds) {
      epoch = { machine: Date.now(), world: now() + milliseconds }
    },
    start() {
      started += 1
      const input = {
        ...{ account, databaseUrl: database.url, epoch },
        api: { url: api.url, key: api.keys.analytics, requestsPerMinute: budget.taken },
        employees: api.organization.directory,
      }
      return startVictim(`victim-${started}`, input, compiled)
    },
    async end() {
      endVictims()
      await storage.close()
      await observer.close()
      await api.close()
      await database.drop()
      await rm(compiled, { recursive: true })
    },
  }
}
