import { addDays, countDays, type Day } from '@windmill/claude-core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findDatesProblem } from './find-dates-problem.ts'
import { chooseBucket, type Preset, resolvePeriod } from './period-choice.ts'

const end: Day = '2026-11-20'
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
    expect(resolvePeriod(preset, end, review)).toEqual({ from, to })
  })

  test('resolves the last quarter in Q1 to Q4 of the year before', () => {
    expect(resolvePeriod('lastQuarter', '2026-02-10', null)).toEqual({ from: '2025-10-01', to: '2025-12-31' })
  })

  test('resolves this quarter to one day on the first day of a quarter', () => {
    expect(resolvePeriod('quarter', '2026-10-01', null)).toEqual({ from: '2026-10-01', to: '2026-10-01' })
  })

  test('never ends a preset after the newest day or makes it longer than a quarter', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 800 }),
        fc.constantFrom<Preset>('7', '30', '90', 'quarter', 'lastQuarter'),
        (offset, preset) => {
          const last = addDays('2026-01-01', offset)
          const period = resolvePeriod(preset, last, null)
          expect(period.to <= last).toBe(true)
          expect(countDays(period)).toBeGreaterThan(0)
          expect(countDays(period)).toBeLessThanOrEqual(92)
        },
      ),
    )
  })
})

test('chooseBucket chooses days up to a month, weeks up to four months, then months', () => {
  const bucketOfDays = (days: number) => chooseBucket({ from: addDays(end, 1 - days), to: end })
  expect([1, 31, 32, 120, 121, 366].map(bucketOfDays)).toEqual(['day', 'day', 'week', 'week', 'month', 'month'])
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
  ])('from %j to %j: %s', (from, to, problem) => {
    expect(findDatesProblem(from, to, end)).toBe(problem)
  })
})
