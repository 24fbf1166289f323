import { accountId } from '@windmill/claude-core'
import type { QueryResult } from 'pg'
import { type Job, PgBoss, type SendOptions } from 'pg-boss'
import { systemClock } from '../clock.ts'
import { explainDatabaseError } from '../storage/explain-database-error.ts'
import {
  type PostgresConnection,
  type ResolvedPool,
  resolvePool,
  validateConnection,
} from '../storage/postgres-pool.ts'
import { retryConflicts } from '../storage/sql/retry-conflicts.ts'
import { splitIntoChunks } from '../storage/sql/split-into-chunks.ts'
import { buildBeginSql, statementTimeoutMs } from '../storage/sql/transaction-settings.ts'
import { validateSchema } from '../storage/validate-schema.ts'
import { pollSyncRequests } from './poll-sync-requests.ts'
import { type HourlySchedule, scheduleHourly } from './schedule-hourly.ts'
import type { Scheduler, SchedulerJobs } from './scheduler.ts'

export type { PostgresConnection } from '../storage/postgres-pool.ts'

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
/** Interval at which a server polls for the job of the hour. */
const hourPollSeconds = 10
/** Pause before the next attempt after a database error. */
const errorPauseMs = 10 * secondMs

/** After this time without a heartbeat, a job goes to another server. The account's lease lasts as long. */
const heartbeatTimeoutSeconds = 30
const heartbeatIntervalMs = 10 * secondMs
const superviseIntervalSeconds = 10

/** No sync job is sent for later, so a time further ahead than this comes from a clock that was set back since. */
const maxClockStepSeconds = 30

const jobOptions = {
  heartbeatSeconds: heartbeatTimeoutSeconds,
  // The maximum that pg-boss accepts, because the first sync of a large organization takes hours.
  expireInSeconds: 86_400,
  // A job that kills its server again and again is given up until the next hour.
  retryLimit: 3,
  // Failed jobs and jobs of an hour are kept for a day. The job of an hour must stay until the hour ends, so that it is
  // not sent twice.
  deleteAfterSeconds: 86_400,
} satisfies SendOptions

interface SyncJob {
  readonly accountId: string
}

/** Options of `pgBossScheduler`. */
export type PgBossSchedulerOptions = PostgresConnection & {
  /**
   * Name of the schema with the jobs: up to 50 lower-case letters, digits and underscores. Created if missing.
   * @default 'claude_jobs'
   */
  readonly schema?: string | undefined
}

/**
 * Creates a scheduler that shares the work among all servers on one PostgreSQL database (version 14 or newer).
 *
 * - The sync of an account is a job. Any server takes it, and another server takes over if that server dies.
 * - The jobs are stored in their own schema.
 * - A server runs any number of syncs concurrently, because they mostly wait for Claude's API.
 * - If the database becomes unavailable after the start, the scheduler logs the error and polls until the database is
 *   back.
 * @throws `StorageError` (`database_url_invalid`) if the connection string is invalid. `start` rejects with a
 *   `StorageError` (`database_unreachable`) if the database does not answer, or (`database_rights_missing`) if its role
 *   may not create the schema or use it.
 * @throws `ConfigurationError` (`option_invalid`) if there is neither a connection string nor a pool, or `schema` is
 *   not a valid name, or an option is not known.
 * @example
 * ```ts
 * import { createClaudeIntegration } from '@windmill/claude-server'
 * import { pgBossScheduler } from '@windmill/claude-server/pg-boss'
 *
 * const claude = createClaudeIntegration({ ...options, scheduler: pgBossScheduler({ pool }) })
 * ```
 */
