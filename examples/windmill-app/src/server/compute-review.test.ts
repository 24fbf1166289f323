import { expect, test } from 'vitest'
import { computeReview } from './compute-review.ts'

test('reviews the last complete quarter', () => {
  expect(computeReview('2026-11-22')).toEqual({
    label: 'Q3 2026',
    from: '2026-07-01',
    to: '2026-09-30',
    dueOn: '2026-11-30',
  })
  expect(computeReview('2027-01-01')).toMatchObject({ label: 'Q4 2026', from: '2026-10-01', to: '2026-12-31' })
})
