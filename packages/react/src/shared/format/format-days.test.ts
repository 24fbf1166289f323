import { addDays, type Day, listDays } from '@windmill/claude-core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDays, groupConsecutiveDays } from './format-days.ts'

const sortedDays = fc
  .uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 60 })
  .map((offsets) => offsets.sort((a, b) => a - b).map((offset): Day => addDays('2026-01-01', offset)))

test('formatDays shows consecutive days as one period', () => {
  expect(formatDays('en-GB', ['2026-11-03', '2026-11-05', '2026-11-06', '2026-11-07'], '2026-11-20')).toBe(
    '3 Nov and 5 Nov – 7 Nov',
  )
})

test('groupConsecutiveDays keeps every day and leaves a gap between any two periods', () => {
  fc.assert(
    fc.property(sortedDays, (days) => {
      const periods = groupConsecutiveDays(days)
      expect(periods.flatMap(listDays)).toEqual(days)
      const adjacent = periods
        .slice(1)
        .filter((period, index) => period.from <= addDays(periods[index]?.to ?? period.from, 1))
      expect(adjacent).toEqual([])
    }),
  )
})
