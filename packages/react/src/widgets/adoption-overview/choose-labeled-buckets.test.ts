import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chooseLabeledBuckets } from './choose-labeled-buckets.ts'

describe('chooseLabeledBuckets', () => {
  test('chooses the first bucket and then every nth', () => {
    expect(chooseLabeledBuckets(30, 7)).toEqual([0, 5, 10, 15, 20, 25])
    expect(chooseLabeledBuckets(2, 7)).toEqual([0, 1])
    expect(chooseLabeledBuckets(1, 7)).toEqual([0])
  })

  test('chooses at most `maxLabels` buckets, and only existing ones', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), (bucketCount) => {
        const labeledIndexes = chooseLabeledBuckets(bucketCount, 7)
        expect(labeledIndexes.length).toBeLessThanOrEqual(7)
        expect(labeledIndexes.every((index) => index < bucketCount)).toBe(true)
      }),
    )
  })
})
