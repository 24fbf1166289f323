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
