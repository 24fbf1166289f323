import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCounters } from '../../test/counters.ts'
import { createEmployeeStats, latestDay } from '../../test/create-employee-stats.ts'
import type { EmployeeStatsResponse } from '../contract/employee-stats-response.ts'
import { catalog, type StatId } from '../stats/catalog.ts'
import type { Day } from '../time/day.ts'
import { lastDays } from '../time/period.ts'
import {
  computeProposals,
  findObservations,
  maxObservations,
  maxSteady,
  minEvents,
  minProposals,
  type Observation,
} from './find-observations.ts'

type ValuePair = readonly [compared: number | null, previous: number | null]
type StatPairs = Partial<Record<StatId, ValuePair>>

const baseResponse = createEmployeeStats()

/** Creates a response with these values. Every other count is zero, and the rate is null unless given. */
const createResponse = (
  pairs: StatPairs,
  overrides: Partial<EmployeeStatsResponse['stats'][StatId]> = {},
): EmployeeStatsResponse => ({
  ...baseResponse,
  stats: Object.fromEntries(
    catalog.map(({ id, kind }) => {
      const emptyValue = kind === 'ratio' ? null : 0
      const [compared, previous] = pairs[id] ?? [emptyValue, emptyValue]
      return [id, { ...baseResponse.stats[id], compared, previous, ...(pairs[id] && overrides) }]
    }),
  ) as unknown as EmployeeStatsResponse['stats'],
})

/**
 * Creates the accepted edits and the rate from `[accepted, proposed]` edits in the period and in the previous period.
 */
const createEditPairs = (now: readonly [number, number], before: readonly [number, number]): StatPairs => ({
  'code.edits_accepted': [now[0], before[0]],
  'code.edit_acceptance_rate': [now[1] > 0 ? now[0] / now[1] : null, before[1] > 0 ? before[0] / before[1] : null],
})

const summarize = (response: EmployeeStatsResponse) =>
  findObservations(response).map(({ kind, statId }) => `${kind} ${statId}`)

/** Sets whole quarters as the periods of a response: 92 days, compared with 91. */
const setQuarterPeriods = (response: EmployeeStatsResponse): EmployeeStatsResponse => ({
  ...response,
  period: { from: '2026-07-01', to: '2026-09-30' },
  compared: { from: '2026-07-01', to: '2026-09-30' },
  previous: { from: '2026-04-01', to: '2026-06-30' },
})

