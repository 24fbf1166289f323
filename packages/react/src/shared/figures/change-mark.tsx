import type { ReactNode } from 'react'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'
import type { ChangeText } from './describe-change.ts'

/** A change in a neutral color, with the previous value. Screen readers hear a full sentence instead of the arrow. */
export const ChangeMark = ({ change }: { readonly change: ChangeText }): ReactNode => {
  if (!change.direction) return <span className="claude-Text">{change.amount}</span>
  return (
    <span className="claude-Text">
      <span aria-hidden="true">
        {change.direction === 'up' ? '↑' : '↓'} {change.amount} <span className="claude-Quiet">{change.from}</span>
      </span>
      <VisuallyHidden>{change.spoken}</VisuallyHidden>
    </span>
  )
}
