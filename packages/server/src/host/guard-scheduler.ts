import type { Clock } from '../clock.ts'
import type { Scheduler } from '../sync/scheduler.ts'
import { callHost } from './call-host.ts'
import { hostLimits } from './host-limits.ts'

/** Returns a scheduler that answers in time or rejects. `getNextRunAt` returns null instead of throwing. */
export const guardScheduler = (scheduler: Scheduler, clock: Clock): Scheduler => {
  const callScheduler = (method: string, call: () => Promise<void>): Promise<void> =>
    callHost({ name: `scheduler.${method}`, timeoutMs: hostLimits.schedulerTimeoutMs, clock }, call)
  return {
    start: (jobs) => callScheduler('start', () => scheduler.start(jobs)),
    request: (accountIds) => callScheduler('request', () => scheduler.request(accountIds)),
    async forget(accountId) {
      await callScheduler('forget', async () => await scheduler.forget?.(accountId))
    },
    getNextRunAt() {
      try {
        const at: unknown = scheduler.getNextRunAt()
        return typeof at === 'number' && Number.isFinite(at) ? at : null
      } catch {
        return null
      }
    },
    stop: () => callScheduler('stop', () => scheduler.stop()),
  }
}
