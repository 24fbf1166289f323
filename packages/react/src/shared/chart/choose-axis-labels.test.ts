import { type Bucket, type Day, lastDays } from '@windmill/claude-core'
import { splitIntoBuckets } from '@windmill/claude-core/internal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseAxisLabels } from './choose-axis-labels.ts'

const starts = (days: number, bucket: Bucket): readonly Day[] =>
  splitIntoBuckets(lastDays(days, '2026-11-20'), bucket).map(({ from }) => from)
const labels = (days: number, bucket: Bucket) =>
  chooseAxisLabels(starts(days, bucket), bucket).map((index) => starts(days, bucket)[index]?.slice(5))

describe('the labels under a chart', () => {
  test('are all days of a week', () => {
    expect(labels(7, 'day')).toHaveLength(7)
  })

  test('are the Mondays of a month', () => {
    expect(labels(30, 'day')).toEqual(['10-26', '11-02', '11-09', '11-16'])
  })

  test('are every second week of a quarter, the newest among them', () => {
    expect(labels(90, 'week')).toEqual(['08-24', '09-07', '09-21', '10-05', '10-19', '11-02', '11-16'])
  })

  test('are never many, in order, and evenly apart', () => {
    const bucket = fc.constantFrom<Bucket>('day', 'week', 'month')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), bucket, (days, kind) => {
        const indices = chooseAxisLabels(starts(days, kind), kind)
        expect(indices.length).toBeLessThanOrEqual(7)
        expect(indices.length).toBeGreaterThan(0)
        const steps = indices.slice(1).map((index, at) => index - (indices[at] ?? 0))
        expect(new Set(steps).size).toBeLessThanOrEqual(1)
        expect(steps.every((step) => step > 0)).toBe(true)
      }),
    )
  })
})
