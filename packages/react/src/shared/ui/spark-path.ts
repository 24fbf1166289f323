export interface SparkPoint {
  /** Null leaves a gap. */
  readonly value: number | null
  /** May still change: the line that leads to it is dashed. */
  readonly provisional: boolean
}

export interface SparkPaths {
  /** The settled line, as SVG path data in a box of 100 by 100; empty when there is nothing to draw. */
  readonly solid: string
  readonly dashed: string
  /** The ground under both, closed along the lower edge. */
  readonly area: string
}

/** Room above and below, so that a line at the edge is not cut in half. */
const inset = 6

/** A trend from edge to edge, from zero to `max`. */
export const buildSparkPaths = (points: readonly SparkPoint[], max: number): SparkPaths =>
  buildTrendPaths(
    points,
    (index) => (points.length > 1 ? (index / (points.length - 1)) * 100 : 50),
    (value) => 100 - inset - (max > 0 ? value / max : 0) * (100 - 2 * inset),
  )

/**
 * A trend as straight lines from bucket to bucket. A null interrupts it; a point between two nulls is drawn as a dot (a
 * line of no length with round ends).
 */
export const buildTrendPaths = (
  points: readonly SparkPoint[],
  xOf: (index: number) => number,
  yOf: (value: number) => number,
): SparkPaths => {
  const x = (index: number) => round(xOf(index))
  const y = (value: number) => round(yOf(value))
  const line = { solid: '', dashed: '' }
  let area = ''
  let pen: 'solid' | 'dashed' | null = null

  points.forEach((point, index) => {
    if (point.value === null) return
    const before = points[index - 1]?.value ?? null
    const at = `${x(index)} ${y(point.value)}`
    const last = (points[index + 1]?.value ?? null) === null

    if (before === null) {
      area += `M${x(index)} 100L${at}`
      if (last) line.solid += `M${at}h0`
      pen = null
    } else {
      const kind = point.provisional ? 'dashed' : 'solid'
      if (pen !== kind) line[kind] += `M${x(index - 1)} ${y(before)}`
      line[kind] += `L${at}`
      area += `L${at}`
      pen = kind
    }
    if (last) area += `L${x(index)} 100Z`
  })
  return { ...line, area }
}

const round = (value: number) => Math.round(value * 10) / 10
