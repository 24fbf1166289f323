import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roundCount } from './rounded-count.ts'

test('returns the same value for every number from 0 to 4', () => {
  expect([0, 1, 2, 3, 4].map(roundCount)).toEqual(Array.from({ length: 5 }, () => 'fewer_than_5'))
})

test('rounds to the nearest multiple of five from 5 on', () => {
  expect([5, 6, 7, 8, 12, 13, 37, 38, 40, 42, 43].map(roundCount)).toEqual([5, 5, 5, 10, 10, 15, 35, 40, 40, 40, 45])
})

test('a count of 5 or more becomes a multiple of five that differs by at most two', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 10_000_000 }), (count) => {
      const rounded = Number(roundCount(count))
      expect([rounded % 5, Math.abs(rounded - count) <= 2]).toEqual([0, true])
    }),
  )
})
