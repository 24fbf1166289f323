import { type AccountId, accountId, type Scheduler, type SchedulerJobs } from '@windmill/claude-server'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { bullmqScheduler } from './bullmq-scheduler.ts'
import { hasRedis, startRedis } from './start-redis.ts'

const [acme, globex] = [accountId('acme'), accountId('globex: Ö')]

describe.skipIf(!hasRedis)('bullmqScheduler, if redis-server is installed', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())

  /** Starts a scheduler with jobs that note which accounts are synced. */
  const start = async (sync: SchedulerJobs['sync']): Promise<Scheduler> => {
    const scheduler = bullmqScheduler({ connection: { url: redis.url } })
    onTestFinished(() => scheduler.stop())
    await scheduler.start({
      sync,
      syncAllAccounts: async () => {},
      syncRequestedAccounts: async () => {},
      reportError: () => {},
    })
    return scheduler
  }

  test('syncs each requested account once, and again after a new request', async () => {
    const synced: AccountId[] = []
    const scheduler = await start(async (id) => void synced.push(id))
    await scheduler.request([acme, globex])
    await vi.waitFor(() => expect(synced.toSorted()).toEqual([acme, globex]))
    await vi.waitFor(async () => {
      await scheduler.request([acme])
      expect(synced.length).toBeGreaterThan(2)
    })
  })

  test('gives an account to one process at a time, however often the account is requested', async () => {
    const running: AccountId[] = []
    const end = Promise.withResolvers<void>()
    const sync = async (id: AccountId) => {
      running.push(id)
      await end.promise
    }
    const schedulers = [await start(sync), await start(sync)]
    for (const scheduler of schedulers) await scheduler.request([acme, globex, acme])
    await vi.waitFor(() => expect(running).toHaveLength(2))
    for (const scheduler of schedulers) await scheduler.request([acme])
    end.resolve()
    await Promise.all(schedulers.map((scheduler) => scheduler.stop()))
    expect(running.toSorted()).toEqual([acme, globex])
  })

  test('names the next full hour as its next run, and neither names a run nor syncs after a stop', async () => {
    const synced: AccountId[] = []
    const scheduler = await start(async (id) => void synced.push(id))
    const nextRunAt = scheduler.getNextRunAt() ?? 0
    expect([nextRunAt % 3_600_000, nextRunAt > Date.now()]).toEqual([0, true])
    await scheduler.stop()
    await scheduler.request([acme])
    expect([scheduler.getNextRunAt(), synced]).toEqual([null, []])
  })
})
