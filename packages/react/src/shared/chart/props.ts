import type { SparkPoint } from '../ui/spark-path.ts'
import type { Scale } from './scale.ts'

export interface ChartPoint extends SparkPoint {
  /** When: "Tue, 3 Nov". */
  readonly label: string
  /** The value with its unit, or why there is none. */
  readonly text: string
  /** What else is to be known of it. */
  readonly note: string
  /** Something is missing there, as opposed to nothing having been there. */
  readonly missing: boolean
}
export interface ChartProps {
  /** What is shown: "Commits per day". */
  readonly title: string
  /** What there is to see in it, in a sentence or two. */
  readonly summary: string
  /** In order, at least one. */
  readonly points: readonly ChartPoint[]
  readonly scale: Scale
  /** A tick of the scale. */
  readonly format: (value: number) => string
  /** The points that have a label under them. */
  readonly axis: readonly { readonly index: number; readonly label: string }[]
  /** The heads of the table: of the points, and of their values. */
  readonly headers: readonly [string, string]
  /** Without the ground under the line, which would make a quantity of a share. */
  readonly bare?: boolean
}
