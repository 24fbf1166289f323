import { mapAdoptionIds } from '@windmill/claude-core/internal'
import { expect, test } from 'vitest'
import { computePointsChange } from './compute-points-change.ts'

const createAverage = (people: number | null, active: number | null) => ({
  people,
  active: mapAdoptionIds(() => active),
})

test.each([
  [20, 15, 20, 12, 15],
  [20, 12, 20, 15, -15],
  // The share did not change, although the group doubled.
  [20, 10, 10, 5, 0],
  [20, 10, 9, 5, null],
  [9, 5, 20, 10, null],
  [20, 10, null, null, null],
  [null, null, 20, 10, null],
] as const)(
  'a group of %s people with %s active, previously of %s people with %s active, changed by %s points',
  (...numbers) => {
    const [people, active, previousPeople, previousActive, points] = numbers
    const weekly = createAverage(people, active)
    expect(computePointsChange({ weekly, previousWeekly: createAverage(previousPeople, previousActive) })).toBe(points)
  },
)
