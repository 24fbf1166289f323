import type { ReactNode } from 'react'

interface PillProps {
  readonly tone?: 'neutral' | 'good' | 'warn' | 'accent'
  readonly children: ReactNode
}

export const Pill = ({ tone = 'neutral', children }: PillProps): ReactNode => (
  <span className="claude-Pill" data-tone={tone}>
    {children}
  </span>
)
