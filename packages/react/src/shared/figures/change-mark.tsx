import type { ReactNode } from 'react'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import type { ChangeText } from './describe-change.ts'

/**
 * A change with the compared values. Up and down have the same color. Screen readers get a phrase instead of the signs.
 * In a right-to-left page, "1 → 6" still reads from left to right.
 */
export const ChangeMark = ({ change }: { readonly change: ChangeText }): ReactNode => (
  <span className="claude-Text">
    <span aria-hidden="true">
      <bdi>{change.amount}</bdi> <bdi className="claude-Quiet">{change.valuesText}</bdi>
    </span>
    <VisuallyHidden>{change.spokenText}</VisuallyHidden>
  </span>
)
