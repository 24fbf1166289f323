import { describe, expect, test } from 'vitest'
import { computeEngagement } from './engagement.ts'

const active = [
  { isNew: true, days: 9, people: 4 },
  { isNew: true, days: 1, people: 2 },
  { isNew: false, days: 9, people: 30 },
  { isNew: false, days: 8, people: 7 },
  { isNew: false, days: 1, people: 10 },
]
const counts = { active, lapsed: 5 }

describe('computeEngagement', () => {
  test('counts people as regular from 2 active days per 7 read days on, unless they are new', () => {
    // 2 of 7 days correspond to 8.57 of 30 days.
    expect(computeEngagement(counts, { readDays: 30, isComplete: true, isPreviousComplete: true })).toEqual({
      new: 6,
      regular: 30,
      occasional: 17,
      lapsed: 5,
    })
    // 2 of 7 days correspond to exactly 8 of 28 days.
    expect(computeEngagement(counts, { readDays: 28, isComplete: true, isPreviousComplete: true })).toMatchObject({
      regular: 37,
      occasional: 10,
    })
  })

  test('returns null for new and lapsed people, and counts new people as regular or occasional, if the previous period is incomplete', () => {
    expect(computeEngagement(counts, { readDays: 30, isComplete: true, isPreviousComplete: false })).toEqual({
      new: null,
      regular: 34,
      occasional: 19,
      lapsed: null,
    })
  })

  test('returns null for lapsed people if a day of the period was not read, because they may have been active on it', () => {
    expect(computeEngagement(counts, { readDays: 30, isComplete: false, isPreviousComplete: true })).toEqual({
      new: 6,
      regular: 30,
      occasional: 17,
      lapsed: null,
    })
  })

  test('returns null, not zero, for every count if no day was read', () => {
    expect(
      computeEngagement({ active: [], lapsed: 0 }, { readDays: 0, isComplete: false, isPreviousComplete: true }),
    ).toEqual({
      new: null,
      regular: null,
      occasional: null,
      lapsed: null,
    })
  })
})
