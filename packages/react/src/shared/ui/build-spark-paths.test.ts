import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildSparkPaths, type SparkPoint } from './build-spark-paths.ts'

const createSettled = (value: number | null): SparkPoint => ({ value, isProvisional: false })
const createProvisional = (value: number | null): SparkPoint => ({ value, isProvisional: true })

const countSegments = (path: string) => path.split('L').length - 1

describe('buildSparkPaths', () => {
  test('draws zero near the lower edge and the maximum near the upper edge', () => {
    expect(buildSparkPaths([createSettled(0), createSettled(10)], 10).solid).toBe('M0 94L100 6')
  })

  test('interrupts the line at an unknown value', () => {
    const { solid } = buildSparkPaths(
      [createSettled(1), createSettled(2), createSettled(null), createSettled(2), createSettled(1)],
      2,
    )
    expect(solid.match(/M/g)).toHaveLength(2)
    expect(countSegments(solid)).toBe(2)
  })

  test('passes over a skipped value, and ignores skipped values at the edges', () => {
    const skipped: SparkPoint = { value: null, isProvisional: false, isSkipped: true }
    const points = [skipped, createSettled(1), skipped, skipped, createSettled(2), skipped]
    expect(buildSparkPaths(points, 2).solid).toBe('M20 50L80 6')
  })

  test('dashes the line that leads to a provisional value', () => {
    const { solid, dashed } = buildSparkPaths(
      [createSettled(1), createSettled(1), createProvisional(1), createProvisional(1)],
      1,
    )
    expect(solid).toBe('M0 6L33.3 6')
    expect(dashed).toBe('M33.3 6L66.7 6L100 6')
  })

  test('draws a point without a known neighbor as a dot', () => {
    expect(buildSparkPaths([createSettled(null), createSettled(1), createSettled(null)], 1).solid).toBe('M50 6h0')
    expect(buildSparkPaths([createSettled(1)], 1).solid).toBe('M50 6h0')
  })

  test('draws nothing if no value is known', () => {
    expect(buildSparkPaths([createSettled(null), createProvisional(null)], 1)).toEqual({
      solid: '',
      dashed: '',
      area: '',
    })
  })

  test('joins two known neighbors by exactly one segment, and closes every area', () => {
    const point = fc.record({ value: fc.option(fc.integer({ min: 0, max: 50 })), isProvisional: fc.boolean() })
    fc.assert(
      fc.property(fc.array(point, { maxLength: 40 }), (points) => {
        const { solid, dashed, area } = buildSparkPaths(points, 50)
        const pairCount = points.filter(
          ({ value }, index) => index > 0 && value !== null && points[index - 1]?.value !== null,
        ).length
        expect(countSegments(solid) + countSegments(dashed)).toBe(pairCount)
        expect(area.split('M')).toHaveLength(area.split('Z').length)
        expect(`${solid}${dashed}${area}`).not.toMatch(/NaN|Infinity/)
      }),
    )
  })
})
