'use client'

import type { ReactNode } from 'react'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { useTexts } from '../format/use-texts.ts'
import { ChangeMark } from './change-mark.tsx'
import { describeChange } from './describe-change.ts'
import { explainDash } from './explain-dash.ts'
import type { StatProps } from './props.ts'

/** A stat's change against the previous period. If the stat has no value, the reason for its dash instead. */
export const StatChange = ({ stat, response, isCompared }: StatProps): ReactNode => {
  const words = useTexts(enStatsPanel)
  const result = response.stats[stat.id]
  if (result.value === null) return <span className="claude-Quiet">{words.t(explainDash(stat, response))}</span>
  const change = isCompared && describeChange(words, stat, result)
  return change ? <ChangeMark change={change} /> : null
}
