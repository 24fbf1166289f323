import type { Scheduler, SchedulerJobs } from '@windmill/claude-server'
import { type ConnectionOptions, Queue, Worker } from 'bullmq'

/** Options of `bullmqScheduler`. */
export interface BullmqSchedulerOptions {
  /** The Redis server, for example `{ url: 'redis://localhost:6379' }`. */
  readonly connection: ConnectionOptions
  /** Maximum syncs of this process at once. They mostly wait for Claude's API. `@default` 50 */
  readonly maxConcurrentSyncs?: number
}

const queueName = 'claude'
/** Name of the job that requests a sync of every account, and id of its hourly schedule. */
const hourJob = 'hour'
const syncJob = 'sync'
const hourMs = 3_600_000
/** Interval at which a process looks for sync requests that are stored with the accounts. */
const pollIntervalMs = 10_000

/**
 * Creates a scheduler that runs each sync as a job of BullMQ. All processes on one Redis share the jobs, and another
 * process takes over the jobs of one that dies. A lost job does no harm: the next hour requests every account again.
 */
export const bullmqScheduler = ({ connection, maxConcurrentSyncs = 50 }: BullmqSchedulerOptions): Scheduler => {
  let queue: Queue | undefined
  let worker: Worker | undefined
  let timer: NodeJS.Timeout | undefined

  const run = async (jobs: SchedulerJobs, name: string, accountId: unknown): Promise<void> => {
    if (name === hourJob) await jobs.syncAllAccounts()
    else await jobs.sync(accountId as Parameters<SchedulerJobs['sync']>[0])
  }

  return {
    async start(jobs) {
      queue = new Queue(queueName, { connection })
      // Without a listener, an error of Redis would end the process.
      queue.on('error', jobs.reportError)
      await queue.waitUntilReady()
      await queue.upsertJobScheduler(hourJob, { pattern: '0 * * * *', tz: 'UTC' }, { name: hourJob })
      worker = new Worker(queueName, (job) => run(jobs, job.name, job.data.accountId), {
        connection,
        concurrency: maxConcurrentSyncs,
      })
      worker.on('error', jobs.reportError)
      timer = setInterval(() => void jobs.syncRequestedAccounts().catch(jobs.reportError), pollIntervalMs)
      timer.unref()
    },
    async request(accountIds) {
      // BullMQ adds no second job while a job of the account waits or runs. A request during a run is not lost: the
      // request is stored with the account, and `syncRequestedAccounts` finds it after the run.
      await queue?.addBulk(
        accountIds.map((accountId) => ({
          name: syncJob,
          data: { accountId },
          opts: { jobId: getJobId(accountId), removeOnComplete: true, removeOnFail: true },
        })),
      )
    },
    async forget(accountId) {
      await queue?.remove(getJobId(accountId))
    },
    getNextRunAt: () => (worker ? Math.ceil((Date.now() + 1) / hourMs) * hourMs : null),
    async stop() {
      clearInterval(timer)
      // Waits for the running syncs. The integration ends them at the same time.
      await worker?.close()
      await queue?.close()
      worker = undefined
      queue = undefined
    },
  }
}

/** Returns the id of an account's job. BullMQ allows no colon in it. */
const getJobId = (accountId: string): string => `sync-${Buffer.from(accountId).toString('base64url')}`
