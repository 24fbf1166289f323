import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/**
 * Time zones west and east of UTC, next to the date line, and with daylight saving time. `january` is the offset in
 * minutes.
 */
const zones = [
  { zone: 'America/New_York', january: 300 },
  { zone: 'Pacific/Kiritimati', january: -840 },
  { zone: 'Europe/Berlin', january: -60 },
] as const

/** Runs the tests in each of several time zones. */
export const describeInTimeZones = (name: string, tests: () => void): void => {
  describe.each(zones)(`${name}, in $zone`, ({ zone, january }) => {
    const originalZone = process.env.TZ
    beforeAll(() => {
      process.env.TZ = zone
    })
    afterAll(() => {
      if (originalZone === undefined) delete process.env.TZ
      else process.env.TZ = originalZone
    })

    test('the time zone is active', () => {
      expect(new Date(2026, 0, 15).getTimezoneOffset()).toBe(january)
    })
    tests()
  })
}
