/** A point of a trend. */
export interface SparkPoint {
  /** Null leaves a gap, unless `isSkipped` is true. */
  readonly value: number | null
  /** Whether the line passes over a null value, because there was nothing to measure. `@default` false */
  readonly isSkipped?: boolean
  /** Whether the value may still change. The line that leads to a provisional value is dashed. */
  readonly isProvisional: boolean
}

/** SVG path data in a box of 100 by 100. A path is empty when there is nothing to draw. */
export interface SparkPaths {
  /** The lines that lead to settled values, and all dots. */
  readonly solid: string
  /** The lines that lead to provisional values. */
  readonly dashed: string
  /** The area under all lines, closed along the lower edge. */
  readonly area: string
}

/** Space above and below a sparkline, in percent of its height, so that a line at the edge is not clipped. */
const insetPercent = 6

/** Builds the paths of a sparkline that spans the full width, with values from zero to `max`. */
export const buildSparkPaths = (points: readonly SparkPoint[], max: number): SparkPaths =>
  buildTrendPaths(
    points,
    (index) => (points.length > 1 ? (index / (points.length - 1)) * 100 : 50),
    (value) => 100 - insetPercent - (max > 0 ? value / max : 0) * (100 - 2 * insetPercent),
  )

/**
 * Builds the paths of a trend as straight lines between points. A null value interrupts the line, unless it is skipped.
 * A point without a known neighbor is drawn as a dot: a line of zero length with round ends.
 *
 * @param getX Returns the horizontal position of a point, from 0 to 100.
 * @param getY Returns the vertical position of a value, from 0 at the top to 100.
 */
export const buildTrendPaths = (
  points: readonly SparkPoint[],
  getX: (index: number) => number,
  getY: (value: number) => number,
): SparkPaths => {
  const roundX = (index: number) => roundToTenth(getX(index))
  const roundY = (value: number) => roundToTenth(getY(value))
  const line = { solid: '', dashed: '' }
  let area = ''
  // The path to which the last segment was added.
  let current: 'solid' | 'dashed' | null = null

  const drawn = points
    .map((point, index) => ({ ...point, index }))
    .filter(({ value, isSkipped }) => value !== null || !isSkipped)
  drawn.forEach((point, order) => {
    if (point.value === null) return
    const { index } = point
    const previous = drawn[order - 1]
    const position = `${roundX(index)} ${roundY(point.value)}`
    const isLastBeforeGap = (drawn[order + 1]?.value ?? null) === null

    if (!previous || previous.value === null) {
      area += `M${roundX(index)} 100L${position}`
      if (isLastBeforeGap) line.solid += `M${position}h0`
      current = null
    } else {
      const stroke = point.isProvisional ? 'dashed' : 'solid'
      if (current !== stroke) line[stroke] += `M${roundX(previous.index)} ${roundY(previous.value)}`
      line[stroke] += `L${position}`
      area += `L${position}`
      current = stroke
    }
    if (isLastBeforeGap) area += `L${roundX(index)} 100Z`
  })
  return { ...line, area }
}

const roundToTenth = (value: number) => Math.round(value * 10) / 10
