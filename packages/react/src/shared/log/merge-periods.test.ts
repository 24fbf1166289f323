import { addDays, listDays, type Period, previousPeriod } from '@windmill/claude-core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergePeriods } from './merge-periods.ts'

test('merges two adjacent periods, in either order, but not with a period that is not adjacent', () => {
  const period: Period = { from: '2026-10-22', to: '2026-11-20' }
  const mergedPeriod = { from: '2026-09-22', to: '2026-11-20' }
  expect(mergePeriods([period, previousPeriod(period)])).toEqual([mergedPeriod])
  expect(mergePeriods([previousPeriod(period), period])).toEqual([mergedPeriod])
  const earlier: Period = { from: '2025-01-01', to: '2025-01-31' }
  expect(mergePeriods([period, earlier])).toEqual([earlier, period])
  expect(mergePeriods([])).toEqual([])
})

test('covers exactly the days of the periods, with a gap between any two merged periods', () => {
  const anyPeriod = fc
    .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 9 }))
    .map(([start, length]): Period => {
      const from = addDays('2026-01-01', start)
      return { from, to: addDays(from, length) }
    })
  fc.assert(
    fc.property(fc.array(anyPeriod, { maxLength: 6 }), (periods) => {
      const merged = mergePeriods(periods)
      expect(merged.flatMap(listDays)).toEqual([...new Set(periods.flatMap(listDays))].sort())
      for (const [index, { from }] of merged.entries()) {
        const previousMerged = merged[index - 1]
        if (previousMerged) expect(addDays(previousMerged.to, 1) < from).toBe(true)
      }
    }),
  )
})