describe('findObservations reports', () => {
  test('a product with activity now and none before as new, with its number of active days', () => {
    const getCounters = (day: Day) =>
      day >= '2026-11-12' ? createCounters({ excel_sessions: 3, excel_messages: 9 }) : null
    expect(findObservations(createEmployeeStats({ getCounters }))).toEqual([
      {
        id: 'new.excel.sessions',
        kind: 'new',
        product: 'excel',
        statId: 'excel.sessions',
        value: 27,
        previous: 0,
        days: 9,
        proposals: null,
      },
    ])
  })

  test('only the settled days of a product', () => {
    const getCounters = (day: Day) =>
      day >= '2026-11-12' ? createCounters({ excel_sessions: 30, excel_messages: 90 }) : null
    expect(findObservations(createEmployeeStats({ getCounters, settledTo: '2026-11-13' }))).toMatchObject([
      { id: 'new.excel.sessions', value: 60, previous: 0, days: 2 },
    ])
  })

  test('no number of active days if the series is by week', () => {
    const getCounters = (day: Day) => (day >= '2026-11-12' ? createCounters({ excel_messages: 9 }) : null)
    expect(findObservations(createEmployeeStats({ getCounters, bucket: 'week' }))).toMatchObject([
      { kind: 'new', days: null },
    ])
  })

  test('a product with activity before and none now as stopped', () => {
    expect(summarize(createResponse({ 'powerpoint.messages': [0, 40], 'powerpoint.sessions': [0, 29] }))).toEqual([
      'stopped powerpoint.sessions',
    ])
  })

  test('a new or stopped product with the first stat that has enough events', () => {
    const [few, enough] = [minEvents - 1, minEvents]
    const createExcelPairs = (key: 'value' | 'previous'): StatPairs => {
      const toPair = (count: number) => (key === 'value' ? ([count, 0] as const) : ([0, count] as const))
      return { 'excel.sessions': toPair(few), 'excel.messages': toPair(enough) }
    }
    expect(summarize(createResponse(createExcelPairs('value')))).toEqual(['new excel.messages'])
    expect(summarize(createResponse(createExcelPairs('previous')))).toEqual(['stopped excel.messages'])
  })

  test('a product with any activity before as changed, not as new', () => {
    expect(summarize(createResponse({ 'excel.sessions': [40, 0], 'excel.skills': [0, 1] }))).toEqual([
      'changed excel.sessions',
    ])
  })

  test('a count as changed if it differs by a quarter of the larger value, and significantly', () => {
    expect(summarize(createResponse({ 'code.sessions': [100, 60] }))).toEqual(['changed code.sessions'])
    expect(summarize(createResponse({ 'code.sessions': [60, 100] }))).toEqual(['changed code.sessions'])
    expect(summarize(createResponse({ 'code.sessions': [1000, 800] }))).toEqual([])
    expect(summarize(createResponse({ 'code.sessions': [30, 20] }))).toEqual([])
  })

  test('only the first changed stat of a product', () => {
    const doubled: StatPairs = {
      'code.commits': [80, 40],
      'code.lines_added': [9000, 4000],
      'code.edits_accepted': [90, 40],
    }
    expect(summarize(createResponse({ ...doubled, 'code.sessions': [80, 40] }))).toEqual(['changed code.sessions'])
    expect(summarize(createResponse({ ...doubled, 'code.sessions': [41, 40] }))).toEqual(['changed code.commits'])
  })

  test('steady use of a product with about as many events per day as before, although one quarter is a day longer', () => {
    const response = createResponse({ 'code.sessions': [118, 100] })
    expect(summarize(response)).toEqual([])
    expect(summarize(setQuarterPeriods(response))).toEqual(['steady code.sessions'])
  })

  test('steady use of a product that is used about as much as before', () => {
    expect(summarize(createResponse({ 'code.sessions': [38, 36], 'code.commits': [30, 28] }))).toEqual([
      'steady code.sessions',
    ])
  })

  test('the acceptance rate as changed if it differs by five points, with the number of proposals', () => {
    expect(findObservations(createResponse(createEditPairs([187, 240], [218, 240])))).toEqual([
      expect.objectContaining({ kind: 'rate_changed', proposals: { value: 240, previous: 240 } }),
    ])
    const tooFew = minProposals - 1
    expect(summarize(createResponse(createEditPairs([Math.round(tooFew / 2), tooFew], [218, 240])))).toEqual([])
    expect(summarize(createResponse(createEditPairs([9300, 10_000], [9000, 10_000])))).toEqual([])
    expect(summarize(createResponse(createEditPairs([0, 500], [400, 500])))).toEqual([])
    expect(summarize(createResponse(createEditPairs([187, 240], [0, 0])))).toEqual([])
  })

  test('at most five observations, in the order of their kinds', () => {
    const all: StatPairs = {
      ...createEditPairs([187, 240], [218, 240]),
      'chat.conversations': [100, 50],
      'code.sessions': [90, 30],
      'skills.invocations': [0, 60],
      'connectors.invocations': [70, 70],
      'excel.sessions': [30, 0],
      'powerpoint.sessions': [30, 30],
    }
    expect(summarize(createResponse(all))).toEqual([
      'new excel.sessions',
      'stopped skills.invocations',
      'rate_changed code.edit_acceptance_rate',
      'changed code.sessions',
      'changed chat.conversations',
    ])
  })
})

describe('computeProposals', () => {
  test('divides the accepted edits by the rate', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 100_000 }), (accepted, rejected) => {
        expect(computeProposals(accepted, accepted / (accepted + rejected))).toBe(accepted + rejected)
      }),
    )
  })

  test('returns null for a rate of zero and for unknown values', () => {
    expect([computeProposals(0, 0), computeProposals(null, 0.5), computeProposals(3, null)]).toEqual([null, null, null])
  })
})

