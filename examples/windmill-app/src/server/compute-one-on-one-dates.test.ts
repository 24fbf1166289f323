import { addDays, type Day, daysBetween } from '@windmill/claude-server'
import { expect, test } from 'vitest'
import { computeOneOnOneDates } from './compute-one-on-one-dates.ts'

const daysOfFourYears: readonly Day[] = Array.from({ length: 1461 }, (_, index) => addDays('2026-01-01', index))

test('holds 1:1s every other Thursday, the last one from one to less than three weeks ago', () => {
  expect(computeOneOnOneDates('2026-11-22')).toEqual({ lastOn: '2026-11-12', nextOn: '2026-11-26' })
  for (const today of daysOfFourYears) {
    const { lastOn, nextOn } = computeOneOnOneDates(today)
    expect(new Date(lastOn).getUTCDay()).toBe(4)
    expect(daysBetween(lastOn, nextOn)).toBe(14)
    expect(daysBetween(lastOn, today)).toBeGreaterThanOrEqual(7)
    expect(daysBetween(lastOn, today)).toBeLessThan(21)
  }
})
