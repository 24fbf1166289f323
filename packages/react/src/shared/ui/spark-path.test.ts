import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildSparkPaths, type SparkPoint } from './spark-path.ts'

const settled = (value: number | null): SparkPoint => ({ value, provisional: false })
const provisional = (value: number | null): SparkPoint => ({ value, provisional: true })

const countSegments = (path: string) => path.split('L').length - 1

describe('buildSparkPaths', () => {
  test('spans the height from zero to the maximum', () => {
    expect(buildSparkPaths([settled(0), settled(10)], 10).solid).toBe('M0 94L100 6')
  })

  test('interrupts the line at an unknown value', () => {
    const { solid } = buildSparkPaths([settled(1), settled(2), settled(null), settled(2), settled(1)], 2)
    expect(solid.match(/M/g)).toHaveLength(2)
    expect(countSegments(solid)).toBe(2)
  })

  test('dashes the line from the last settled point on', () => {
    const { solid, dashed } = buildSparkPaths([settled(1), settled(1), provisional(1), provisional(1)], 1)
    expect(solid).toBe('M0 6L33.3 6')
    expect(dashed).toBe('M33.3 6L66.7 6L100 6')
  })

  test('draws a point between gaps as a dot', () => {
    expect(buildSparkPaths([settled(null), settled(1), settled(null)], 1).solid).toBe('M50 6h0')
    expect(buildSparkPaths([settled(1)], 1).solid).toBe('M50 6h0')
  })

  test('draws nothing without known values', () => {
    expect(buildSparkPaths([settled(null), provisional(null)], 1)).toEqual({ solid: '', dashed: '', area: '' })
  })

  test('joins known neighbors by exactly one segment and closes every area', () => {
    const point = fc.record({ value: fc.option(fc.integer({ min: 0, max: 50 })), provisional: fc.boolean() })
    fc.assert(
      fc.property(fc.array(point, { maxLength: 40 }), (points) => {
        const { solid, dashed, area } = buildSparkPaths(points, 50)
        const joined = points.filter((p, i) => i > 0 && p.value !== null && points[i - 1]?.value !== null).length
        expect(countSegments(solid) + countSegments(dashed)).toBe(joined)
        expect(area.split('M')).toHaveLength(area.split('Z').length)
        expect(`${solid}${dashed}${area}`).not.toMatch(/NaN|Infinity/)
      }),
    )
  })
})
