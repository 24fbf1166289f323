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
export const barMargin = 0.16
/** Minimum height of a bar, in percent of the chart's height, so that a small count is not drawn as zero. */
const minBarHeight = 3

/** Builds the marks of a chart of counts: a bar per point. All points are equally wide. */
export const buildBars = (points: readonly TrendPoint[], scale: ScaleRange): Marks => {
  const marks = { outside: '', monday: '', missing: '', line: '', faint: '', settled: '' }
  const width = 100 / points.length
  points.forEach((point, index) => {
    const left = index * width
    const drawBar = (top: number) => drawBox(left + width * barMargin, left + width * (1 - barMargin), top)
    if (point.isMonday) marks.monday += `M${round(left)} 0V100`
    if (point.isOutside) marks.outside += drawBox(left, left + width, 0)
    if (point.isMissing) marks.missing += drawBar(2)
    if (point.value) {
      marks[getShade(point)] += drawBar(Math.min(getVerticalPosition(point.value, scale), 100 - minBarHeight))
    }
  })
  return marks
}

/** Returns the mark that a point with a value belongs to. */
export const getShade = (point: TrendPoint): 'faint' | 'settled' => (isFaint(point) ? 'faint' : 'settled')

/** Draws a box that stands on the bottom of the chart. */
export const drawBox = (left: number, right: number, top: number): string =>
  `M${round(left)} 100V${round(top)}H${round(right)}V100Z`

/** Returns the vertical position of a value, from 0 at the top to 100. */
export const getVerticalPosition = (value: number, { bottom, top }: ScaleRange): number =>
  100 - ((value - bottom) / (top - bottom)) * 100

/** Rounds a position to two decimals. */
export const round = (value: number): number => Math.round(value * 100) / 100
