import type { ReactNode } from 'react'
import { buildSparkPaths, type SparkPoint } from './build-spark-paths.ts'

interface SparklineProps {
  readonly points: readonly SparkPoint[]
  /** The value at the upper edge. */
  readonly max: number
  /** Whether the area under the line is filled. False for a rate: a filled area suggests a quantity. */
  readonly hasArea: boolean
  /** Name and summary for screen readers. Without a label, the sparkline is hidden from them. */
  readonly label?: string | undefined
}

/** A small trend line that fills its container. */
export const Sparkline = ({ points, max, hasArea, label }: SparklineProps): ReactNode => {
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
      {hasArea && <path className="claude-Sparkline-area" d={area} />}
      <path className="claude-Sparkline-line" d={solid} />
      <path className="claude-Sparkline-line" data-provisional="" d={dashed} />
    </svg>
  )
}
