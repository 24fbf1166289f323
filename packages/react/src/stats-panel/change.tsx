'use client'

import type { StatDefinition, StatResult } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { useStatsTexts } from '../texts/use-texts.ts'
import { Hidden } from '../ui/hidden.tsx'
import { changeText } from './change-text.ts'

interface ChangeProps {
  readonly stat: StatDefinition
  readonly result: StatResult
}

/** The change against the period before: in neutral ink, with the number it comes from, and in words when heard. */
export const Change = ({ stat, result }: ChangeProps): ReactNode => {
  const change = changeText(useStatsTexts(), stat, result)
  if (!change) return null
  if (!change.direction) return <span className="claude-Change">{change.amount}</span>
  return (
    <span className="claude-Change">
      <span aria-hidden="true">
        {change.direction === 'up' ? '↑' : '↓'} {change.amount} <span className="claude-Quiet">{change.from}</span>
      </span>
      <Hidden>{change.spoken}</Hidden>
    </span>
  )
}
