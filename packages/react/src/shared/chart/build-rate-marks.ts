import { barMargin, drawBox, getShade, getVerticalPosition, type Marks, round } from './build-bars.ts'
import type { ScaleRange } from './scale.ts'
import type { TrendPoint } from './trend.ts'

/** A point of a rate, with its width. */
export interface RatePoint extends TrendPoint {
  /** The width, relative to the other points. `@default 1` */
  readonly width?: number
}

/** Builds the marks of a rate: a dot per point, on a line that is as wide as its points and has gaps without a value. */
export const buildRateMarks = (points: readonly RatePoint[], scale: ScaleRange): Marks => {
  const marks = { outside: '', monday: '', missing: '', line: '', faint: '', settled: '' }
  const unit = 100 / points.reduce((sum, { width = 1 }) => sum + width, 0)
  let end = 0
  points.forEach((point, index) => {
    const { value, width = 1 } = point
    const start = end
    end += width * unit
    const margin = width * unit * barMargin
    if (point.isOutside) marks.outside += drawBox(start, end, 0)
    if (point.isMissing) marks.missing += drawBox(start + margin, end - margin, 2)
    if (value === null) return
    const [x, y] = [round((start + end) / 2), round(getVerticalPosition(value, scale))]
    marks[getShade(point)] += `M${x} ${y}h0`
    marks.line += points[index - 1]?.value == null ? `M${round(start + margin)} ${y}H${x}` : `L${x} ${y}`
    if (points[index + 1]?.value == null) marks.line += `H${round(end - margin)}`
  })
  return marks
}
