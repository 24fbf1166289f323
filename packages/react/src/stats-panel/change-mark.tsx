import type { ReactNode } from 'react'
import { Hidden } from '../ui/hidden.tsx'
import type { ChangeText } from './change-text.ts'

/** A change in neutral ink, with the number it comes from, and in words when heard. */
export const ChangeMark = ({ change }: { readonly change: ChangeText }): ReactNode => {
  if (!change.direction) return <span className="claude-Text">{change.amount}</span>
  return (
    <span className="claude-Text">
      <span aria-hidden="true">
        {change.direction === 'up' ? '↑' : '↓'} {change.amount} <span className="claude-Quiet">{change.from}</span>
      </span>
      <Hidden>{change.spoken}</Hidden>
    </span>
  )
}
