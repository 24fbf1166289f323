import { expect, test } from 'vitest'
import { roundTripJson } from '../../test/schemas.ts'
import { mapAdoptionIds } from '../adoption/adoption-ids.ts'
import { computeAdoption } from '../adoption/compute-adoption.ts'
import { employeeId } from '../people/ids.ts'
import { adoptionSchema } from './adoption-schemas.ts'

test.each([
  ['with teams', [9, 7]],
  ['with people in no team', [9, 1]],
  ['with one team', [2]],
])('adoption %s has exactly the fields of the contract', (_, teamSizes) => {
  const active = mapAdoptionIds(() => 2)
  const weeks = new Map([['2026-11-09', { people: 3, active }]] as const)
  const answer = roundTripJson(
    computeAdoption({
      period: { from: '2026-11-16', to: '2026-11-20' },
      bucket: 'day',
      people: 16,
      linked: 12,
      active,
      previousActive: active,
      engagement: { active: [{ isNew: false, days: 1, people: 2 }], lapsed: 0 },
      engagementSeries: new Map(),
      series: new Map([['2026-11-16', active]]),
      weeks,
      teams: teamSizes.map((people) => ({
        manager: { id: employeeId('boss'), name: 'Boss' },
        value: null,
        people,
        linked: 1,
        active,
        series: new Map([['2026-11-16', active]]),
        weeks,
      })),
      days: [{ day: '2026-11-16', latestDay: '2026-11-20', skills: 'users', connectors: 'report' }],
      latestDay: '2026-11-20',
      notShown: 2,
      excluded: null,
    }),
  )
  expect(adoptionSchema.parse(answer)).toEqual(answer)
})
