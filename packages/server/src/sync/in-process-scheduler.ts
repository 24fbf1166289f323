import { pollSyncRequests } from './poll-sync-requests.ts'
import { type HourlySchedule, scheduleHourly } from './schedule-hourly.ts'
import type { Scheduler, SchedulerJobs } from './scheduler.ts'

/**
 * Creates a scheduler that runs within this process. It suits a single server. With several servers, each of them tries
 * to sync every account, and the account's lease lets only one of them do the work.
 * @example
 * ```ts
 * import { createClaudeIntegration, inProcessScheduler } from '@windmill/claude-server'
 *
 * // The same as without the option.
 * const claude = createClaudeIntegration({ ...options, scheduler: inProcessScheduler() })
 * ```
 */
export const inProcessScheduler = (): Scheduler => {
  let jobs: SchedulerJobs | undefined
  let schedule: HourlySchedule | undefined
  let stopPolling: (() => void) | undefined
  const stopTimers = (): void => {
    schedule?.stop()
    stopPolling?.()
  }
  return {
    async start(startedJobs) {
      stopTimers()
      jobs = startedJobs
      schedule = scheduleHourly(() => startedJobs.syncAllAccounts().catch(startedJobs.reportError))
      stopPolling = pollSyncRequests(startedJobs)
    },
    async request(accountIds) {
      for (const accountId of accountIds) void jobs?.sync(accountId)
    },
    getNextRunAt: () => schedule?.getNextRunAt() ?? null,
    async stop() {
      jobs = undefined
      stopTimers()
    },
  }
}
