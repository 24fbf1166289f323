import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { scheduleHourly } from './schedule-hourly.ts'

const originalTimeZone = process.env.TZ
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  if (originalTimeZone === undefined) delete process.env.TZ
  else process.env.TZ = originalTimeZone
})

test.each(['UTC', 'Asia/Kolkata', 'Asia/Kathmandu', 'America/St_Johns'])(
  'schedules the next call for minute 40 of the UTC hour on a server in %s',
  (timeZone) => {
    process.env.TZ = timeZone
    vi.setSystemTime('2026-11-22T15:10:30Z')
    const { getNextRunAt, stop } = scheduleHourly(async () => {})
    expect(getNextRunAt()).toBe(Date.parse('2026-11-22T15:40:00Z'))
    vi.setSystemTime('2026-11-22T15:40:00Z')
    expect(getNextRunAt()).toBe(Date.parse('2026-11-22T16:40:00Z'))
    stop()
  },
)

test('calls once an hour, at minute 40', async () => {
  vi.setSystemTime('2026-11-22T15:10:30Z')
  const calls: string[] = []
  const { stop } = scheduleHourly(async () => void calls.push(new Date().toISOString().slice(11, 19)))
  await vi.advanceTimersByTimeAsync(3 * 3_600_000)
  expect(calls).toEqual(['15:40:00', '16:40:00', '17:40:00'])
  stop()
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(calls).toHaveLength(3)
})

test.each(['2026-11-21T15:10:30Z', '2026-11-22T14:39:00Z', '2026-11-22T15:39:00Z', '2027-11-22T15:10:30Z'])(
  'still calls once an hour when the clock is set to %s',
  async (time) => {
    vi.setSystemTime('2026-11-22T15:10:30Z')
    let callCount = 0
    const { stop } = scheduleHourly(async () => {
      callCount += 1
    })
    await vi.advanceTimersByTimeAsync(10_000)
    vi.setSystemTime(time)
    for (let hours = 1; hours <= 4; hours += 1) {
      await vi.advanceTimersByTimeAsync(3_600_000)
      expect(callCount).toBeGreaterThanOrEqual(hours)
      expect(callCount).toBeLessThanOrEqual(hours + 1)
    }
    stop()
  },
)
