'use client'

import type { EmployeeStatsResponse, StatDefinition } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { enStatsPanel } from '../texts/en-stats-panel.ts'
import { useTexts } from '../texts/use-texts.ts'
import { ChangeMark } from './change-mark.tsx'
import { changeText } from './change-text.ts'
import { dashReason } from './dash-reason.ts'

export interface StatProps {
  readonly stat: StatDefinition
  readonly response: EmployeeStatsResponse
  readonly isCompared: boolean
}

/**
 * The change against the period before: in neutral ink, with the number it comes from, and in words when heard. Beside a
 * dash it says why there is no value.
 */
export const Change = ({ stat, response, isCompared }: StatProps): ReactNode => {
  const words = useTexts(enStatsPanel)
  const result = response.stats[stat.id]
  if (result.value === null) return <span className="claude-Quiet">{words.t(dashReason(stat, response))}</span>
  const change = isCompared && changeText(words, stat, result)
  return change ? <ChangeMark change={change} /> : null
}
