'use client'

import type { ReactNode } from 'react'
import { useClaude } from '../../provider.tsx'

interface RootProps {
  /** The widget's name, used as the prefix of its CSS classes. */
  readonly name: string
  readonly labelledBy: string
  readonly state?: string
  readonly busy?: boolean
  readonly children: ReactNode
}

/** A widget's outermost element: the card that scopes all styles. */
export const Root = ({ name, labelledBy, state, busy, children }: RootProps): ReactNode => {
  const { appearance } = useClaude()
  return (
    <section
      className={`claude-root claude-${name}`}
      data-appearance={appearance}
      data-state={state}
      aria-labelledby={labelledBy}
      aria-busy={busy || undefined}
    >
      {children}
    </section>
  )
}
