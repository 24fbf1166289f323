import type { SparkPoint } from '../ui/build-spark-paths.ts'
import type { Scale } from './scale.ts'

/** A point of a chart, with the texts that describe it. */
export interface ChartPoint extends SparkPoint {
  /** The bucket of the point: "Tue 3 Nov". Unique in the chart. */
  readonly label: string
  /** The value with its unit, or the reason why there is none. */
  readonly text: string
  /** A remark on the value. Can be empty. */
  readonly note: string
  /** Whether the value is unknown because none of the days is read. False if a read bucket has no value. */
  readonly isMissing: boolean
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
  /** The labels under the chart, by the index of their point. */
  readonly axisLabels: readonly { readonly index: number; readonly label: string }[]
  /** The headers of the table's two columns: points and values. */
  readonly headers: readonly [string, string]
  /** Whether the area under the line is filled. False for a rate: a filled area suggests a quantity. `@default true` */
  readonly hasArea?: boolean
}
