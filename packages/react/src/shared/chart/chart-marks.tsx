import type { ReactNode } from 'react'
import { buildMarks } from './build-marks.ts'
import type { ScaleRange } from './scale.ts'
import type { TrendPoint } from './trend.ts'

interface ChartMarksProps {
  readonly points: readonly TrendPoint[]
  readonly scale: ScaleRange
  /** Whether to draw a line with dots instead of bars. */
  readonly isRate?: boolean | undefined
  /** Name and summary for screen readers. Without a label, the marks are hidden from them. */
  readonly label?: string | undefined
}

/** The bars or the line of a chart. They fill their container. */
export const ChartMarks = ({ points, scale, isRate = false, label }: ChartMarksProps): ReactNode => {
  const { mondays, outside, missing, line, faint, settled } = buildMarks(points, scale, isRate)
  return (
    <svg
      className="claude-Marks"
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      aria-hidden={label ? undefined : true}
      data-rate={isRate || undefined}
    >
      <path data-mark="outside" d={outside} />
      <path data-mark="monday" d={mondays} />
      <path data-mark="missing" d={missing} />
      {line && <path data-mark="line" d={line} />}
      <path data-mark="faint" d={faint} />
      <path data-mark="settled" d={settled} />
    </svg>
  )
}
