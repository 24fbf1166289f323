import { addDays, type Day, daysBetween } from '@windmill/claude-server'
import { describe, expect, test } from 'vitest'
import { computeOneOnOneDates } from './compute-one-on-one-dates.ts'

const daysOfFourYears: readonly Day[] = Array.from({ length: 1461 }, (_, index) => addDays('2026-01-01', index))
const getWeekday = (day: Day) => new Date(day).getUTCDay()

describe('computeOneOnOneDates', () => {
  test.each<[today: Day, lastOn: Day, nextOn: Day]>([
    ['2026-11-22', '2026-11-12', '2026-11-26'],
    ['2026-11-26', '2026-11-12', '2026-12-10'],
    ['2026-11-29', '2026-11-12', '2026-12-10'],
    ['2026-12-03', '2026-11-26', '2026-12-10'],
  ])('on %s, the last 1:1 was on %s and the next is on %s', (today, lastOn, nextOn) => {
    expect(computeOneOnOneDates(today, null)).toEqual({ lastOn, nextOn })
  })

  test('has no last 1:1 before the first day', () => {
    expect(computeOneOnOneDates('2026-11-29', '2026-11-12').lastOn).toBe('2026-11-12')
    expect(computeOneOnOneDates('2026-11-29', '2026-11-13').lastOn).toBeNull()
  })

  test('holds 1:1s every other Thursday, the last one from one to less than three weeks ago', () => {
    for (const today of daysOfFourYears) {
      const { lastOn, nextOn } = computeOneOnOneDates(today, null)
      if (lastOn === null) throw new Error(`There is no last 1:1 on ${today}.`)
      expect([getWeekday(lastOn), getWeekday(nextOn)]).toEqual([4, 4])
      expect(daysBetween(lastOn, nextOn) % 14).toBe(0)
      expect(daysBetween(lastOn, today)).toBeGreaterThanOrEqual(7)
      expect(daysBetween(lastOn, today)).toBeLessThan(21)
    }
  })

  test.each(['Pacific/Kiritimati', 'Asia/Kolkata', 'UTC', 'America/New_York', 'Pacific/Pago_Pago'])(
    'never has the next 1:1 in the past, at any hour in %s',
    (timeZone) => {
      const localDayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone })
      for (const today of daysOfFourYears) {
        const { nextOn } = computeOneOnOneDates(today, null)
        for (const hour of [0, 6, 12, 18, 23]) {
          const localDay = localDayFormat.format(Date.parse(today) + hour * 3_600_000)
          expect(nextOn >= localDay, `${today} at ${hour}:00 UTC`).toBe(true)
        }
        expect(daysBetween(today, nextOn)).toBeLessThanOrEqual(14)
      }
    },
  )
})
