import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/**
 * Time zones west and east of UTC, next to the date line, and with daylight saving time. The offset is the
 * result of `Date.getTimezoneOffset`, which is positive west of UTC.
 */
const zones = [
  { zone: 'America/New_York', januaryOffsetMinutes: 300 },
  { zone: 'Pacific/Kiritimati', januaryOffsetMinutes: -840 },
  { zone: 'Europe/Berlin', januaryOffsetMinutes: -60 },
] as const

/** Runs the tests once in each of several time zones. */
export const describeInTimeZones = (name: string, tests: () => void): void => {
  describe.each(zones)(`${name}, in $zone`, ({ zone, januaryOffsetMinutes }) => {
    const originalZone = process.env.TZ
    beforeAll(() => {
      process.env.TZ = zone
    })
    afterAll(() => {
      if (originalZone === undefined) delete process.env.TZ
      else process.env.TZ = originalZone
    })

    test('runs in that time zone', () => {
      expect(new Date(2026, 0, 15).getTimezoneOffset()).toBe(januaryOffsetMinutes)
    })
    tests()
  })
}
