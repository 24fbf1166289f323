'use client'

import type { StatDefinition, StatResult } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatValue } from '../format/values.ts'
import { enStatsPanel } from '../texts/en-stats-panel.ts'
import { unitText } from '../texts/stat-texts.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Hidden } from '../ui/hidden.tsx'

interface FigureProps {
  readonly stat: StatDefinition
  readonly result: StatResult
}

/** A value with its unit. The unit is only heard: what is seen has a label that says it, and a chart that does. */
export const Figure = ({ stat, result }: FigureProps): ReactNode => {
  const words = useTexts(enStatsPanel)
  const { value } = result
  return (
    <span className="claude-Figure" data-known={value !== null || undefined}>
      {formatValue(words.locale, stat, value)}
      {value !== null && stat.unit !== '%' && <Hidden> {unitText(words, stat.unit, value)}</Hidden>}
    </span>
  )
}

/** Says of a partial value that it is one. */
export const PartialMark = ({ stat }: Pick<FigureProps, 'stat'>): ReactNode => {
  const { t } = useTexts(enStatsPanel)
  return (
    <span className="claude-PartialMark" data-tone="warn">
      {t(stat.kind === 'ratio' ? 'value.partial' : 'value.atLeast')}
    </span>
  )
}
