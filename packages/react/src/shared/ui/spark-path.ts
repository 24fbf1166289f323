export interface SparkPoint {
  /** Null leaves a gap. */
  readonly value: number | null
  /** The value may still change: the line leading to it is dashed. */
  readonly provisional: boolean
}

/** SVG path data in a box of 100 by 100. Empty when there is nothing to draw. */
export interface SparkPaths {
  /** The line of settled values. */
  readonly solid: string
  /** The line of provisional values. */
  readonly dashed: string
  /** The area under both lines, closed along the lower edge. */
  readonly area: string
}

/** Space above and below, so that a line at the edge is not clipped. */
const inset = 6

/** Builds the paths of a sparkline that spans the full width, with values from zero to `max`. */
export const buildSparkPaths = (points: readonly SparkPoint[], max: number): SparkPaths =>
  buildTrendPaths(
    points,
    (index) => (points.length > 1 ? (index / (points.length - 1)) * 100 : 50),
    (value) => 100 - inset - (max > 0 ? value / max : 0) * (100 - 2 * inset),
  )

/**
 * Builds the paths of a trend as straight lines between points. A null value interrupts the line. A point between two nulls
 * is drawn as a dot: a line of zero length with round ends.
 */
export const buildTrendPaths = (
  points: readonly SparkPoint[],
  getX: (index: number) => number,
  getY: (value: number) => number,
): SparkPaths => {
  const x = (index: number) => roundToTenth(getX(index))
  const y = (value: number) => roundToTenth(getY(value))
  const line = { solid: '', dashed: '' }
  let area = ''
  let pen: 'solid' | 'dashed' | null = null

  points.forEach((point, index) => {
    if (point.value === null) return
    const previous = points[index - 1]?.value ?? null
    const position = `${x(index)} ${y(point.value)}`
    const isLastOfRun = (points[index + 1]?.value ?? null) === null

    if (previous === null) {
      area += `M${x(index)} 100L${position}`
      if (isLastOfRun) line.solid += `M${position}h0`
      pen = null
    } else {
      const kind = point.provisional ? 'dashed' : 'solid'
      if (pen !== kind) line[kind] += `M${x(index - 1)} ${y(previous)}`
      line[kind] += `L${position}`
      area += `L${position}`
      pen = kind
    }
    if (isLastOfRun) area += `L${x(index)} 100Z`
  })
  return { ...line, area }
}

const roundToTenth = (value: number) => Math.round(value * 10) / 10
