import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildBars } from './build-bars.ts'
import { buildRateMarks } from './build-rate-marks.ts'
import type { TrendPoint } from './trend.ts'

const createPoint = (value: number | null, flags: Partial<TrendPoint> = {}): TrendPoint => ({
  value,
  isProvisional: false,
  isPartial: false,
  isMissing: false,
  isOutside: false,
  isMonday: false,
  ...flags,
})
const countMarks = (path: string) => path.split('M').length - 1
const countScale = { bottom: 0, top: 10 }
const rateScale = { bottom: 0.8, top: 1 }

describe('bars', () => {
  test('are as high as their share of the scale, and a zero has no bar', () => {
    const { settled, line } = buildBars([createPoint(10), createPoint(0)], countScale)
    expect(settled).toBe('M8 100V0H42V100Z')
    expect(line).toBe('')
  })

  test('are faint if the value may still change or the week is incomplete', () => {
    const points = [createPoint(5), createPoint(5, { isProvisional: true }), createPoint(5, { isPartial: true })]
    const { settled, faint } = buildBars(points, countScale)
    expect([countMarks(settled), countMarks(faint)]).toEqual([1, 2])
  })

  test('are visible for the smallest count', () => {
    expect(buildBars([createPoint(1)], { bottom: 0, top: 100_000 }).settled).toContain('V97H')
  })

  test('are replaced by a box for a point that was not read, and by nothing for other unknown points', () => {
    const { settled, missing } = buildBars([createPoint(null, { isMissing: true }), createPoint(null)], countScale)
    expect(settled).toBe('')
    expect(missing).toBe('M8 100V2H42V100Z')
  })

  test('are replaced by an area without gaps for points before someone started or after they left', () => {
    const outside = createPoint(null, { isOutside: true })
    expect(buildBars([outside, outside, createPoint(0), createPoint(1)], countScale).outside).toBe(
      'M0 100V0H25V100ZM25 100V0H50V100Z',
    )
  })

  test('have a line before each Monday', () => {
    expect(buildBars([createPoint(1), createPoint(1, { isMonday: true })], countScale).monday).toBe('M50 0V100')
  })
})

describe('the line of a rate', () => {
  test('joins neighbors, with a dot at each, and leaves a gap where nothing was proposed', () => {
    const { line, settled } = buildRateMarks(
      [createPoint(1), createPoint(0.9), createPoint(null), createPoint(0.8)],
      rateScale,
    )
    expect(line).toBe('M4 0H12.5L37.5 50H46M79 100H87.5H96')
    expect(countMarks(settled)).toBe(3)
  })

  test('has its dots in the middle of their weeks, also where the first week is incomplete', () => {
    const { settled } = buildRateMarks(
      [
        { ...createPoint(1), width: 2 },
        { ...createPoint(1), width: 8 },
      ],
      rateScale,
    )
    expect(settled).toBe('M10 0h0M60 0h0')
  })
})

test('every known count above zero has exactly one mark inside the box, over random points', () => {
  const anyPoint = fc.record({
    value: fc.option(fc.integer({ min: 0, max: 50 })),
    isProvisional: fc.boolean(),
    isPartial: fc.boolean(),
    isMissing: fc.constant(false),
    isOutside: fc.constant(false),
    isMonday: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(anyPoint, { minLength: 1, maxLength: 60 }), (points) => {
      const { settled, faint } = buildBars(points, { bottom: 0, top: 50 })
      const knownPoints = points.filter(({ value }) => value !== null && value > 0)
      expect(countMarks(settled) + countMarks(faint)).toBe(knownPoints.length)
      const coordinates = `${settled}${faint}`.match(/-?\d+(\.\d+)?/g)?.map(Number) ?? []
      expect(coordinates.every((number) => number >= 0 && number <= 100)).toBe(true)
    }),
  )
})