describe('findObservations reports nothing', () => {
  const doubled = createCounters({ chat_conversations: 8 })
  const normal = createCounters({ chat_conversations: 3 })
  const getCounters = (day: Day) => (day >= lastDays(30, latestDay).from ? doubled : normal)

  test('if the comparison is withheld', () => {
    expect(summarize(createEmployeeStats({ getCounters }))).toEqual(['changed chat.conversations'])
    expect(summarize(createEmployeeStats({ getCounters, unreadDays: ['2026-10-02'] }))).toEqual([])
    expect(
      summarize(
        createEmployeeStats({
          getCounters,
          unreadDays: ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'],
        }),
      ),
    ).toEqual([])
    expect(summarize(createEmployeeStats({ getCounters, period: { from: '2026-01-10', to: '2026-01-31' } }))).toEqual(
      [],
    )
    expect(summarize(createEmployeeStats({ getCounters, archivedOn: '2026-11-05' }))).toEqual([])
  })

  test('about a change that is small compared with the variation between days', () => {
    const start = lastDays(30, latestDay).from
    const createDayCounters = (day: Day, conversations: number) =>
      createCounters({ chat_conversations: day >= start ? conversations : 3 })
    const even = createEmployeeStats({ getCounters: (day) => createDayCounters(day, 5) })
    const bunched = createEmployeeStats({ getCounters: (day) => createDayCounters(day, day.endsWith('7') ? 37 : 1) })
    expect([even, bunched].map(({ stats }) => stats['chat.conversations'].value)).toEqual([150, 138])
    expect(summarize(even)).toEqual(['changed chat.conversations'])
    expect(summarize(bunched)).toEqual([])
  })

  test('about a rate that changed on three days only', () => {
    const start = lastDays(30, latestDay).from
    const createCountersFunction = (countRejected: (day: Day) => number) => (day: Day) =>
      createCounters({ code_edits_accepted: 44, code_edits_rejected: day < start ? 2 : countRejected(day) })
    const changedEveryDay = createEmployeeStats({ getCounters: createCountersFunction(() => 8) })
    const changedOnThreeDays = createEmployeeStats({
      getCounters: createCountersFunction((day) => (day.endsWith('3') ? 62 : 2)),
    })
    const proposals = 30 * 44 + 30 * 8
    expect(changedEveryDay.stats['code.edit_acceptance_rate'].value).toBeCloseTo((30 * 44) / proposals)
    expect(changedOnThreeDays.stats['code.edit_acceptance_rate'].value).toBeCloseTo((30 * 44) / proposals)
    expect([changedEveryDay, changedOnThreeDays].map(summarize)).toEqual([
      ['rate_changed code.edit_acceptance_rate'],
      [],
    ])
  })

  test('about an employee without a Claude user', () => {
    expect(summarize(createEmployeeStats({ getCounters, claudeUsers: 0 }))).toEqual([])
  })

  test('as stopped while a day is missing, because there may be activity on that day', () => {
    const getCountersBefore = (day: Day) => (day < lastDays(30, latestDay).from ? doubled : null)
    expect(summarize(createEmployeeStats({ getCounters: getCountersBefore }))).toEqual(['stopped chat.conversations'])
    expect(summarize(createEmployeeStats({ getCounters: getCountersBefore, unreadDays: ['2026-11-02'] }))).toEqual([])
    const artifactsStopped = { 'chat.messages': [500, 500], 'chat.artifacts': [0, 50] } as const
    expect(
      summarize({
        ...createResponse(artifactsStopped),
        coverage: { ...baseResponse.coverage, missing: ['2026-11-02'] },
      }),
    ).toEqual([])
  })

  test('as changed if missing days alone could explain the difference', () => {
    const getSameCounters = () => doubled
    const missing = ['2026-11-02', '2026-11-03', '2026-11-04'] as const
    expect(summarize(createEmployeeStats({ getCounters: getSameCounters, unreadDays: missing }))).toEqual([
      'steady chat.conversations',
    ])
  })

  test('about skills if the source of the counts changed', () => {
    const skills = createCounters({ skill_invocations: 4 })
    const getSource = (day: Day) => (day < '2026-10-22' ? 'users' : 'report') as 'users' | 'report'
    const getSkillCounters = (day: Day) => (day >= '2026-10-22' ? skills : null)
    expect(summarize(createEmployeeStats({ getCounters: getSkillCounters }))).toEqual(['new skills.invocations'])
    expect(summarize(createEmployeeStats({ getCounters: getSkillCounters, getSource }))).toEqual([])
  })
})

