import { expect, test } from 'vitest'
import { formatAverage, roundAverage, roundGroupSize } from './format-average.ts'

test('an average has one decimal below 10 people, and is a dash if it is unknown', () => {
  expect([null, 0, 3.94, 9.96, 17.7].map((average) => formatAverage('en', average))).toEqual([
    '–',
    '0',
    '3.9',
    '10',
    '18',
  ])
})

test('a small group has the size of everyone who was in it, and a large group its average size', () => {
  expect([5, 5.1, 8.9, 19.6, 120.3].map(roundGroupSize)).toEqual([5, 6, 9, 20, 120])
})

test('the size of a group is never below its active people, as shown', () => {
  for (let tenths = 0; tenths < 200; tenths += 1) {
    const people = tenths / 10
    expect(roundGroupSize(people)).toBeGreaterThanOrEqual(roundAverage(people))
  }
})
