import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCounters } from '../../test/counters.ts'
import { createEmployeeStats, latestDay } from '../../test/employee-stats.ts'
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

type Pair = readonly [value: number | null, previous: number | null]
type Known = Partial<Record<StatId, Pair>>

const base = createEmployeeStats()

/** A fair answer with these values and previous ones; all else is zero, and the rate is of what is given. */
const answer = (known: Known, change: Partial<EmployeeStatsResponse['stats'][StatId]> = {}): EmployeeStatsResponse => ({
  ...base,
  stats: Object.fromEntries(
    catalog.map(({ id, kind }) => {
      const none = kind === 'ratio' ? null : 0
      const [value, previous] = known[id] ?? [none, none]
      return [id, { ...base.stats[id], value, previous, ...(known[id] && change) }]
    }),
  ) as unknown as EmployeeStatsResponse['stats'],
})

/** Accepted of proposed, now and before. */
const edits = (now: readonly [number, number], before: readonly [number, number]): Known => ({
  'code.edits_accepted': [now[0], before[0]],
  'code.edit_acceptance_rate': [now[1] > 0 ? now[0] / now[1] : null, before[1] > 0 ? before[0] / before[1] : null],
})

const brief = (response: EmployeeStatsResponse) =>
  findObservations(response).map(({ kind, statId }) => `${kind} ${statId}`)

describe('what is observed', () => {
  test('a product with activity now and none before is new, with the days on which there was some', () => {
    const on = (day: Day) => (day >= '2026-11-12' ? createCounters({ excel_sessions: 3, excel_messages: 9 }) : null)
    expect(findObservations(createEmployeeStats({ countersOn: on }))).toEqual([
      { kind: 'new', product: 'excel', statId: 'excel.sessions', value: 27, previous: 0, days: 9, proposals: null },
    ])
  })

  test('days are not counted where the answer is by weeks', () => {
    const on = (day: Day) => (day >= '2026-11-12' ? createCounters({ excel_messages: 9 }) : null)
    expect(findObservations(createEmployeeStats({ countersOn: on, bucket: 'week' }))).toMatchObject([
      { kind: 'new', days: null },
    ])
  })

  test('a product with activity before and none now has stopped', () => {
    expect(brief(answer({ 'powerpoint.messages': [0, 40], 'powerpoint.sessions': [0, 9] }))).toEqual([
      'stopped powerpoint.sessions',
    ])
  })

  test('a product that did something before is not new, whatever it did', () => {
    expect(brief(answer({ 'excel.sessions': [40, 0], 'excel.skills': [0, 1] }))).toEqual(['changed excel.sessions'])
  })

  test('a count that moved by a quarter and by more than chance has changed', () => {
    expect(brief(answer({ 'code.sessions': [100, 60] }))).toEqual(['changed code.sessions'])
    expect(brief(answer({ 'code.sessions': [60, 100] }))).toEqual(['changed code.sessions'])
    expect(brief(answer({ 'code.sessions': [1000, 800] }))).toEqual([])
    expect(brief(answer({ 'code.sessions': [30, 20] }))).toEqual([])
  })

  test('the first stat that moved speaks for those that move with it', () => {
    const doubled: Known = {
      'code.commits': [80, 40],
      'code.lines_added': [9000, 4000],
      'code.edits_accepted': [90, 40],
    }
    expect(brief(answer({ ...doubled, 'code.sessions': [80, 40] }))).toEqual(['changed code.sessions'])
    expect(brief(answer({ ...doubled, 'code.sessions': [41, 40] }))).toEqual(['changed code.commits'])
  })

  test('a product that is used about as much is steady', () => {
    expect(brief(answer({ 'code.sessions': [38, 36], 'code.commits': [30, 28] }))).toEqual(['steady code.sessions'])
  })

  test('the acceptance rate has changed by five points of enough proposals, with their number', () => {
    expect(findObservations(answer(edits([187, 240], [218, 240])))).toEqual([
      expect.objectContaining({ kind: 'rate_changed', proposals: { value: 240, previous: 240 } }),
    ])
    const few = minProposals - 1
    expect(brief(answer(edits([Math.round(few / 2), few], [218, 240])))).toEqual([])
    expect(brief(answer(edits([9300, 10_000], [9000, 10_000])))).toEqual([])
    expect(brief(answer(edits([0, 500], [400, 500])))).toEqual([])
    expect(brief(answer(edits([187, 240], [0, 0])))).toEqual([])
  })

  test('proposals are those that were accepted, over the share that they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 100_000 }), (accepted, rejected) => {
        expect(computeProposals(accepted, accepted / (accepted + rejected))).toBe(accepted + rejected)
      }),
    )
    expect([computeProposals(0, 0), computeProposals(null, 0.5), computeProposals(3, null)]).toEqual([null, null, null])
  })

  test('the most telling comes first, and only a few things are said', () => {
    const all: Known = {
      ...edits([187, 240], [218, 240]),
      'chat.conversations': [100, 50],
      'code.sessions': [90, 30],
      'skills.invocations': [0, 60],
      'connectors.invocations': [70, 70],
      'excel.sessions': [30, 0],
      'powerpoint.sessions': [30, 30],
    }
    expect(brief(answer(all))).toEqual([
      'new excel.sessions',
      'stopped skills.invocations',
      'rate_changed code.edit_acceptance_rate',
      'changed code.sessions',
      'changed chat.conversations',
    ])
  })
})

