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

test('the size of a small group counts everyone who was in the group, and the size of a large group is its average', () => {
  expect([5, 5.1, 8.9, 19.6, 120.3].map(roundGroupSize)).toEqual([5, 6, 9, 20, 120])
})

test('the shown size of a group is never below the shown number of active people', () => {
  for (let tenths = 0; tenths < 200; tenths += 1) {
    const people = tenths / 10
    expect(roundGroupSize(people)).toBeGreaterThanOrEqual(roundAverage(people))
  }
})
