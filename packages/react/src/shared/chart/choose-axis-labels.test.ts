import { type Bucket, type Day, lastDays } from '@windmill/claude-core'
import { splitIntoBuckets } from '@windmill/claude-core/internal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseAxisLabels } from './choose-axis-labels.ts'

const listStarts = (days: number, bucket: Bucket): readonly Day[] =>
  splitIntoBuckets(lastDays(days, '2026-11-20'), bucket).map(({ from }) => from)
const listLabeledDays = (days: number, bucket: Bucket) =>
  chooseAxisLabels(listStarts(days, bucket), bucket).map((index) => listStarts(days, bucket)[index]?.slice(5))

describe('chooseAxisLabels', () => {
  test('labels every day of a week', () => {
    expect(listLabeledDays(7, 'day')).toHaveLength(7)
  })

  test('labels the Mondays of a month', () => {
    expect(listLabeledDays(30, 'day')).toEqual(['10-26', '11-02', '11-09', '11-16'])
  })

  test('labels every second week of a quarter, counted back from the newest', () => {
    expect(listLabeledDays(90, 'week')).toEqual(['08-24', '09-07', '09-21', '10-05', '10-19', '11-02', '11-16'])
  })

  test('labels at most seven points, in order and evenly spaced', () => {
    const anyBucket = fc.constantFrom<Bucket>('day', 'week', 'month')
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), anyBucket, (days, bucket) => {
        const indices = chooseAxisLabels(listStarts(days, bucket), bucket)
        expect(indices.length).toBeLessThanOrEqual(7)
        expect(indices.length).toBeGreaterThan(0)
        const steps = indices.slice(1).map((index, position) => index - (indices[position] ?? 0))
        expect(new Set(steps).size).toBeLessThanOrEqual(1)
        expect(steps.every((step) => step > 0)).toBe(true)
      }),
    )
  })
})
