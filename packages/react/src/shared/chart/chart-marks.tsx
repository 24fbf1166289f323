import type { ReactNode } from 'react'
import { buildMarks, type MarkPoint } from './build-marks.ts'
import type { ScaleRange } from './scale.ts'

interface ChartMarksProps {
  readonly points: readonly MarkPoint[]
  readonly scale: ScaleRange
  /** Whether to draw a line with dots instead of bars. */
  readonly isRate?: boolean | undefined
  /** Name and summary for screen readers. Without a label, the marks are hidden from them. */
  readonly label?: string | undefined
}

/** The bars or the line of a chart. They fill their container. */
export const ChartMarks = ({ points, scale, isRate = false, label }: ChartMarksProps): ReactNode => (
  <svg
    className="claude-Marks"
    viewBox="0 0 100 100"
    preserveAspectRatio="none"
    role="img"
    aria-label={label}
    aria-hidden={!label || undefined}
    data-rate={isRate || undefined}
  >
    {Object.entries(buildMarks(points, scale, isRate)).map(([mark, path]) => (
      <path key={mark} data-mark={mark} d={path} />
    ))}
  </svg>
)
