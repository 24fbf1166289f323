import { accountId } from '@windmill/claude-core'
import { type Job, PgBoss, type SendOptions } from 'pg-boss'
import { systemClock } from '../clock.ts'
import { getConnectionErrorMessage } from '../storage/errors.ts'
import { createUnreachableError, type PostgresConnection, resolvePool } from '../storage/postgres-pool.ts'
import { pollSyncRequests } from './poll-sync-requests.ts'
import { type HourlySchedule, scheduleHourly } from './schedule-hourly.ts'
import type { Scheduler, SchedulerJobs } from './scheduler.ts'

export type { PostgresConnection } from '../storage/postgres-pool.ts'

const schema = 'claude_jobs'
/** Name of the queue with one job per account to sync. */
const syncQueue = 'sync'
/** Name of the queue with one job per hour. The job requests a sync of every account. */
const hourQueue = 'hour'

const secondMs = 1_000
/** Interval at which a server polls for a job. While any server is idle, a request waits at most this long. */
const pollIntervalMs = secondMs
/** Delay before a server takes the next job, per job that it runs. Servers with fewer jobs come first. */
const delayMsPerJob = 10
const maxDelayMs = 250
/** Pause before the next attempt after a database error. */
const errorPauseMs = 10 * secondMs

/** After this time without a heartbeat, a job goes to another server. The account's lease lasts as long. */
const heartbeatTimeoutSeconds = 30
const heartbeatIntervalMs = 10 * secondMs
const superviseIntervalSeconds = 10

const jobOptions: SendOptions = {
  heartbeatSeconds: heartbeatTimeoutSeconds,
  // The maximum that pg-boss accepts, because the first sync of a large organization takes hours.
  expireInSeconds: 86_400,
  // A job that kills its server again and again is given up until the next hour.
  retryLimit: 3,
  // Finished jobs are kept for a day. The job of an hour must stay until the hour ends, so that it is not sent twice.
  deleteAfterSeconds: 86_400,
}

interface SyncJob {
  readonly accountId: string
}

/**
 * Creates a scheduler that shares the work among all servers on one PostgreSQL database (version 13 or newer).
 *
 * - The sync of an account is a job. Any server takes it, and another server takes over if that server dies.
 * - The jobs are stored in their own schema, `claude_jobs`.
 * - A server runs any number of syncs concurrently, because they mostly wait for Claude's API.
 * - If the database becomes unavailable after the start, the scheduler logs the error and polls until the database is
 *   back.
 * @throws `StorageError` (`database_url_invalid`) if the connection string is invalid. `start` rejects with a
 *   `StorageError` (`database_unreachable`) if the database does not answer.
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
  const runningJobs = new Set<Promise<void>>()
  const stopping = new AbortController()
  let started:
    | {
        readonly schedule: HourlySchedule
        readonly polling: Promise<void>
        readonly stopPollingRequests: () => void
      }
    | undefined

  const sendSyncJob = async (account: string): Promise<void> => {
    // A waiting job of the account covers this request too. A running job does not, because it may use a key that was
    // replaced since it began. The group keeps the two jobs from running at once.
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
        jobs.reportError(error)
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
      .catch(jobs.reportError)
      .finally(() => runningJobs.delete(run))
    runningJobs.add(run)
    return Math.min(runningJobs.size * delayMsPerJob, maxDelayMs)
  }

  const runJob = async (job: Job<SyncJob>, jobs: SchedulerJobs): Promise<void> => {
    const account = job.data.accountId
    // A single missed heartbeat is harmless. After several, the job goes to another server.
    const heartbeat = setInterval(() => void boss.touch(syncQueue, job).catch(() => {}), heartbeatIntervalMs)
    try {
      if (!stopping.signal.aborted) await jobs.sync(accountId(account))
    } finally {
      clearInterval(heartbeat)
      // The stop may have ended the sync early. The new job lets another server continue it at once.
      if (stopping.signal.aborted) await sendSyncJob(account)
      await boss.complete(syncQueue, job)
    }
  }

  return {
    async start(jobs) {
      await pool.query('select 1').catch((error: unknown) => {
        throw createUnreachableError(pool, getConnectionErrorMessage(error))
      })
      // pg-boss may emit an error as a plain object, so it is wrapped.
      boss.on('error', (error) => jobs.reportError(new Error(error.message, { cause: error })))
      await boss.start()
      await boss.createQueue(syncQueue, { policy: 'short' })
      await boss.createQueue(hourQueue)
      // Every server sends the job of the hour. The singleton option keeps only the first one.
      const sendHourJob = async (): Promise<void> => {
        await boss.send(hourQueue, {}, { ...jobOptions, singletonSeconds: 3_600 }).catch(jobs.reportError)
      }
      started = {
        schedule: scheduleHourly(sendHourJob),
        polling: pollJobs(jobs),
        stopPollingRequests: pollSyncRequests(jobs),
      }
      await boss.work(hourQueue, async () => {
        await jobs.syncAllAccounts().catch((error: unknown) => {
          jobs.reportError(error)
          throw error
        })
      })
    },
    async request(account) {
      if (started) await sendSyncJob(account)
    },
    getNextRunAt: () => started?.schedule.getNextRunAt() ?? null,
    async stop() {
      stopping.abort()
      started?.schedule.stop()
      started?.stopPollingRequests()
      if (started) await boss.offWork(hourQueue)
      await started?.polling
      await Promise.all(runningJobs)
      started = undefined
      // All runs have ended, so there is nothing to wait for.
      await boss.stop({ graceful: false })
      await close()
    },
  }
}
