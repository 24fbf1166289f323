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
  'runs at minute 40 in UTC on a server in %s',
  (zone) => {
    process.env.TZ = zone
    vi.setSystemTime('2026-11-22T15:10:30Z')
    const { nextRunAt, stop } = scheduleHourly(async () => {})
    expect(nextRunAt()).toBe(Date.parse('2026-11-22T15:40:00Z'))
    vi.setSystemTime('2026-11-22T15:40:00Z')
    expect(nextRunAt()).toBe(Date.parse('2026-11-22T16:40:00Z'))
    stop()
  },
)
