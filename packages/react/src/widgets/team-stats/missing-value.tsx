'use client'

import type { ReactNode } from 'react'
import { VisuallyHidden } from '../../shared/ui/visually-hidden.tsx'

interface MissingValueProps {
  /** The visible symbol. `@default '–'` */
  readonly symbol?: string
  /** The text for screen readers. */
  readonly children: string
}

/** Stands in for a value that is unknown or still loading. */
export const MissingValue = ({ symbol = '–', children }: MissingValueProps): ReactNode => (
  <span className="claude-Quiet">
    <span aria-hidden="true">{symbol}</span>
    <VisuallyHidden>{children}</VisuallyHidden>
  </span>
)