describe('nothing is observed', () => {
  const doubled = createCounters({ chat_conversations: 8 })
  const usual = createCounters({ chat_conversations: 3 })
  const on = (day: Day) => (day >= lastDays(30, latestDay).from ? doubled : usual)

  test('where the comparison is not fair', () => {
    expect(brief(createEmployeeStats({ countersOn: on }))).toEqual(['changed chat.conversations'])
    expect(brief(createEmployeeStats({ countersOn: on, missing: ['2026-10-02'] }))).toEqual([])
    expect(
      brief(createEmployeeStats({ countersOn: on, missing: ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'] })),
    ).toEqual([])
    expect(brief(createEmployeeStats({ countersOn: on, period: { from: '2026-01-10', to: '2026-01-31' } }))).toEqual([])
    expect(brief(createEmployeeStats({ countersOn: on, archivedOn: '2026-11-05' }))).toEqual([])
  })

  test('of a change that the days themselves differ by', () => {
    const start = lastDays(30, latestDay).from
    const level = (day: Day, high: number) => createCounters({ chat_conversations: day >= start ? high : 3 })
    const even = createEmployeeStats({ countersOn: (day) => level(day, 5) })
    const bunched = createEmployeeStats({ countersOn: (day) => level(day, day.endsWith('7') ? 37 : 1) })
    expect([even, bunched].map(({ stats }) => stats['chat.conversations'].value)).toEqual([150, 138])
    expect(brief(even)).toEqual(['changed chat.conversations'])
    expect(brief(bunched)).toEqual([])
  })

  test('of a rate that three days alone have moved', () => {
    const start = lastDays(30, latestDay).from
    const rejecting = (rejected: (day: Day) => number) => (day: Day) =>
      createCounters({ code_edits_accepted: 44, code_edits_rejected: day < start ? 2 : rejected(day) })
    const everyDay = createEmployeeStats({ countersOn: rejecting(() => 8) })
    const threeDays = createEmployeeStats({ countersOn: rejecting((day) => (day.endsWith('3') ? 62 : 2)) })
    const proposed = 30 * 44 + 30 * 8
    expect(everyDay.stats['code.edit_acceptance_rate'].value).toBeCloseTo((30 * 44) / proposed)
    expect(threeDays.stats['code.edit_acceptance_rate'].value).toBeCloseTo((30 * 44) / proposed)
    expect([everyDay, threeDays].map(brief)).toEqual([['rate_changed code.edit_acceptance_rate'], []])
  })

  test('of someone who is not matched', () => {
    expect(brief(createEmployeeStats({ countersOn: on, claudeUsers: 0 }))).toEqual([])
  })

  test('to have stopped while a day is missing, since it may have gone on then', () => {
    const before = (day: Day) => (day < lastDays(30, latestDay).from ? doubled : null)
    expect(brief(createEmployeeStats({ countersOn: before }))).toEqual(['stopped chat.conversations'])
    expect(brief(createEmployeeStats({ countersOn: before, missing: ['2026-11-02'] }))).toEqual([])
    const artifacts = { 'chat.messages': [500, 500], 'chat.artifacts': [0, 50] } as const
    expect(brief({ ...answer(artifacts), coverage: { ...base.coverage, missing: ['2026-11-02'] } })).toEqual([])
  })

  test('from days when the missing days alone could have made the difference', () => {
    const same = (day: Day) => (day ? doubled : null)
    const missing = ['2026-11-02', '2026-11-03', '2026-11-04'] as const
    expect(brief(createEmployeeStats({ countersOn: same, missing }))).toEqual(['steady chat.conversations'])
  })

  test('where another source counts more than the one before', () => {
    const skills = createCounters({ skill_invocations: 4 })
    const source = (day: Day) => (day < '2026-10-22' ? 'users' : 'report') as 'users' | 'report'
    const reported = (day: Day) => (day >= '2026-10-22' ? skills : null)
    expect(brief(createEmployeeStats({ countersOn: reported }))).toEqual(['new skills.invocations'])
    expect(brief(createEmployeeStats({ countersOn: reported, sourceOn: source }))).toEqual([])
  })
})

describe('over any numbers', () => {
  const anyCount = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 4000 }))
  const sums = catalog.filter(({ kind }) => kind === 'sum').map(({ id }) => id)
  const anyKnown = fc
    .tuple(
      fc.tuple(
        ...sums.map(() =>
          fc.oneof(
            fc.tuple(anyCount, anyCount),
            anyCount.map((same) => [same, same] as const),
          ),
        ),
      ),
      fc.tuple(anyCount, anyCount),
    )
    .map(([pairs, [rejected, rejectedBefore]]): Known => {
      const known: Known = Object.fromEntries(sums.map((id, index) => [id, pairs[index] as Pair]))
      const [now, before] = known['code.edits_accepted'] ?? [0, 0]
      return { ...known, ...edits([now ?? 0, (now ?? 0) + rejected], [before ?? 0, (before ?? 0) + rejectedBefore]) }
    })
  const changesOf = (response: EmployeeStatsResponse) =>
    findObservations(response).filter(({ kind }) => kind !== 'steady')

  test('only a few things are said, never twice of a product’s counts, and always the same', () => {
    fc.assert(
      fc.property(anyKnown, (known) => {
        const found = findObservations(answer(known))
        expect(found.length).toBeLessThanOrEqual(maxObservations)
        expect(found.filter(({ kind }) => kind === 'steady').length).toBeLessThanOrEqual(maxSteady)
        for (const { product } of found) {
          expect(found.filter((other) => other.product === product).length).toBeLessThanOrEqual(2)
        }
        expect(findObservations(answer(known))).toEqual(found)
      }),
    )
  })

  test('swapping the periods turns new into stopped, and more into less', () => {
    const opposite = {
      new: 'stopped',
      stopped: 'new',
      changed: 'changed',
      steady: 'steady',
      rate_changed: 'rate_changed',
    }
    const named = (found: readonly Observation[], kindOf: (one: Observation) => string) =>
      found.map((one) => `${kindOf(one)} ${one.product} ${Math.sign(one.value - one.previous)}`).sort()
    fc.assert(
      fc.property(anyKnown, (known) => {
        const swapped = Object.fromEntries(
          Object.entries(known).map(([id, [value, previous]]) => [id, [previous, value]]),
        ) as Known
        const [there, back] = [findObservations(answer(known)), findObservations(answer(swapped))]
        // With more than are said, those left out may differ: new ones come before those that stopped.
        fc.pre(there.length < maxObservations)
        expect(named(back, ({ kind }) => kind)).toEqual(
          named(
            there.map((one) => ({ ...one, value: one.previous, previous: one.value })),
            ({ kind }) => opposite[kind],
          ),
        )
      }),
    )
  })

  test('small samples are silent', () => {
    const small = fc.integer({ min: 0, max: minEvents - 1 })
    fc.assert(
      fc.property(fc.array(fc.tuple(small, small), { minLength: sums.length, maxLength: sums.length }), (pairs) => {
        const known: Known = Object.fromEntries(sums.map((id, index) => [id, pairs[index] as Pair]))
        expect(brief(answer(known))).toEqual([])
      }),
    )
  })

  test('what is said of few events is said of more of the same', () => {
    fc.assert(
      fc.property(anyKnown, fc.integer({ min: 2, max: 9 }), (known, times) => {
        const more = Object.fromEntries(
          Object.entries(known).map(([id, pair]) => [
            id,
            id === 'code.edit_acceptance_rate' ? pair : pair.map((value) => value && value * times),
          ]),
        ) as Known
        const [few, many] = [changesOf(answer(known)), changesOf(answer(more))]
        fc.pre(many.length < maxObservations)
        // A stat earlier in its product may now speak for it.
        const about = ({ kind, product }: Observation) => `${kind} ${product}`
        expect(many.map(about)).toEqual(expect.arrayContaining(few.map(about)))
      }),
    )
  })

  test.each([{ value: null }, { previous: null }, { partial: true }, { previousPartial: true }])(
    'a number with %o is never spoken of',
    (change) => {
      fc.assert(
        fc.property(anyKnown, (known) => {
          expect(findObservations(answer(known, change))).toEqual([])
        }),
      )
    },
  )
})
