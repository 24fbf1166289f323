import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** West and east of Greenwich, at the far end of the date line, and with summer time. */
const zones = [
  { zone: 'America/New_York', january: 300 },
  { zone: 'Pacific/Kiritimati', january: -840 },
  { zone: 'Europe/Berlin', january: -60 },
] as const

/** Runs the same tests as if the machine stood in each of several time zones. */
export const describeInZones = (name: string, tests: () => void): void => {
  describe.each(zones)(`${name}, in $zone`, ({ zone, january }) => {
    const before = process.env.TZ
    beforeAll(() => {
      process.env.TZ = zone
    })
    afterAll(() => {
      if (before === undefined) delete process.env.TZ
      else process.env.TZ = before
    })

    test('the zone is in force', () => {
      expect(new Date(2026, 0, 15).getTimezoneOffset()).toBe(january)
    })
    tests()
  })
}
