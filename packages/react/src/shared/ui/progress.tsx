import type { ReactNode } from 'react'

interface ProgressProps {
  /** The name of the progress bar, for screen readers. */
  readonly label: string
  readonly done: number
  /** The value of `done` at the end. */
  readonly total: number
  /** The progress in words, for screen readers. */
  readonly text: string
}

/** A progress bar. */
export const Progress = ({ label, done, total, text }: ProgressProps): ReactNode => (
  <div
    className="claude-Progress"
    role="progressbar"
    aria-label={label}
    aria-valuemin={0}
    aria-valuemax={total}
    aria-valuenow={done}
    aria-valuetext={text}
  >
    <span style={{ inlineSize: `${total > 0 ? (done / total) * 100 : 0}%` }} />
  </div>
)
