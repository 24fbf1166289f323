import { addDays, countDays } from '@windmill/claude-core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { latestDay } from '../../test/fixtures.ts'
import { minDays, getPeriodSinceMeeting } from './get-period-since-meeting.ts'

test('the period begins the day after the meeting and ends on the newest day that was read', () => {
  expect(getPeriodSinceMeeting('2026-11-05', '2026-11-20')).toEqual({ from: '2026-11-06', to: '2026-11-20' })
})

test('it has as many days as lie between, or there are too few to look at', () => {
  fc.assert(
    fc.property(fc.integer({ min: -10, max: 200 }), (days) => {
      const period = getPeriodSinceMeeting(addDays(latestDay, -days), latestDay)
      expect(period && countDays(period)).toBe(days < minDays ? null : days)
    }),
  )
})
