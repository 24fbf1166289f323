'use client'

import { computeLengthRatio } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { useTexts } from '../format/use-texts.ts'
import { ChangeMark } from './change-mark.tsx'
import { describeChange } from './describe-change.ts'
import { explainDash } from './explain-dash.ts'
import type { StatProps } from './props.ts'

/** A stat's change against the previous period, or the reason why the stat has no value. */
export const StatChange = ({ stat, response, hasComparison }: StatProps): ReactNode => {
  const language = useTexts(enStatsPanel)
  const result = response.stats[stat.id]
  if (result.value === null) return <span className="claude-Quiet">{language.t(explainDash(stat, response))}</span>
  const change = hasComparison && describeChange(language, stat, result, computeLengthRatio(response))
  return change ? <ChangeMark change={change} /> : null
}