describe('findObservations, for random numbers', () => {
  const anyCount = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 4000 }))
  const sumStatIds = catalog.filter(({ kind }) => kind === 'sum').map(({ id }) => id)
  const anyPairs = fc
    .tuple(
      fc.tuple(
        ...sumStatIds.map(() =>
          fc.oneof(
            fc.tuple(anyCount, anyCount),
            anyCount.map((same) => [same, same] as const),
          ),
        ),
      ),
      fc.tuple(anyCount, anyCount),
    )
    .map(([counts, [rejected, rejectedBefore]]): StatPairs => {
      const pairs: StatPairs = Object.fromEntries(sumStatIds.map((id, index) => [id, counts[index] as ValuePair]))
      const [now, before] = pairs['code.edits_accepted'] ?? [0, 0]
      return {
        ...pairs,
        ...createEditPairs([now ?? 0, (now ?? 0) + rejected], [before ?? 0, (before ?? 0) + rejectedBefore]),
      }
    })
  const findChanges = (response: EmployeeStatsResponse) =>
    findObservations(response).filter(({ kind }) => kind !== 'steady')

  test('limits the observations in total, of steady products and per product, and returns the same observations each time', () => {
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        const found = findObservations(createResponse(pairs))
        expect(found.length).toBeLessThanOrEqual(maxObservations)
        expect(found.filter(({ kind }) => kind === 'steady').length).toBeLessThanOrEqual(maxSteady)
        for (const { product } of found) {
          expect(found.filter((other) => other.product === product).length).toBeLessThanOrEqual(2)
        }
        expect(findObservations(createResponse(pairs))).toEqual(found)
      }),
    )
  })

  test('returns the opposite observations if the periods are swapped', () => {
    const oppositeKind = {
      new: 'stopped',
      stopped: 'new',
      changed: 'changed',
      steady: 'steady',
      rate_changed: 'rate_changed',
    } as const
    const describeAll = (observations: readonly Observation[]) =>
      observations
        .map(({ kind, product, value, previous }) => `${kind} ${product} ${Math.sign(value - previous)}`)
        .sort()
    fc.assert(
      fc.property(anyPairs, (pairs) => {
        const swapped = Object.fromEntries(
          Object.entries(pairs).map(([id, [value, previous]]) => [id, [previous, value]]),
        ) as StatPairs
        const found = findObservations(createResponse(pairs))
        // At the limit, other observations may be left out, because observations of new products come before
        // observations of stopped products.
        fc.pre(found.length < maxObservations)
        const expected = found.map(
          (observation): Observation => ({
            ...observation,
            kind: oppositeKind[observation.kind],
            value: observation.previous,
            previous: observation.value,
          }),
        )
        expect(describeAll(findObservations(createResponse(swapped)))).toEqual(describeAll(expected))
      }),
    )
  })

  test('does not report counts below the minimum', () => {
    const anySmallCount = fc.integer({ min: 0, max: minEvents - 1 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(anySmallCount, anySmallCount), {
          minLength: sumStatIds.length,
          maxLength: sumStatIds.length,
        }),
        (counts) => {
          const pairs: StatPairs = Object.fromEntries(sumStatIds.map((id, index) => [id, counts[index] as ValuePair]))
          expect(summarize(createResponse(pairs))).toEqual([])
        },
      ),
    )
  })

  test('still reports each change if all counts are multiplied', () => {
    fc.assert(
      fc.property(anyPairs, fc.integer({ min: 2, max: 9 }), (pairs, times) => {
        const multiplied = Object.fromEntries(
          Object.entries(pairs).map(([id, pair]) => [
            id,
            id === 'code.edit_acceptance_rate' ? pair : pair.map((value) => value && value * times),
          ]),
        ) as StatPairs
        const changes = findChanges(createResponse(pairs))
        const changesOfMultiplied = findChanges(createResponse(multiplied))
        fc.pre(changesOfMultiplied.length < maxObservations)
        // Compares kinds and products, because an earlier stat of the product may now represent it.
        const describeChange = ({ kind, product }: Observation) => `${kind} ${product}`
        expect(changesOfMultiplied.map(describeChange)).toEqual(expect.arrayContaining(changes.map(describeChange)))
      }),
    )
  })

  test.each([{ compared: null }, { previous: null }, { partial: true }, { previousPartial: true }])(
    'does not report stats with %o',
    (overrides) => {
      fc.assert(
        fc.property(anyPairs, (pairs) => {
          expect(findObservations(createResponse(pairs, overrides))).toEqual([])
        }),
      )
    },
  )
})
