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
  /**
   * The line of a rate, with a gap where there is no value. It covers the whole width of its points, so that a point
   * between two gaps is a line too. Empty for bars.
   */
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

/** A point with its width. */
export interface MarkPoint extends TrendPoint {
  /** The width, relative to the other points. `@default 1` */
  readonly width?: number
}

/** Builds the marks of a chart: a bar per point for counts, or a line with dots for a rate. */
export const buildMarks = (points: readonly MarkPoint[], scale: ScaleRange, isRate: boolean): Marks => {
  const marks = { outside: '', monday: '', missing: '', line: '', faint: '', settled: '' }
  const unit = 100 / points.reduce((sum, { width = 1 }) => sum + width, 0)
  let end = 0
  points.forEach((point, index) => {
    const { value } = point
    const left = end
    const width = (point.width ?? 1) * unit
    end += width
    const barLeft = round(left + width * barMargin)
    const barRight = round(end - width * barMargin)
    const box = (top: number) => `M${barLeft} 100V${round(top)}H${barRight}V100Z`
    if (point.isMonday) marks.monday += `M${round(left)} 0V100`
    if (point.isOutside) marks.outside += `M${round(left)} 100V0h${round(width)}V100Z`
    if (point.isMissing) marks.missing += box(2)
    if (value === null) return
    const shade = isFaint(point) ? 'faint' : 'settled'
    const top = getVerticalPosition(value, scale)
    if (isRate) {
      const [x, y] = [round(left + width / 2), round(top)]
      marks[shade] += `M${x} ${y}h0`
      marks.line += points[index - 1]?.value == null ? `M${barLeft} ${y}H${x}` : `L${x} ${y}`
      if (points[index + 1]?.value == null) marks.line += `H${barRight}`
    } else if (value > 0) {
      marks[shade] += box(Math.min(top, 100 - minBarHeight))
    }
  })
  return marks
}

/** Returns the vertical position of a value, from 0 at the top to 100. */
export const getVerticalPosition = (value: number, { bottom, top }: ScaleRange): number =>
  100 - ((value - bottom) / (top - bottom)) * 100

const round = (value: number) => Math.round(value * 100) / 100
