import { type HourlySchedule, scheduleHourly } from './schedule-hourly.ts'
import type { Scheduler, SchedulerJobs } from './scheduler.ts'

/**
 * Creates a scheduler that runs within this process. It suits a single server. With several servers, each one asks for
 * every account, and the lease lets one of them do the work.
 */
export const inProcessScheduler = (): Scheduler => {
  let jobs: SchedulerJobs | undefined
  let schedule: HourlySchedule | undefined
  return {
    async start(startedJobs) {
      jobs = startedJobs
      schedule = scheduleHourly(() => startedJobs.syncAllAccounts().catch(startedJobs.report))
    },
    async request(accountId) {
      void jobs?.sync(accountId)
    },
    nextRunAt: () => schedule?.nextRunAt() ?? null,
    async stop() {
      jobs = undefined
      schedule?.stop()
    },
  }
}
