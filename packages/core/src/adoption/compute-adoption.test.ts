import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { employeeId } from '../people/ids.ts'
import type { ReadDay } from '../stats/coverage.ts'
import { addDays, type Day } from '../time/day.ts'
import { mapAdoptionIds } from './adoption-ids.ts'
import { type AdoptionInput, computeAdoption, type TeamCounts } from './compute-adoption.ts'

const createReadDay = (day: Day): ReadDay => ({ day, latestDay: '2026-11-20', skills: 'report', connectors: 'report' })
/** Creates counts that are the same for every product but PowerPoint. */
const createActiveCounts = (count: number) => mapAdoptionIds((id) => (id === 'powerpoint' ? 0 : count))
const unknownCounts = mapAdoptionIds(() => null)

/** Creates a team in which, by default, everyone is linked and active. */
const createTeam = (
  name: string | null,
  people: number,
  counts: Partial<TeamCounts> = {},
): AdoptionInput['teams'][number] => ({
  manager: name === null ? null : { id: employeeId(name.toLowerCase()), name },
  value: null,
  people,
  linked: people,
  active: createActiveCounts(people),
  series: new Map(),
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
  notShown: 2,
  excluded: 1,
  seats: { day: '2026-11-14', assigned: 12, pendingInvites: null },
  ...changes,
})

test('returns the counts of both periods, the engagement, the series and the coverage', () => {
  const { teams, coverage, ...response } = computeAdoption(createInput([createTeam('Ada', 12, { linked: 10 })]))
  expect(response).toEqual({
    period: { from: '2026-11-02', to: '2026-11-15' },
    by: null,
    manager: null,
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
    notShown: 2,
    excluded: 1,
    seats: { day: '2026-11-14', assigned: 12, pendingInvites: null },
  })
  expect(coverage).toMatchObject({ through: '2026-11-10', latestDay: '2026-11-20' })
  expect(coverage.previousMissing).not.toContain('2026-10-30')
})

test('returns null, not zero, for the active counts of a period, a bucket or a team if no day was read', () => {
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

  test('are shown at any size, because a viewer who sees a team sees each member', () => {
    expect(computeTeams(createTeam('Ada', 2), createTeam('Bob', 8))).toEqual([
      ['Ada', 2],
      ['Bob', 8],
    ])
  })

  test('end with an entry for the people in no manager’s team, if there are any', () => {
    expect(computeTeams(createTeam(null, 1), createTeam('Ada', 8))).toEqual([
      ['Ada', 8],
      [null, 1],
    ])
    expect(computeTeams(createTeam('Ada', 0), createTeam('Bob', 6), createTeam(null, 0))).toEqual([['Bob', 6]])
  })

  test('exclude a manager without reports, who is counted in the last entry', () => {
    const { teams } = computeAdoption(
      createInput([
        createTeam('Ada', 1),
        createTeam('Bob', 8),
        createTeam('Cy', 1, { linked: 0 }),
        createTeam(null, 3),
      ]),
    )
    expect(teams).toMatchObject([
      { manager: { name: 'Bob' }, people: 8 },
      { manager: null, people: 5, linked: 4 },
    ])
  })

  test('add up to the total', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 8 }), (sizes) => {
        const teams = sizes.map((size, index) => createTeam(index === 3 ? null : `P${index}`, size))
        const response = computeAdoption(createInput(teams))
        expect(response.teams.reduce((total, { people }) => total + people, 0)).toBe(response.people)
        expect(response.teams.slice(0, -1).every(({ manager }) => manager !== null)).toBe(true)
      }),
    )
  })
})

test('finds the counts of a bucket by its first day in the period', () => {
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
