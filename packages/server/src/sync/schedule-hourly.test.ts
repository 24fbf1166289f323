import { afterEach, expect, test } from 'vitest'
import { scheduleHourly } from './schedule-hourly.ts'

const originalTimeZone = process.env.TZ
afterEach(() => {
  if (originalTimeZone === undefined) delete process.env.TZ
  else process.env.TZ = originalTimeZone
})

test.each(['UTC', 'Asia/Kolkata', 'Asia/Kathmandu', 'America/St_Johns'])(
  'runs at minute 40 in UTC on a server in %s',
  (zone) => {
    process.env.TZ = zone
    const { nextRunAt, stop } = scheduleHourly(async () => {})
    const wait = (nextRunAt() ?? 0) - Date.now()
    expect(new Date(nextRunAt() ?? 0).toISOString()).toMatch(/:40:00.000Z$/)
    expect(wait).toBeGreaterThan(-1_000)
    expect(wait).toBeLessThanOrEqual(3_600_000)
    stop()
  },
)
