import { expect, test } from 'vitest'
import { computeReview } from './compute-review.ts'

test('reviews the last complete quarter, or an earlier last quarter of someone who has left', () => {
  expect(computeReview('2026-11-22')).toEqual({
    label: 'Q3 2026',
    from: '2026-07-01',
    to: '2026-09-30',
    dueOn: '2026-11-30',
  })
  expect(computeReview('2026-11-22', '2026-06-30')).toMatchObject({ label: 'Q2 2026', to: '2026-06-30' })
  expect(computeReview('2026-11-22', '2026-11-30')).toMatchObject({ label: 'Q3 2026' })
  expect(computeReview('2027-01-01')).toMatchObject({ label: 'Q4 2026', from: '2026-10-01', to: '2026-12-31' })
})