export const pgBossScheduler = (options: PgBossSchedulerOptions): Scheduler => {
  validateConnection(options, 'pgBossScheduler')
  const schema = validateSchema(options.schema === undefined ? 'claude_jobs' : options.schema)
  const { begin, close } = resolvePool(options)
  const executeSql = createSqlExecutor(begin, schema)
  const boss = new PgBoss({
    db: { executeSql },
    schema,
    // pg-boss would need the right to create a schema even if the schema exists.
    createSchema: false,
    schedule: false,
    superviseIntervalSeconds,
    monitorIntervalSeconds: superviseIntervalSeconds,
  })
  const runningJobs = new Set<Promise<void>>()
  const stopping = new AbortController()
  let started:
    | {
        readonly jobs: SchedulerJobs
        readonly schedule: HourlySchedule
        readonly polling: Promise<void>
        readonly stopPollingRequests: () => void
      }
    | undefined

  /**
   * Corrects the jobs of accounts from a time when the database's clock was ahead. Otherwise a waiting job would start
   * only when the clock reaches the job's time, and requests before that time would add no other job. The job of a
   * server that died would stay active.
   */
  const correctTimes = async (accounts: readonly string[], { reportError }: SchedulerJobs): Promise<void> => {
    const { rows } = await executeSql(
      `update job set start_after = least(start_after, now()), heartbeat_on = least(heartbeat_on, now())
        where name = $1 and singleton_key = any($2) and state <= 'active'
          and (start_after > now() + $3 * interval '1 s' or heartbeat_on > now() + $3 * interval '1 s')
        returning singleton_key as account`,
      [syncQueue, accounts, maxClockStepSeconds],
    )
    for (const { account } of rows) {
      reportError(
        new Error(
          `The sync job of the account ${account} had a time far ahead, as after the clock of the database was set back. ` +
            'The time was corrected, and the job continues.',
        ),
      )
    }
  }

  const sendSyncJobs = async (accounts: readonly string[], jobs: SchedulerJobs): Promise<void> => {
    for (const chunk of splitIntoChunks(accounts)) {
      await correctTimes(chunk, jobs)
      // A waiting job of the account covers this request too. A running job does not cover it, because the job may use
      // a key that was replaced since the job began. The group keeps the two jobs from running at once.
      await boss.insert(
        syncQueue,
        chunk.map((account) => ({
          ...jobOptions,
          data: { accountId: account } satisfies SyncJob,
          singletonKey: account,
          group: { id: account },
        })),
      )
    }
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
      if (stopping.signal.aborted) await sendSyncJobs([account], jobs)
      // Deleted instead of completed, because the table would keep a completed job, with the id of the account, for a
      // day, even if the account is erased.
      await boss.deleteJob(syncQueue, job)
    }
  }

  return {
    async start(jobs) {
      const { rows } = await executeSql('select from pg_namespace where nspname = $1', [schema])
      if (rows.length === 0) await executeSql(`${schemaLockSql}; create schema if not exists ${schema}`)
      // pg-boss may emit an error as a plain object, so it is wrapped.
      boss.on('error', (error) => jobs.reportError(new Error(error.message, { cause: error })))
      await boss.start()
      await boss.createQueue(syncQueue, { policy: 'short' })
      await boss.createQueue(hourQueue)
      // Every server sends the job of the hour. The singleton option keeps only the first one. While the database is
      // away, each server tries again, so that no hour is lost.
      const sendHourJob = async (): Promise<void> => {
        while (!stopping.signal.aborted) {
          try {
            await boss.send(hourQueue, {}, { ...jobOptions, singletonSeconds: 3_600 })
            return
          } catch (error) {
            jobs.reportError(error)
            await systemClock.sleep(errorPauseMs, stopping.signal).catch(() => {})
          }
        }
      }
      started = {
        jobs,
        schedule: scheduleHourly(sendHourJob),
        polling: pollJobs(jobs),
        stopPollingRequests: pollSyncRequests(jobs),
      }
      await boss.work(hourQueue, { pollingIntervalSeconds: hourPollSeconds }, async () => {
        await jobs.syncAllAccounts().catch((error: unknown) => {
          jobs.reportError(error)
          throw error
        })
      })
    },
    async request(accounts) {
      if (started) await sendSyncJobs(accounts, started.jobs)
    },
    async forget(account) {
      const { rows } = await executeSql('select to_regclass($1) is not null as exists', [`${schema}.job`])
      if (rows[0]?.exists) {
        await executeSql('delete from job where name = $1 and singleton_key = $2', [syncQueue, account])
      }
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

/**
 * Creates the function that runs pg-boss's statements, each in a transaction with its own settings.
 * @throws `StorageError` (`database_rights_missing`, `database_read_only` or `database_unreachable`), or the error of
 * the database.
 */
const createSqlExecutor = (begin: ResolvedPool['begin'], schema: string) => {
  const start = { beginSql: buildBeginSql(schema, statementTimeoutMs), statementTimeoutMs }

  const runTransaction = async (text: string, values: readonly unknown[] = []): Promise<QueryResult> => {
    const transaction = await begin(start)
    let hasEnded = false
    try {
      // The database runs such a statement only outside of a transaction.
      if (/\bconcurrently\b/i.test(text)) await transaction.query('rollback')
      const result = await transaction.query(unwrapTransaction(text), values)
      await transaction.query('commit')
      hasEnded = true
      return result
    } finally {
      hasEnded ||= await transaction.query('rollback').then(
        () => true,
        () => false,
      )
      transaction.release(!hasEnded)
    }
  }

  return async (text: string, values?: readonly unknown[]): Promise<QueryResult> => {
    try {
      return await retryConflicts(() => runTransaction(text, values))
    } catch (error) {
      throw await explainDatabaseError(error, schema, runTransaction)
    }
  }
}

/** Serializes the creation of schemas, since two at once would fail. The number is arbitrary, but must be unique. */
const schemaLockSql = 'select pg_advisory_xact_lock(7305012264838195202)'

/** Removes the `begin` and the `commit` around several statements. */
const unwrapTransaction = (text: string): string => /^\s*begin;(.*)commit;\s*$/is.exec(text)?.[1] ?? text
