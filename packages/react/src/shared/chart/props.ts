import type { SparkPoint } from '../ui/spark-path.ts'
import type { Scale } from './scale.ts'

export interface ChartPoint extends SparkPoint {
  /** The point's time: "Tue, 3 Nov". */
  readonly label: string
  /** The value with its unit, or the reason why there is none. */
  readonly text: string
  /** A remark on the value; may be empty. */
  readonly note: string
  /** The value is unknown because days are missing, not because there was nothing to count. */
  readonly missing: boolean
}

export interface ChartProps {
  /** What the chart shows: "Commits per day". */
  readonly title: string
  /** What there is to see, in a sentence or two. */
  readonly summary: string
  /** In order, at least one. */
  readonly points: readonly ChartPoint[]
  readonly scale: Scale
  /** Formats a tick of the scale. */
  readonly format: (value: number) => string
  /** The points that have a label under them. */
  readonly axis: readonly { readonly index: number; readonly label: string }[]
  /** The column headers of the table: for the points and for their values. */
  readonly headers: readonly [string, string]
  /** Whether the area under the line is filled. False for a rate: a filled area suggests a quantity. `@default true` */
  readonly hasArea?: boolean
}
