'use client'

import type { ReactNode } from 'react'
import { VisuallyHidden } from '../../shared/ui/visually-hidden.tsx'

interface MissingValueProps {
  /** What is visible, `–` by default. */
  readonly symbol?: string
  /** What a screen reader says instead. */
  readonly children: string
}

/** Stands for a value that is unknown or still loads. */
export const MissingValue = ({ symbol = '–', children }: MissingValueProps): ReactNode => (
  <span className="claude-Quiet">
    <span aria-hidden="true">{symbol}</span>
    <VisuallyHidden>{children}</VisuallyHidden>
  </span>
)
