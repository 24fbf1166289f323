import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type SparkPoint, buildSparkPaths } from './spark-path.ts'

const known = (value: number | null): SparkPoint => ({ value, provisional: false })
const open = (value: number | null): SparkPoint => ({ value, provisional: true })

/** How many straight pieces a path has. */
const pieces = (path: string) => path.split('L').length - 1

describe('sparklines', () => {
  test('the highest value reaches the upper edge and zero the lower one', () => {
    expect(buildSparkPaths([known(0), known(10)], 10).solid).toBe('M0 94L100 6')
  })

  test('a day that is not known interrupts the line', () => {
    const { solid } = buildSparkPaths([known(1), known(2), known(null), known(2), known(1)], 2)
    expect(solid.match(/M/g)).toHaveLength(2)
    expect(pieces(solid)).toBe(2)
  })

  test('what may still change is dashed, from the last settled point on', () => {
    const { solid, dashed } = buildSparkPaths([known(1), known(1), open(1), open(1)], 1)
    expect(solid).toBe('M0 6L33.3 6')
    expect(dashed).toBe('M33.3 6L66.7 6L100 6')
  })

  test('a point that stands alone is a dot', () => {
    expect(buildSparkPaths([known(null), known(1), known(null)], 1).solid).toBe('M50 6h0')
    expect(buildSparkPaths([known(1)], 1).solid).toBe('M50 6h0')
  })

  test('nothing known draws nothing', () => {
    expect(buildSparkPaths([known(null), open(null)], 1)).toEqual({ solid: '', dashed: '', area: '' })
  })

  test('two known neighbors are joined by exactly one piece, and the ground has an end for every beginning', () => {
    const point = fc.record({ value: fc.option(fc.integer({ min: 0, max: 50 })), provisional: fc.boolean() })
    fc.assert(
      fc.property(fc.array(point, { maxLength: 40 }), (points) => {
        const { solid, dashed, area } = buildSparkPaths(points, 50)
        const joined = points.filter((p, i) => i > 0 && p.value !== null && points[i - 1]?.value !== null).length
        expect(pieces(solid) + pieces(dashed)).toBe(joined)
        expect(area.split('M')).toHaveLength(area.split('Z').length)
        expect(`${solid}${dashed}${area}`).not.toMatch(/NaN|Infinity/)
      }),
    )
  })
})
