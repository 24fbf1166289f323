'use client'

import type { ReactNode } from 'react'
import { useClaude } from '../../provider.tsx'

interface RootProps {
  /** The widget's name, which its slots' class names begin with. */
  readonly name: string
  readonly labelledBy: string
  readonly state?: string
  readonly busy?: boolean
  readonly children: ReactNode
}

/** A widget's outermost element: a card that all of the styles hang on. */
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
