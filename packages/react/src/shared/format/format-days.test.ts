import { addDays, type Day, listDays } from '@windmill/claude-core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDays, joinDays } from './format-days.ts'

const sortedDays = fc
  .uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 60 })
  .map((offsets) => offsets.sort((a, b) => a - b).map((offset): Day => addDays('2026-01-01', offset)))

test('joins consecutive days in words', () => {
  expect(formatDays('en-GB', ['2026-11-03', '2026-11-05', '2026-11-06', '2026-11-07'], '2026-11-20')).toBe(
    '3 Nov and 5 Nov – 7 Nov',
  )
})

test('joined days are the same days, with a gap between any two runs', () => {
  fc.assert(
    fc.property(sortedDays, (days) => {
      const runs = joinDays(days)
      expect(runs.flatMap(listDays)).toEqual(days)
      const touching = runs.slice(1).filter((run, index) => run.from <= addDays(runs[index]?.to ?? run.from, 1))
      expect(touching).toEqual([])
    }),
  )
})
