import type { ReactNode } from 'react'
import { type SparkPoint, buildSparkPaths } from './spark-path.ts'

interface SparklineProps {
  readonly points: readonly SparkPoint[]
  /** What the upper edge stands for. */
  readonly max: number
  /** Without the ground under the line, which would make a quantity of a rate. */
  readonly bare: boolean
  /** Name and summary. Without it the drawing only repeats what stands beside it, and is hidden. */
  readonly label?: string
}

/** A trend as wide and high as its box. */
export const Sparkline = ({ points, max, bare, label }: SparklineProps): ReactNode => {
  const { solid, dashed, area } = buildSparkPaths(points, max)
  return (
    <svg
      className="claude-Sparkline"
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {!bare && <path className="claude-Sparkline-area" d={area} />}
      <path className="claude-Sparkline-line" d={solid} />
      <path className="claude-Sparkline-line" data-provisional="" d={dashed} />
    </svg>
  )
}
