import type { ReactNode } from 'react'

interface PillProps {
  /** `@default 'neutral'` */
  readonly tone?: 'neutral' | 'good' | 'warn' | 'accent'
  readonly children: ReactNode
}

/** A short label with a colored background, such as a status. */
export const Pill = ({ tone = 'neutral', children }: PillProps): ReactNode => (
  <span className="claude-Pill" data-tone={tone}>
    {children}
  </span>
)
