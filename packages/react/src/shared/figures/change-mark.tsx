import type { ReactNode } from 'react'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import type { ChangeText } from './describe-change.ts'

/**
 * A change with the previous value. Up and down have the same color. Screen readers get a phrase instead of the arrow.
 */
export const ChangeMark = ({ change }: { readonly change: ChangeText }): ReactNode => {
  if (!change.direction) return <span className="claude-Text">{change.amount}</span>
  return (
    <span className="claude-Text">
      <span aria-hidden="true">
        {change.direction === 'up' ? '↑' : '↓'} {change.amount}{' '}
        <span className="claude-Quiet">{change.previousText}</span>
      </span>
      <VisuallyHidden>{change.spokenText}</VisuallyHidden>
    </span>
  )
}
