import { expect, test } from 'vitest'
import { computeEngagement } from './engagement.ts'

const active = [
  { isNew: true, days: 9, people: 4 },
  { isNew: true, days: 1, people: 2 },
  { isNew: false, days: 9, people: 30 },
  { isNew: false, days: 8, people: 7 },
  { isNew: false, days: 1, people: 10 },
]
const counts = { active, lapsed: 5 }

test('who is on two of every seven days that were read is there regularly, who is new stands apart', () => {
  // Two of seven is 8.57 of 30.
  expect(computeEngagement(counts, { readDays: 30, isPreviousRead: true })).toEqual({
    new: 6,
    regular: 30,
    occasional: 17,
    lapsed: 5,
  })
  // Of 28 days, eight are exactly two of seven.
  expect(computeEngagement(counts, { readDays: 28, isPreviousRead: true })).toMatchObject({
    regular: 37,
    occasional: 10,
  })
})

test('where the period before is not all read, nobody is called new or lapsed', () => {
  expect(computeEngagement(counts, { readDays: 30, isPreviousRead: false })).toEqual({
    new: null,
    regular: 34,
    occasional: 19,
    lapsed: null,
  })
})

test('where nothing was read, nothing is known: that is not nobody', () => {
  expect(computeEngagement({ active: [], lapsed: 0 }, { readDays: 0, isPreviousRead: true })).toEqual({
    new: null,
    regular: null,
    occasional: null,
    lapsed: null,
  })
})
