import { accountId } from '@windmill/claude-core'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { inProcessScheduler } from './in-process-scheduler.ts'
import type { SchedulerJobs } from './scheduler.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-22T15:10:30Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

const createJobs = () => ({
  syncAllAccounts: vi.fn<SchedulerJobs['syncAllAccounts']>(async () => {}),
  syncRequestedAccounts: vi.fn<SchedulerJobs['syncRequestedAccounts']>(async () => {}),
  sync: vi.fn<SchedulerJobs['sync']>(async () => {}),
  reportError: vi.fn<SchedulerJobs['reportError']>(),
})

test('has a next run time only from start to stop', async () => {
  const scheduler = inProcessScheduler()
  expect(scheduler.getNextRunAt()).toBeNull()
  await scheduler.start(createJobs())
  expect(scheduler.getNextRunAt()).toBe(Date.parse('2026-11-22T15:40:00Z'))
  await scheduler.stop()
  expect(scheduler.getNextRunAt()).toBeNull()
})

test('starts syncs only between start and stop', async () => {
  const jobs = createJobs()
  const account = accountId('acme')
  const scheduler = inProcessScheduler()
  await scheduler.request([account])
  await scheduler.start(jobs)
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(jobs.syncAllAccounts).toHaveBeenCalledTimes(1)
  await scheduler.request([account])
  expect(jobs.sync.mock.calls).toEqual([[account]])
  await scheduler.stop()
  await scheduler.request([account])
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(jobs.syncAllAccounts).toHaveBeenCalledTimes(1)
  expect(jobs.sync).toHaveBeenCalledTimes(1)
})

test('looks for requests of other processes every ten seconds, one call at a time', async () => {
  const jobs = createJobs()
  const scheduler = inProcessScheduler()
  await scheduler.start(jobs)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(jobs.syncRequestedAccounts).toHaveBeenCalledTimes(3)
  jobs.syncRequestedAccounts.mockReturnValue(new Promise(() => {}))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(jobs.syncRequestedAccounts).toHaveBeenCalledTimes(4)
  await scheduler.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(jobs.syncRequestedAccounts).toHaveBeenCalledTimes(4)
})
