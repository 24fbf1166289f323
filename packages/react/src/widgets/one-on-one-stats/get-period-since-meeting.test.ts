import { addDays, countDays } from '@windmill/claude-core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { latestDay } from '../../test/fixtures.ts'
import { getPeriodSinceMeeting, minComparedDays } from './get-period-since-meeting.ts'

test('starts on the day after the meeting and ends on the newest read day', () => {
  expect(getPeriodSinceMeeting('2026-11-05', '2026-11-20')).toEqual({ from: '2026-11-06', to: '2026-11-20' })
})

test('has one day for each day since the meeting', () => {
  fc.assert(
    fc.property(fc.integer({ min: minComparedDays, max: 200 }), (days) => {
      const period = getPeriodSinceMeeting(addDays(latestDay, -days), latestDay)
      expect(period && countDays(period)).toBe(days)
    }),
  )
})

test('is null for fewer than five days, and for a meeting in the future', () => {
  expect(getPeriodSinceMeeting('2026-11-15', '2026-11-20')).toEqual({ from: '2026-11-16', to: '2026-11-20' })
  for (const meeting of ['2026-11-16', '2026-11-20', '2026-11-30'] as const) {
    expect(getPeriodSinceMeeting(meeting, '2026-11-20')).toBeNull()
  }
})
