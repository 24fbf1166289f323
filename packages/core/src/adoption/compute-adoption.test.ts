import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minGroupSize } from '../access/withhold-small-groups.ts'
import { employeeId } from '../people/ids.ts'
import type { ReadDay } from '../stats/coverage.ts'
import { addDays, type Day } from '../time/day.ts'
import { adoptionIds, mapAdoptionIds } from './active-products.ts'
import { type AdoptionInput, computeAdoption, type PeopleCounts } from './compute-adoption.ts'

const readDay = (day: Day): ReadDay => ({ day, latestDay: '2026-11-20', skills: 'report', connectors: 'report' })
const activeCounts = (count: number) => mapAdoptionIds((id) => (id === 'powerpoint' ? 0 : count))
const unknownCounts = mapAdoptionIds(() => null)

const team = (
  name: string | null,
  people: number,
  counts: Partial<PeopleCounts> = {},
): AdoptionInput['teams'][number] => ({
  manager: name === null ? null : { id: employeeId(name.toLowerCase()), name },
  people,
  linked: people,
  active: activeCounts(people),
  ...counts,
})

const createInput = (teams: AdoptionInput['teams'], changes: Partial<AdoptionInput> = {}): AdoptionInput => ({
  period: { from: '2026-11-02', to: '2026-11-15' },
  bucket: 'week',
  people: teams.reduce((sum, { people }) => sum + people, 0),
  linked: teams.reduce((sum, { linked }) => sum + linked, 0),
  active: activeCounts(9),
  previousActive: activeCounts(7),
  engagement: { active: [{ isNew: true, days: 1, people: 9 }], lapsed: 7 },
  series: new Map([['2026-11-02', activeCounts(3)]]),
  teams,
  days: [readDay('2026-10-30'), readDay('2026-11-03'), readDay('2026-11-10')],
  latestDay: '2026-11-20',
  ...changes,
})

test('returns people, linked and active counts for the period and the previous one', () => {
  const { teams, coverage, ...whole } = computeAdoption(createInput([team('Ada', 12, { linked: 10 })]))
  expect(whole).toEqual({
    period: { from: '2026-11-02', to: '2026-11-15' },
    previous: { from: '2026-10-19', to: '2026-11-01' },
    bucket: 'week',
    people: 12,
    linked: 10,
    active: activeCounts(9),
    previousActive: activeCounts(7),
    // The previous period was not read completely.
    engagement: { new: null, regular: 9, occasional: 0, lapsed: null },
    series: [
      { start: '2026-11-02', active: activeCounts(3) },
      // A day was read, and nobody was active.
      { start: '2026-11-09', active: mapAdoptionIds(() => 0) },
    ],
  })
  expect(coverage).toMatchObject({ through: '2026-11-10', latestDay: '2026-11-20' })
  expect(coverage.previousMissing).not.toContain('2026-10-30')
})

test('returns null, not zero, as active counts where no day was read', () => {
  const response = computeAdoption(createInput([team('Ada', 12)], { days: [readDay('2026-11-10')] }))
  expect(response.previousActive).toEqual(unknownCounts)
  expect(response.series.map((point) => point.active.any)).toEqual([null, 0])
  const unread = computeAdoption(createInput([team('Ada', 12)], { days: [] }))
  expect(unread.engagement).toEqual({ new: null, regular: null, occasional: null, lapsed: null })
  expect([unread.active, unread.teams[0]?.active]).toEqual([unknownCounts, unknownCounts])
  expect(unread.teams[0]?.people).toBe(12)
})

describe('teams', () => {
  const listTeams = (...teams: AdoptionInput['teams'][number][]) =>
    computeAdoption(createInput(teams)).teams.map(({ manager, people }) => [manager?.name ?? null, people])

  test('are sorted by the manager’s name', () => {
    expect(listTeams(team('Zoë', 6), team('Émile', 7), team('Ada', 5))).toEqual([
      ['Ada', 5],
      ['Émile', 7],
      ['Zoë', 6],
    ])
  })

  test('are combined at the end if they are small', () => {
    expect(listTeams(team('Ada', 3), team('Bob', 8), team('Cy', 4))).toEqual([
      ['Bob', 8],
      [null, 7],
    ])
  })

  test('are withheld with every figure if they are too small together', () => {
    expect(computeAdoption(createInput([team('Ada', 2), team('Bob', 1)])).teams).toEqual([
      { manager: null, people: null, linked: null, active: null },
    ])
  })

  test('include people without a manager in the combined rest, however many they are', () => {
    expect(listTeams(team(null, 9), team('Ada', 8))).toEqual([
      ['Ada', 8],
      [null, 9],
    ])
    expect(listTeams(team(null, 1), team('Ada', 8), team('Bob', 6))).toEqual([
      ['Ada', 8],
      [null, 7],
    ])
  })

  test('are left out if they are empty', () => {
    expect(listTeams(team('Ada', 0), team('Bob', 6), team(null, 0))).toEqual([['Bob', 6]])
  })

  test('add up to the total unless withheld, and are never shown with fewer people than the minimum', () => {
    const anyTeams = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { maxLength: 8 })
      .map((counts) =>
        counts.map(([people, linked], index) =>
          team(index === 3 ? null : `P${index}`, people, { linked, active: activeCounts(linked) }),
        ),
      )
    fc.assert(
      fc.property(anyTeams, (teams) => {
        const response = computeAdoption(createInput(teams))
        const last = response.teams.at(-1)
        for (const { people } of response.teams) expect(people === null || people >= minGroupSize).toBe(true)
        expect(response.teams.slice(0, -1).every(({ manager }) => manager !== null)).toBe(true)
        // Withheld figures next to a shown team would be known as the difference to the total.
        if (last?.people === null) {
          expect(response.teams).toHaveLength(1)
          return
        }
        const sum = (count: (one: (typeof response.teams)[number]) => number | null | undefined) =>
          response.teams.reduce((total, one) => total + (count(one) ?? 0), 0)
        expect(sum(({ people }) => people)).toBe(response.people)
        const counted = teams.filter(({ people }) => people > 0 || last?.manager === null)
        expect(sum(({ linked }) => linked)).toBe(counted.reduce((total, { linked }) => total + linked, 0))
        for (const id of adoptionIds) {
          expect(sum((one) => one.active?.[id])).toBe(counted.reduce((total, one) => total + one.active[id], 0))
        }
      }),
    )
  })
})

test('looks up a bucket by its first day in the period', () => {
  const period = { from: '2026-11-04', to: '2026-11-10' } as const
  const response = computeAdoption(
    createInput([], {
      period,
      series: new Map([['2026-11-04', activeCounts(2)]]),
      days: [readDay(addDays('2026-11-04', 1))],
    }),
  )
  expect(response.series.map(({ start, active }) => [start, active.any])).toEqual([
    ['2026-11-04', 2],
    ['2026-11-09', null],
  ])
})
