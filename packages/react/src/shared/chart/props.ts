import type { Scale } from './scale.ts'
import type { TrendPoint } from './trend.ts'

/** A point of a chart, with the texts that describe it. */
export interface ChartPoint extends TrendPoint {
  /** The bucket of the point: "Tue 3 Nov". Unique in the chart. */
  readonly label: string
  /** The value with its unit, or the reason why there is none. */
  readonly text: string
  /** A remark on the value. Can be empty. */
  readonly note: string
}

/** A label on the axis of time. */
export interface AxisLabel {
  /** The index of the labeled point. */
  readonly index: number
  readonly label: string
  /** Whether a narrow chart hides the label. True for every second label, counted back from the newest. */
  readonly isMinor: boolean
}

/** The props of `Chart`. */
export interface ChartProps {
  /** What the chart shows: "Commits per day". */
  readonly title: string
  /** The trend in words, such as its highest and lowest values. */
  readonly summary: string
  /** Oldest first, at least one. */
  readonly points: readonly ChartPoint[]
  readonly scale: Scale
  /** Formats a tick of the scale. */
  readonly formatTick: (value: number) => string
  /** The labels under the chart. */
  readonly axisLabels: readonly AxisLabel[]
  /** The headers of the table's two columns: points and values. `@default` the chart has no table */
  readonly headers?: readonly [string, string]
  /** Whether to draw a line with dots instead of bars. `@default false` */
  readonly isRate?: boolean
}
