import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minGroupSize } from '../access/withhold-small-groups.ts'
import { employeeId } from '../people/ids.ts'
import type { ReadDay } from '../stats/coverage.ts'
import { addDays, type Day } from '../time/day.ts'
import { adoptionIds, mapAdoptionIds } from './active-products.ts'
import { type AdoptionInput, computeAdoption, type PeopleCounts } from './compute-adoption.ts'

const read = (day: Day): ReadDay => ({ day, latestDay: '2026-11-20', skills: 'report', connectors: 'report' })
const active = (count: number) => mapAdoptionIds((id) => (id === 'powerpoint' ? 0 : count))
const nothing = mapAdoptionIds(() => null)

const team = (
  name: string | null,
  people: number,
  counts: Partial<PeopleCounts> = {},
): AdoptionInput['teams'][number] => ({
  manager: name === null ? null : { id: employeeId(name.toLowerCase()), name },
  people,
  linked: people,
  active: active(people),
  ...counts,
})

const input = (teams: AdoptionInput['teams'], changes: Partial<AdoptionInput> = {}): AdoptionInput => ({
  period: { from: '2026-11-02', to: '2026-11-15' },
  bucket: 'week',
  people: teams.reduce((sum, { people }) => sum + people, 0),
  linked: teams.reduce((sum, { linked }) => sum + linked, 0),
  active: active(9),
  previousActive: active(7),
  engagement: { active: [{ isNew: true, days: 1, people: 9 }], lapsed: 7 },
  series: new Map([['2026-11-02', active(3)]]),
  teams,
  days: [read('2026-10-30'), read('2026-11-03'), read('2026-11-10')],
  latestDay: '2026-11-20',
  ...changes,
})

test('says how many people there are, are linked and were active, now and before', () => {
  const { teams, coverage, ...whole } = computeAdoption(input([team('Ada', 12, { linked: 10 })]))
  expect(whole).toEqual({
    period: { from: '2026-11-02', to: '2026-11-15' },
    previous: { from: '2026-10-19', to: '2026-11-01' },
    bucket: 'week',
    people: 12,
    linked: 10,
    active: active(9),
    previousActive: active(7),
    // Not all of the period before was read.
    engagement: { new: null, regular: 9, occasional: 0, lapsed: null },
    series: [
      { start: '2026-11-02', active: active(3) },
      // Read, and nobody was active.
      { start: '2026-11-09', active: mapAdoptionIds(() => 0) },
    ],
  })
  expect(coverage).toMatchObject({ through: '2026-11-10', latestDay: '2026-11-20' })
  expect(coverage.previousMissing).not.toContain('2026-10-30')
})

test('where no day was read, nobody knows who was active: that is not nobody', () => {
  const answer = computeAdoption(input([team('Ada', 12)], { days: [read('2026-11-10')] }))
  expect(answer.previousActive).toEqual(nothing)
  expect(answer.series.map((point) => point.active.any)).toEqual([null, 0])
  const blank = computeAdoption(input([team('Ada', 12)], { days: [] }))
  expect(blank.engagement).toEqual({ new: null, regular: null, occasional: null, lapsed: null })
  expect([blank.active, blank.teams[0]?.active]).toEqual([nothing, nothing])
  expect(blank.teams[0]?.people).toBe(12)
})

describe('teams', () => {
  const shownTeams = (...teams: AdoptionInput['teams'][number][]) =>
    computeAdoption(input(teams)).teams.map(({ manager, people }) => [manager?.name ?? null, people])

  test('come by name', () => {
    expect(shownTeams(team('Zoë', 6), team('Émile', 7), team('Ada', 5))).toEqual([
      ['Ada', 5],
      ['Émile', 7],
      ['Zoë', 6],
    ])
  })

  test('that are small are put together, last', () => {
    expect(shownTeams(team('Ada', 3), team('Bob', 8), team('Cy', 4))).toEqual([
      ['Bob', 8],
      [null, 7],
    ])
  })

  test('that are too few even so are withheld, with every figure', () => {
    expect(computeAdoption(input([team('Ada', 2), team('Bob', 1)])).teams).toEqual([
      { manager: null, people: null, linked: null, active: null },
    ])
  })

  test('those in nobody’s team are with what is left over, and are not left out', () => {
    expect(shownTeams(team(null, 9), team('Ada', 8))).toEqual([
      ['Ada', 8],
      [null, 9],
    ])
    expect(shownTeams(team(null, 1), team('Ada', 8), team('Bob', 6))).toEqual([
      ['Ada', 8],
      [null, 7],
    ])
  })

  test('of nobody are not there', () => {
    expect(shownTeams(team('Ada', 0), team('Bob', 6), team(null, 0))).toEqual([['Bob', 6]])
  })

  test('are whole: what is shown and what is left over adds up, and nothing small is shown', () => {
    const anyTeams = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { maxLength: 8 })
      .map((counts) =>
        counts.map(([people, linked], index) =>
          team(index === 3 ? null : `P${index}`, people, { linked, active: active(linked) }),
        ),
      )
    fc.assert(
      fc.property(anyTeams, (teams) => {
        const answer = computeAdoption(input(teams))
        const last = answer.teams.at(-1)
        for (const { people } of answer.teams) expect(people === null || people >= minGroupSize).toBe(true)
        expect(answer.teams.slice(0, -1).every(({ manager }) => manager !== null)).toBe(true)
        // What is withheld is withheld of everyone: beside a team that is shown it would be known as the difference.
        if (last?.people === null) {
          expect(answer.teams).toHaveLength(1)
          return
        }
        const sum = (of: (one: (typeof answer.teams)[number]) => number | null | undefined) =>
          answer.teams.reduce((total, one) => total + (of(one) ?? 0), 0)
        expect(sum(({ people }) => people)).toBe(answer.people)
        const counted = teams.filter(({ people }) => people > 0 || last?.manager === null)
        expect(sum(({ linked }) => linked)).toBe(counted.reduce((total, { linked }) => total + linked, 0))
        for (const id of adoptionIds) {
          expect(sum((one) => one.active?.[id])).toBe(counted.reduce((total, one) => total + one.active[id], 0))
        }
      }),
    )
  })
})

test('a bucket is looked up by the day that it starts on in the period', () => {
  const period = { from: '2026-11-04', to: '2026-11-10' } as const
  const answer = computeAdoption(
    input([], { period, series: new Map([['2026-11-04', active(2)]]), days: [read(addDays('2026-11-04', 1))] }),
  )
  expect(answer.series.map(({ start, active: counts }) => [start, counts.any])).toEqual([
    ['2026-11-04', 2],
    ['2026-11-09', null],
  ])
})
