import { accountId } from '@windmill/claude-core'
import { type Job, PgBoss, type SendOptions } from 'pg-boss'
import { systemClock } from '../clock.ts'
import { reasonOf } from '../storage/errors.ts'
import { type PostgresConnection, unreachable, usePool } from '../storage/postgres-pool.ts'
import { type Hourly, hourly } from './hourly.ts'
import type { Scheduler, SchedulerJobs } from './scheduler.ts'

export type PgBossOptions = PostgresConnection

const schema = 'claude_jobs'
/** One job for each account that is to be synced… */
const syncs = 'sync'
/** …and one for every hour, which asks for those. */
const hours = 'hour'

const second = 1_000
/** How often a machine looks for work, which is how long a request waits at the most while there is a machine at leisure. */
const lookEvery = second
/** How long a machine leaves the next job to others for each that it has at work, so that those at leisure come first. */
const yieldPerJob = 10
const longestYield = 250
/** How long to leave a database alone that failed. */
const pauseAfterError = 10 * second

/** A job whose machine was not heard of for this long is another's. The account's lease lasts as long. */
const deadAfterSeconds = 30
const heartbeatEvery = 10 * second
const lookForDeadEverySeconds = 10

const jobOptions: SendOptions = {
  heartbeatSeconds: deadAfterSeconds,
  // The longest that can be given: the first reading of a large organization takes hours.
  expireInSeconds: 86_400,
  // What kills the machine that takes it, again and again, is left for the next hour.
  retryLimit: 3,
  // A job that is done is kept for a day; that of an hour must be for as long as that lasts.
  deleteAfterSeconds: 86_400,
}

interface SyncJob {
  readonly accountId: string
}

/**
 * Schedules over all machines that share one PostgreSQL server (13 or newer): each account's sync is one job, which
 * whichever machine is at leisure takes, and another one takes over when that machine dies. The jobs are in a schema of
 * their own named `claude_jobs`. Any number of syncs runs on a machine at a time, as they mostly wait for Claude's API.
 *
 * Throws a `StorageError` with the code `database_url_invalid` at once; `start` throws one with `database_unreachable`.
 * A database that goes away later is reported to the log, and asked again until it is back.
 */
export const pgBoss = (options: PgBossOptions): Scheduler => {
  const { pool, close } = usePool(options)
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values as unknown[]) },
    schema,
    schedule: false,
    superviseIntervalSeconds: lookForDeadEverySeconds,
    monitorIntervalSeconds: lookForDeadEverySeconds,
  })
  const running = new Set<Promise<void>>()
  const ending = new AbortController()
  let started: { readonly hourly: Hourly; readonly taking: Promise<void> } | undefined

  const request = async (account: string): Promise<void> => {
    // One that waits for the account already does for this request, too. One that runs does not: it may have begun under
    // a key that was replaced since. The group keeps both from running at once.
    await boss.send(syncs, { accountId: account } satisfies SyncJob, {
      ...jobOptions,
      singletonKey: account,
      group: { id: account },
    })
  }

  /** Takes one job after the other, for as long as this machine is to. */
  const take = async (jobs: SchedulerJobs): Promise<void> => {
    while (!ending.signal.aborted) {
      const wait = await takeNext(jobs).catch((error: unknown) => {
        jobs.report(error)
        return pauseAfterError
      })
      await systemClock.sleep(wait, ending.signal).catch(() => {})
    }
  }

  /** Resolves with how long to leave the next job to others. */
  const takeNext = async (jobs: SchedulerJobs): Promise<number> => {
    const [job] = await boss.fetch<SyncJob>(syncs, { groupConcurrency: 1 })
    if (!job) return lookEvery
    const run = runJob(job, jobs)
      .catch(jobs.report)
      .finally(() => running.delete(run))
    running.add(run)
    return Math.min(running.size * yieldPerJob, longestYield)
  }

  const runJob = async (job: Job<SyncJob>, jobs: SchedulerJobs): Promise<void> => {
    const account = job.data.accountId
    // One that fails is made good by the next; only when several do, the job becomes another machine's.
    const heart = setInterval(() => void boss.touch(syncs, job).catch(() => {}), heartbeatEvery)
    try {
      if (!ending.signal.aborted) await jobs.sync(accountId(account))
    } finally {
      clearInterval(heart)
      // It was, or may have been, cut short: another machine goes on with it at once.
      if (ending.signal.aborted) await request(account)
      await boss.complete(syncs, job)
    }
  }

  return {
    async start(jobs) {
      await pool.query('select 1').catch((error: unknown) => {
        throw unreachable(pool, reasonOf(error))
      })
      // Of a worker, what comes only looks like an error.
      boss.on('error', (error) => jobs.report(new Error(error.message, { cause: error })))
      await boss.start()
      await boss.createQueue(syncs, { policy: 'short' })
      await boss.createQueue(hours)
      // On every machine, in case that it is the only one; the first of them that asks has the hour.
      const askForHour = async (): Promise<void> => {
        await boss.send(hours, {}, { ...jobOptions, singletonSeconds: 3_600 }).catch(jobs.report)
      }
      started = { hourly: hourly(askForHour), taking: take(jobs) }
      await boss.work(hours, async () => {
        await jobs.everyHour().catch((error: unknown) => {
          jobs.report(error)
          throw error
        })
      })
    },
    async request(account) {
      if (started) await request(account)
    },
    nextRunAt: () => started?.hourly.nextRunAt() ?? null,
    async stop() {
      ending.abort()
      started?.hourly.stop()
      if (started) await boss.offWork(hours)
      await started?.taking
      await Promise.all(running)
      started = undefined
      // Nothing is left to wait for.
      await boss.stop({ graceful: false })
      await close()
    },
  }
}
