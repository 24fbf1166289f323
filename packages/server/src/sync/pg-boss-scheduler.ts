import { accountId } from '@windmill/claude-core'
import { type Job, PgBoss, type SendOptions } from 'pg-boss'
import { systemClock } from '../clock.ts'
import { describeError } from '../storage/errors.ts'
import { createUnreachableError, type PostgresConnection, resolvePool } from '../storage/postgres-pool.ts'
import { type HourlySchedule, scheduleHourly } from './schedule-hourly.ts'
import type { Scheduler, SchedulerJobs } from './scheduler.ts'

export type { PostgresConnection } from '../storage/postgres-pool.ts'

const schema = 'claude_jobs'
/** Queue with one job per account to sync. */
const syncQueue = 'sync'
/** Queue with one job per hour, which requests a sync of every account. */
const hourQueue = 'hour'

const second = 1_000
/** How often a server polls for a job. This is the maximum wait of a request while any server is idle. */
const pollIntervalMs = second
/** Delay before taking the next job, per running job, so that idle servers come first. */
const yieldMsPerJob = 10
const maxYieldMs = 250
/** Pause before the next attempt after a database error. */
const errorPauseMs = 10 * second

/** A job without a heartbeat for this long goes to another server. The account's lease lasts equally long. */
const heartbeatTimeoutSeconds = 30
const heartbeatIntervalMs = 10 * second
const superviseIntervalSeconds = 10

const jobOptions: SendOptions = {
  heartbeatSeconds: heartbeatTimeoutSeconds,
  // The maximum that pg-boss accepts. The first sync of a large organization takes hours.
  expireInSeconds: 86_400,
  // A job that keeps killing its server is given up until the next hour.
  retryLimit: 3,
  // Finished jobs are kept for a day. An hour's job must stay for at least that hour, so that it is not sent twice.
  deleteAfterSeconds: 86_400,
}

interface SyncJob {
  readonly accountId: string
}

/**
 * Creates a scheduler that shares the work among all servers on one PostgreSQL database (version 13 or newer). Each
 * account's sync is one job. Any idle server takes it, and another one takes over if that server dies. The jobs are in
 * their own schema, `claude_jobs`. The number of concurrent syncs per server is unlimited, as they mostly wait for
 * Claude's API. If the database becomes unavailable after the start, the error is logged and the database polled until it
 * is back.
 * @throws `StorageError` with the code `database_url_invalid`, at once. `start` rejects with `database_unreachable`.
 * @example
 * createClaudeIntegration({ scheduler: pgBossScheduler({ connectionString: process.env.DATABASE_URL }), … })
 */
export const pgBossScheduler = (options: PostgresConnection): Scheduler => {
  const { pool, close } = resolvePool(options)
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values as unknown[]) },
    schema,
    schedule: false,
    superviseIntervalSeconds,
    monitorIntervalSeconds: superviseIntervalSeconds,
  })
  const running = new Set<Promise<void>>()
  const stopping = new AbortController()
  let started: { readonly schedule: HourlySchedule; readonly polling: Promise<void> } | undefined

  const sendSyncJob = async (account: string): Promise<void> => {
    // A waiting job of the account covers this request too. A running one does not: it may use a key that was replaced
    // since it began. The group keeps the two from running at once.
    await boss.send(syncQueue, { accountId: account } satisfies SyncJob, {
      ...jobOptions,
      singletonKey: account,
      group: { id: account },
    })
  }

  /** Takes jobs until the scheduler stops. */
  const pollJobs = async (jobs: SchedulerJobs): Promise<void> => {
    while (!stopping.signal.aborted) {
      const waitMs = await startNextJob(jobs).catch((error: unknown) => {
        jobs.report(error)
        return errorPauseMs
      })
      await systemClock.sleep(waitMs, stopping.signal).catch(() => {})
    }
  }

  /** Starts the next job, if there is one. Resolves with the wait before the next poll, in milliseconds. */
  const startNextJob = async (jobs: SchedulerJobs): Promise<number> => {
    const [job] = await boss.fetch<SyncJob>(syncQueue, { groupConcurrency: 1 })
    if (!job) return pollIntervalMs
    const run = runJob(job, jobs)
      .catch(jobs.report)
      .finally(() => running.delete(run))
    running.add(run)
    return Math.min(running.size * yieldMsPerJob, maxYieldMs)
  }

  const runJob = async (job: Job<SyncJob>, jobs: SchedulerJobs): Promise<void> => {
    const account = job.data.accountId
    // A single missed heartbeat is harmless. After several, the job goes to another server.
    const heartbeat = setInterval(() => void boss.touch(syncQueue, job).catch(() => {}), heartbeatIntervalMs)
    try {
      if (!stopping.signal.aborted) await jobs.sync(accountId(account))
    } finally {
      clearInterval(heartbeat)
      // The stop may have cut the sync short, so another server continues it at once.
      if (stopping.signal.aborted) await sendSyncJob(account)
      await boss.complete(syncQueue, job)
    }
  }

  return {
    async start(jobs) {
      await pool.query('select 1').catch((error: unknown) => {
        throw createUnreachableError(pool, describeError(error))
      })
      // pg-boss emits the errors of a worker as plain objects.
      boss.on('error', (error) => jobs.report(new Error(error.message, { cause: error })))
      await boss.start()
      await boss.createQueue(syncQueue, { policy: 'short' })
      await boss.createQueue(hourQueue)
      // Every server sends the hour's job. The singleton option keeps only the first one.
      const sendHourJob = async (): Promise<void> => {
        await boss.send(hourQueue, {}, { ...jobOptions, singletonSeconds: 3_600 }).catch(jobs.report)
      }
      started = { schedule: scheduleHourly(sendHourJob), polling: pollJobs(jobs) }
      await boss.work(hourQueue, async () => {
        await jobs.syncAllAccounts().catch((error: unknown) => {
          jobs.report(error)
          throw error
        })
      })
    },
    async request(account) {
      if (started) await sendSyncJob(account)
    },
    nextRunAt: () => started?.schedule.nextRunAt() ?? null,
    async stop() {
      stopping.abort()
      started?.schedule.stop()
      if (started) await boss.offWork(hourQueue)
      await started?.polling
      await Promise.all(running)
      started = undefined
      // All runs have ended, so there is nothing to wait for.
      await boss.stop({ graceful: false })
      await close()
    },
  }
}
