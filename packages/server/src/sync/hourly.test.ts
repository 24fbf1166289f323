import { afterEach, expect, it } from 'vitest'
import { hourly } from './hourly.ts'

const former = process.env.TZ
afterEach(() => {
  if (former === undefined) delete process.env.TZ
  else process.env.TZ = former
})

it.each(['UTC', 'Asia/Kolkata', 'Asia/Kathmandu', 'America/St_Johns'])(
  'comes at the same minute for a server in %s, though its own hours begin at another',
  (zone) => {
    process.env.TZ = zone
    const { nextRunAt, stop } = hourly(async () => {})
    const wait = (nextRunAt() ?? 0) - Date.now()
    expect(new Date(nextRunAt() ?? 0).toISOString()).toMatch(/:40:00.000Z$/)
    expect(wait).toBeGreaterThan(-1_000)
    expect(wait).toBeLessThanOrEqual(3_600_000)
    stop()
  },
)
