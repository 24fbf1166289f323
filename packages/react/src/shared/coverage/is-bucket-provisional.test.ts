import { type Day, lastDays } from '@windmill/claude-core'
import { expect, test } from 'vitest'
import { isBucketProvisional } from './is-bucket-provisional.ts'

const period = lastDays(19, '2026-11-20')
const weeks = [{ start: '2026-11-02' }, { start: '2026-11-09' }, { start: '2026-11-16' }] as const
const checkWeeks = (provisionalFrom: Day | null) =>
  weeks.map((_, index) => isBucketProvisional(weeks, index, { period, coverage: { provisionalFrom } }))

test('a bucket is provisional when any of its days is provisional', () => {
  expect(checkWeeks('2026-11-14')).toEqual([false, true, true])
  expect(checkWeeks('2026-11-15')).toEqual([false, true, true])
  expect(checkWeeks('2026-11-16')).toEqual([false, false, true])
})

test('the last bucket ends with the period', () => {
  expect(checkWeeks('2026-11-20')).toEqual([false, false, true])
  expect(checkWeeks('2026-11-21')).toEqual([false, false, false])
})

test('no bucket is provisional when there is no provisional day', () => {
  expect(checkWeeks(null)).toEqual([false, false, false])
})
