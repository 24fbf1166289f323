import type { ReactNode } from 'react'
import type { Marks } from './build-bars.ts'

interface ChartMarksProps {
  readonly marks: Marks
  /** Whether the marks are dots on a line instead of bars. `@default false` */
  readonly isRate?: boolean | undefined
  /** Name and summary for screen readers. Without a label, the marks are hidden from them. */
  readonly label?: string | undefined
}

/** The bars or the line of a chart. They fill their container. */
export const ChartMarks = ({ marks, isRate, label }: ChartMarksProps): ReactNode => (
  <svg
    className="claude-Marks"
    viewBox="0 0 100 100"
    preserveAspectRatio="none"
    role="img"
    aria-label={label}
    aria-hidden={!label || undefined}
    data-rate={isRate || undefined}
  >
    {Object.entries(marks).map(([mark, path]) => (
      <path key={mark} data-mark={mark} d={path} />
    ))}
  </svg>
)
