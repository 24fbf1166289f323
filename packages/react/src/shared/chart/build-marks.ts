import type { ScaleRange } from './scale.ts'
import { isFaint, type TrendPoint } from './trend.ts'

/** SVG path data in a box of 100 by 100, in the order of painting. A path is empty when there is nothing to draw. */
export interface Marks {
  /** The area of points before the employee started or after they left. */
  readonly outside: string
  /** A vertical line before each Monday. */
  readonly monday: string
  /** The boxes of points that were not read. */
  readonly missing: string
  /** The line of a rate, with a gap where there is no value. Empty for bars. */
  readonly line: string
  /** The bars or dots of values that may still change or are incomplete. */
  readonly faint: string
  /** The bars or dots of settled values. */
  readonly settled: string
}

/** The space on each side of a bar, as a share of the point's width. */
const barMargin = 0.16
/** Minimum height of a bar, in percent of the chart's height, so that a small count is not drawn as zero. */
const minBarHeight = 3

/**
 * Builds the marks of a chart: a bar per point for counts, or a line with dots for a rate. All points are equally wide.
 */
export const buildMarks = (points: readonly TrendPoint[], scale: ScaleRange, isRate: boolean): Marks => {
  const marks = { outside: '', monday: '', missing: '', line: '', faint: '', settled: '' }
  const width = 100 / points.length
  /** The path from the top left corner of a bar or box to its right edge. */
  const toRightEdge = `h${round(width * (1 - 2 * barMargin))}V`
  points.forEach((point, index) => {
    const { value } = point
    const left = index * width
    const barLeft = round(left + width * barMargin)
    if (point.isMonday) marks.monday += `M${round(left)} 0V100`
    if (point.isOutside) marks.outside += `M${round(left)} 100V0h${round(width)}V100Z`
    if (point.isMissing) marks.missing += `M${barLeft} 100V2${toRightEdge}100Z`
    if (value === null) return
    const shade = isFaint(point) ? 'faint' : 'settled'
    if (isRate) {
      const position = `${round(left + width / 2)} ${round(getVerticalPosition(value, scale))}`
      marks[shade] += `M${position}h0`
      marks.line += `${points[index - 1]?.value == null ? 'M' : 'L'}${position}`
    } else if (value > 0) {
      marks[shade] +=
        `M${barLeft} 100V${round(Math.min(getVerticalPosition(value, scale), 100 - minBarHeight))}${toRightEdge}100Z`
    }
  })
  return marks
}

/** Returns the vertical position of a value, from 0 at the top to 100. */
export const getVerticalPosition = (value: number, { bottom, top }: ScaleRange): number =>
  100 - ((value - bottom) / (top - bottom)) * 100

const round = (value: number) => Math.round(value * 100) / 100
