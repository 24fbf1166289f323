import { addDays, type Day, daysBetween } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { computeOneOnOne, computeReview } from './schedule.ts'

const fourYears: readonly Day[] = Array.from({ length: 1461 }, (_, index) => addDays('2026-01-01', index))

test('reviews the last complete quarter', () => {
  expect(computeReview('2026-11-22')).toEqual({
    label: 'Q3 2026',
    from: '2026-07-01',
    to: '2026-09-30',
    dueOn: '2026-11-30',
  })
  expect(computeReview('2027-01-01')).toMatchObject({ label: 'Q4 2026', from: '2026-10-01', to: '2026-12-31' })
})

test('holds 1:1s every other Thursday, the last one between one and three weeks ago', () => {
  expect(computeOneOnOne('2026-11-22')).toEqual({
    lastOn: '2026-11-12',
    nextOn: '2026-11-26',
  })
  for (const today of fourYears) {
    const { lastOn, nextOn } = computeOneOnOne(today)
    expect(new Date(lastOn).getUTCDay()).toBe(4)
    expect(daysBetween(lastOn, nextOn)).toBe(14)
    expect(daysBetween(lastOn, today)).toBeGreaterThanOrEqual(7)
    expect(daysBetween(lastOn, today)).toBeLessThan(21)
  }
})
