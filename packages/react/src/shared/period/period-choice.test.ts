import { addDays, countDays, type Day } from '@windmill/claude-core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findDatesProblem } from './find-dates-problem.ts'
import { type Preset, resolvePeriod } from './period-choice.ts'

const presetEnd: Day = '2026-11-20'
const review = { label: 'H2', from: '2026-07-01', to: '2026-10-31' } as const

describe('resolvePeriod', () => {
  test.each<[Preset, Day, Day]>([
    ['7', '2026-11-14', '2026-11-20'],
    ['30', '2026-10-22', '2026-11-20'],
    ['90', '2026-08-23', '2026-11-20'],
    ['quarter', '2026-10-01', '2026-11-20'],
    ['lastQuarter', '2026-07-01', '2026-09-30'],
    ['review', '2026-07-01', '2026-10-31'],
  ])('resolves the preset %s to %s – %s', (preset, from, to) => {
    expect(resolvePeriod(preset, presetEnd, review)).toEqual({ from, to })
  })

  test('resolves the last quarter to Q4 of the year before when the given day is in Q1', () => {
    expect(resolvePeriod('lastQuarter', '2026-02-10', null)).toEqual({ from: '2025-10-01', to: '2025-12-31' })
  })

  test('resolves this quarter to a single day when the given day is the first of a quarter', () => {
    expect(resolvePeriod('quarter', '2026-10-01', null)).toEqual({ from: '2026-10-01', to: '2026-10-01' })
  })

  test('never ends a preset after the given day, and never makes it longer than 92 days', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 800 }),
        fc.constantFrom<Preset>('7', '30', '90', 'quarter', 'lastQuarter'),
        (offset, preset) => {
          const givenDay = addDays('2026-01-01', offset)
          const period = resolvePeriod(preset, givenDay, null)
          expect(period.to <= givenDay).toBe(true)
          expect(countDays(period)).toBeGreaterThan(0)
          expect(countDays(period)).toBeLessThanOrEqual(92)
        },
      ),
    )
  })
})

describe('findDatesProblem', () => {
  test.each([
    ['', '2026-11-02', 'invalid'],
    ['2026-02-30', '2026-11-02', 'invalid'],
    ['2026-11-03', '2026-11-02', 'reversed'],
    ['2025-12-31', '2026-11-02', 'outside'],
    ['2026-11-01', '2026-11-21', 'outside'],
    ['2026-11-01', '2026-11-01', null],
    ['2026-01-01', '2026-11-20', null],
  ])('for the dates %j and %j, returns %j', (from, to, problem) => {
    expect(findDatesProblem(from, to, presetEnd)).toBe(problem)
  })
})
