import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { employeeId } from '../people/ids.ts'
import type { ReadDay } from '../stats/coverage.ts'
import { addDays, type Day } from '../time/day.ts'
import { listDays } from '../time/period.ts'
import { mapAdoptionIds } from './adoption-ids.ts'
import { type AdoptionInput, computeAdoption, type TeamCounts } from './compute-adoption.ts'
import type { WeekCounts } from './weekly-average.ts'

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
  weeks: new Map(),
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
  engagementSeries: new Map([['2026-11-02', { active: [{ isNew: false, days: 1, people: 3 }], lapsed: 2 }]]),
  series: new Map([['2026-11-02', createActiveCounts(3)]]),
  weeks: new Map(),
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
    weeks: [],
    previousWeeks: [],
    weekly: { people: null, active: unknownCounts },
    previousWeekly: { people: null, active: unknownCounts },
    series: [
      {
        start: '2026-11-02',
        active: createActiveCounts(3),
        engagement: { new: null, regular: 3, occasional: 0, lapsed: null },
      },
      // A day was read, and nobody was active.
      {
        start: '2026-11-09',
        active: mapAdoptionIds(() => 0),
        engagement: { new: null, regular: 0, occasional: 0, lapsed: null },
      },
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

describe('the weekly average', () => {
  const readWeeks = (...mondays: readonly Day[]) =>
    mondays.flatMap((monday) => listDays({ from: monday, to: addDays(monday, 6) }).map(createReadDay))
  const period = { from: '2026-10-26', to: '2026-11-15' } as const
  const counts = new Map<Day, WeekCounts>([
    ['2026-10-12', { people: 8, active: createActiveCounts(6) }],
    ['2026-10-26', { people: 10, active: createActiveCounts(4) }],
    ['2026-11-02', { people: 13, active: createActiveCounts(9) }],
    ['2026-11-09', { people: 13, active: createActiveCounts(1) }],
  ])

  test('is over the settled weeks of each period, for the group and each team', () => {
    const days = readWeeks('2026-10-12', '2026-10-26', '2026-11-02', '2026-11-09')
    const input = createInput([createTeam('Ada', 12, { weeks: counts })], { period, weeks: counts, days })
    const response = computeAdoption(input)
    // The days from 14 November on may still be revised.
    expect(response.weeks).toEqual(['2026-10-26', '2026-11-02'])
    expect(response.previousWeeks).toEqual(['2026-10-12'])
    for (const { weekly, previousWeekly } of [response, response.teams[0]].filter((group) => group !== undefined)) {
      expect(weekly).toEqual({ people: 11.5, active: createActiveCounts(6.5) })
      expect(previousWeekly).toEqual({ people: 8, active: createActiveCounts(6) })
    }
  })

  test('leaves out a week with an unread day, and a week that is only partly in the period', () => {
    const days = readWeeks('2026-10-26', '2026-11-02').filter(({ day }) => day !== '2026-10-28')
    expect(computeAdoption(createInput([], { period, weeks: counts, days })).weeks).toEqual(['2026-11-02'])
    const cut = { from: '2026-11-03', to: '2026-11-15' } as const
    expect(computeAdoption(createInput([], { period: cut, weeks: counts, days })).weeks).toEqual([])
  })
})

test('gives the engagement of weeks and months, but not of days', () => {
  const days = listDays({ from: '2026-10-26', to: '2026-11-08' }).map(createReadDay)
  const { series } = computeAdoption(createInput([], { days }))
  expect(series.map(({ engagement }) => engagement)).toEqual([
    { new: 0, regular: 0, occasional: 3, lapsed: 2 },
    { new: null, regular: null, occasional: null, lapsed: null },
  ])
  const daily = computeAdoption(createInput([], { days, bucket: 'day' }))
  expect(daily.series.every(({ engagement }) => engagement === null)).toBe(true)
})

test('returns null for lapsed people if a day of either period was not read', () => {
  const period = { from: '2026-11-02', to: '2026-11-15' } as const
  const allDays = listDays({ from: '2026-10-19', to: '2026-11-15' })
  const computeLapsed = (unread: readonly Day[]) =>
    computeAdoption(
      createInput([], { period, days: allDays.filter((day) => !unread.includes(day)).map(createReadDay) }),
    ).engagement.lapsed
  expect(computeLapsed([])).toBe(7)
  expect(computeLapsed(['2026-11-06'])).toBe(null)
  expect(computeLapsed(['2026-10-20'])).toBe(null)
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
