import { expect, test } from 'vitest'
import { roundTripJson } from '../../test/schemas.ts'
import { mapAdoptionIds } from '../adoption/adoption-ids.ts'
import { roundCount } from '../adoption/rounded-count.ts'
import type { TotalsResponse } from './totals-response.ts'
import { totalsSchema } from './totals-schemas.ts'

const createAnswer = (count: number | string) => ({
  weeks: [{ start: '2026-11-02', active: { ...mapAdoptionIds(() => roundCount(40)), chat: count } }],
  seats: { day: '2026-11-27', assigned: 58, pendingInvites: null },
})

test('the published totals have exactly the fields of the contract', () => {
  for (const count of [0, 4, 5, 40, 100_000].map(roundCount)) {
    const answer = roundTripJson(createAnswer(count)) as TotalsResponse
    expect(totalsSchema.parse(answer)).toEqual(answer)
  }
})

test.each([0, 1, 4, 41, -5, 7.5, 'about 40'])('the published totals cannot have the count %s', (count) => {
  expect(totalsSchema.safeParse(createAnswer(count)).success).toBe(false)
})
