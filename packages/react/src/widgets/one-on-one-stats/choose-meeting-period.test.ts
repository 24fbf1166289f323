import { addDays, countDays, type Day } from '@windmill/claude-core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  chooseMeetingPeriod,
  daysBeforeFirstMeeting,
  minDaysSinceMeeting,
  minFallbackDays,
} from './choose-meeting-period.ts'

const today: Day = '2026-11-29'
const lastSettledDay: Day = '2026-11-20'

test('chooses the settled days since the meeting', () => {
  expect(chooseMeetingPeriod('2026-11-12', lastSettledDay, today)).toEqual({
    period: { from: '2026-11-13', to: '2026-11-20' },
    isSinceMeeting: true,
  })
})

test('chooses the last settled week for a weekly 1:1', () => {
  expect(chooseMeetingPeriod('2026-11-22', lastSettledDay, today)).toEqual({
    period: { from: '2026-11-14', to: '2026-11-20' },
    isSinceMeeting: false,
  })
})

test('chooses as many settled days as have passed since the meeting, until enough days after the meeting are settled', () => {
  expect(chooseMeetingPeriod('2026-11-16', lastSettledDay, today)).toEqual({
    period: { from: '2026-11-08', to: '2026-11-20' },
    isSinceMeeting: false,
  })
})

test('chooses the last settled days before the first meeting', () => {
  const { period, isSinceMeeting } = chooseMeetingPeriod(null, lastSettledDay, today)
  expect([period.to, countDays(period), isSinceMeeting]).toEqual([lastSettledDay, daysBeforeFirstMeeting, false])
})

test('always chooses enough days to compare, all of them settled', () => {
  fc.assert(
    fc.property(fc.integer({ min: -30, max: 300 }), (daysAgo) => {
      const { period, isSinceMeeting } = chooseMeetingPeriod(addDays(today, -daysAgo), lastSettledDay, today)
      expect(period.to).toBe(lastSettledDay)
      expect(countDays(period)).toBeGreaterThanOrEqual(isSinceMeeting ? minDaysSinceMeeting : minFallbackDays)
      expect(isSinceMeeting).toBe(period.from === addDays(today, 1 - daysAgo))
    }),
  )
})
