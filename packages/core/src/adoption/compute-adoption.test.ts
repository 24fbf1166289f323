import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minGroupSize } from '../access/withhold-small-groups.ts'
import { employeeId } from '../people/ids.ts'
import type { ReadDay } from '../stats/coverage.ts'
import { addDays, type Day } from '../time/day.ts'
import { adoptionIds, mapAdoptionIds } from './adoption-ids.ts'
import { type AdoptionInput, computeAdoption, type PeopleCounts } from './compute-adoption.ts'

const createReadDay = (day: Day): ReadDay => ({ day, latestDay: '2026-11-20', skills: 'report', connectors: 'report' })
/** Creates counts that are the same for every product but PowerPoint. */
const createActiveCounts = (count: number) => mapAdoptionIds((id) => (id === 'powerpoint' ? 0 : count))
const unknownCounts = mapAdoptionIds(() => null)

/** Creates a team in which, by default, everyone is linked and active. */
const createTeam = (
  name: string | null,
  people: number,
  counts: Partial<PeopleCounts> = {},
): AdoptionInput['teams'][number] => ({
  manager: name === null ? null : { id: employeeId(name.toLowerCase()), name },
  people,
  linked: people,
  active: createActiveCounts(people),
  ...counts,
})

const createInput = (teams: AdoptionInput['teams'], changes: Partial<AdoptionInput> = {}): AdoptionInput => ({
  period: { from: '2026-11-02', to: '2026-11-15' },
  bucket: 'week',
  people: teams.reduce((sum, { people }) => sum + people, 0),
  linked: teams.reduce((sum, { linked }) => sum + linked, 0),
  active: createActiveCounts(9),
  previousActive: createActiveCounts(7),
  engagement: { active: [{ isNew: true, days: 1, people: 9 }], lapsed: 7 },
  series: new Map([['2026-11-02', createActiveCounts(3)]]),
  teams,
  days: [createReadDay('2026-10-30'), createReadDay('2026-11-03'), createReadDay('2026-11-10')],
  latestDay: '2026-11-20',
  ...changes,
})

test('returns the counts of both periods, the engagement, the series and the coverage', () => {
  const { teams, coverage, ...response } = computeAdoption(createInput([createTeam('Ada', 12, { linked: 10 })]))
  expect(response).toEqual({
    period: { from: '2026-11-02', to: '2026-11-15' },
    previous: { from: '2026-10-19', to: '2026-11-01' },
    bucket: 'week',
    people: 12,
    linked: 10,
    active: createActiveCounts(9),
    previousActive: createActiveCounts(7),
    // New and lapsed are unknown, because the previous period was not read completely.
    engagement: { new: null, regular: 9, occasional: 0, lapsed: null },
    series: [
      { start: '2026-11-02', active: createActiveCounts(3) },
      // A day was read, and nobody was active.
      { start: '2026-11-09', active: mapAdoptionIds(() => 0) },
    ],
  })
  expect(coverage).toMatchObject({ through: '2026-11-10', latestDay: '2026-11-20' })
  expect(coverage.previousMissing).not.toContain('2026-10-30')
})

test('returns null, not zero, as active counts of a period, a bucket or a team if no day was read', () => {
  const response = computeAdoption(createInput([createTeam('Ada', 12)], { days: [createReadDay('2026-11-10')] }))
  expect(response.previousActive).toEqual(unknownCounts)
  expect(response.series.map((point) => point.active.any)).toEqual([null, 0])
  const unread = computeAdoption(createInput([createTeam('Ada', 12)], { days: [] }))
  expect(unread.engagement).toEqual({ new: null, regular: null, occasional: null, lapsed: null })
  expect([unread.active, unread.teams[0]?.active]).toEqual([unknownCounts, unknownCounts])
  expect(unread.teams[0]?.people).toBe(12)
})

describe('the teams', () => {
  const computeTeams = (...teams: AdoptionInput['teams'][number][]) =>
    computeAdoption(createInput(teams)).teams.map(({ manager, people }) => [manager?.name ?? null, people])

  test('are sorted by the manager’s name', () => {
    expect(computeTeams(createTeam('Zoë', 6), createTeam('Émile', 7), createTeam('Ada', 5))).toEqual([
      ['Ada', 5],
      ['Émile', 7],
      ['Zoë', 6],
    ])
  })

  test('are combined in the last entry if they are small', () => {
    expect(computeTeams(createTeam('Ada', 3), createTeam('Bob', 8), createTeam('Cy', 4))).toEqual([
      ['Bob', 8],
      [null, 7],
    ])
  })

  test('have only null figures if they are too small together', () => {
    expect(computeAdoption(createInput([createTeam('Ada', 2), createTeam('Bob', 1)])).teams).toEqual([
      { manager: null, people: null, linked: null, active: null },
    ])
  })

  test('combine people in no manager’s team, however many, with the small teams in the last entry', () => {
    expect(computeTeams(createTeam(null, 9), createTeam('Ada', 8))).toEqual([
      ['Ada', 8],
      [null, 9],
    ])
    expect(computeTeams(createTeam(null, 1), createTeam('Ada', 8), createTeam('Bob', 6))).toEqual([
      ['Ada', 8],
      [null, 7],
    ])
  })

  test('are left out if they are empty', () => {
    expect(computeTeams(createTeam('Ada', 0), createTeam('Bob', 6), createTeam(null, 0))).toEqual([['Bob', 6]])
  })

  test('add up to the total unless withheld, and are never shown with fewer people than minGroupSize', () => {
    const anyTeams = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { maxLength: 8 })
      .map((counts) =>
        counts.map(([people, linked], index) =>
          createTeam(index === 3 ? null : `P${index}`, people, { linked, active: createActiveCounts(linked) }),
        ),
      )
    fc.assert(
      fc.property(anyTeams, (teams) => {
        const response = computeAdoption(createInput(teams))
        const last = response.teams.at(-1)
        for (const { people } of response.teams) expect(people === null || people >= minGroupSize).toBe(true)
        expect(response.teams.slice(0, -1).every(({ manager }) => manager !== null)).toBe(true)
        // If a team were shown next to withheld teams, the total minus that team would reveal the withheld figures.
        if (last?.people === null) {
          expect(response.teams).toHaveLength(1)
          return
        }
        const sum = (count: (entry: (typeof response.teams)[number]) => number | null | undefined) =>
          response.teams.reduce((total, entry) => total + (count(entry) ?? 0), 0)
        expect(sum(({ people }) => people)).toBe(response.people)
        const countedTeams = teams.filter(({ people }) => people > 0 || last?.manager === null)
        expect(sum(({ linked }) => linked)).toBe(countedTeams.reduce((total, { linked }) => total + linked, 0))
        for (const id of adoptionIds) {
          expect(sum(({ active }) => active?.[id])).toBe(
            countedTeams.reduce((total, { active }) => total + active[id], 0),
          )
        }
      }),
    )
  })
})

test('reads the counts of a bucket by its first day in the period', () => {
  const period = { from: '2026-11-04', to: '2026-11-10' } as const
  const response = computeAdoption(
    createInput([], {
      period,
      series: new Map([['2026-11-04', createActiveCounts(2)]]),
      days: [createReadDay(addDays('2026-11-04', 1))],
    }),
  )
  expect(response.series.map(({ start, active }) => [start, active.any])).toEqual([
    ['2026-11-04', 2],
    ['2026-11-09', null],
  ])
})
