import type { SchedulerJobs } from './scheduler.ts'

/** Interval at which a server looks for sync requests of other servers. */
const pollIntervalMs = 10_000

/**
 * Calls `syncRequestedAccounts` every ten seconds, one call at a time. Does not keep the process alive.
 * @returns A function that ends the calls.
 */
export const pollSyncRequests = ({ syncRequestedAccounts, reportError }: SchedulerJobs): (() => void) => {
  let isPolling = false
  const poll = async (): Promise<void> => {
    if (isPolling) return
    isPolling = true
    await syncRequestedAccounts().catch(reportError)
    isPolling = false
  }
  const timer = setInterval(() => void poll(), pollIntervalMs)
  timer.unref()
  return () => clearInterval(timer)
}
