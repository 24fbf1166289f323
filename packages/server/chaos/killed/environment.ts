import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AccountId, accountId, addDays } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import { type RunningClaudeApi, startClaudeApi } from '@windmill/example-claude-api'
import { createDatabase } from '../../../../tools/test/start-postgres.ts'
import type { StorageAdapter } from '../../src/storage/adapter.ts'
import { postgresStorage } from '../../src/storage/postgres.ts'
import { createRandom, type Random } from '../random.ts'
import { connectObserver, type DatabaseObserver } from './database-observer.ts'
import { createFastClock, type Epoch } from './fast-clock.ts'
import { killWorkers, startWorker, type Worker } from './worker.ts'

/**
 * Maximum requests per simulated minute that the API allows, and that workers may send. A simulated minute is little
 * more than a real second. Both limits are so low that workers without pacing exceed them even on a busy machine. The
 * difference covers delayed requests that the API counts in the next minute.
 */
const requestsPerMinute = { api: 30, worker: 20 }
const hourMs = 3_600_000

/** Everything outside the workers: Claude's API, a database, and a clock that runs faster than real time. */
export interface Environment {
  readonly random: Random
  readonly account: AccountId
  readonly api: RunningClaudeApi
  readonly storage: StorageAdapter
  readonly observer: DatabaseObserver
  /** The simulated time in milliseconds since 1970. */
  readonly now: () => number
  /**
   * Moves simulated time forward, for workers that start later and for the migrated database. Call it only while no
   * worker runs: a worker gets its `Epoch` when it starts.
   */
  readonly advanceTime: (milliseconds: number) => Promise<void>
  readonly startWorker: () => Worker
  readonly close: () => Promise<void>
}

/**
 * Creates an environment with a new database. The simulated time starts up to `maxHistoryDays` days after January 4.
 */
export const createEnvironment = async (
  serverUrl: string,
  seed: number,
  maxHistoryDays: number,
): Promise<Environment> => {
  const random = createRandom(seed)
  const account = accountId('acme')
  const start =
    startOfDay(addDays('2026-01-04', random.drawInteger(0, maxHistoryDays))) + random.drawInteger(0, 23) * hourMs
  let epoch: Epoch = { realTime: Date.now(), simulatedTime: start }
  const now = () => createFastClock(epoch).now()
  const [compileCacheFolder, api, database] = await Promise.all([
    mkdtemp(join(tmpdir(), 'killed-')),
    startClaudeApi({ seed, people: 20, rpm: requestsPerMinute.api, now, ranges: false }),
    createDatabase(serverUrl, 'killed'),
  ])
  const observer = await connectObserver(database.url)
  const storage = postgresStorage({ connectionString: database.url })
  let workerCount = 0
  return {
    random,
    account,
    api,
    storage,
    observer,
    now,
    async advanceTime(milliseconds) {
      epoch = { realTime: Date.now(), simulatedTime: now() + milliseconds }
      await observer.setStorageTime(epoch)
    },
    startWorker() {
      workerCount += 1
      const input = {
        account,
        databaseUrl: database.url,
        epoch,
        api: { url: api.url, key: api.keys.analytics, requestsPerMinute: requestsPerMinute.worker },
        employees: api.organization.directory,
      }
      return startWorker(`worker-${workerCount}`, input, compileCacheFolder)
    },
    async close() {
      killWorkers()
      await storage.close()
      await observer.close()
      await api.close()
      await database.drop()
      await rm(compileCacheFolder, { recursive: true })
    },
  }
}
