'use client'

import type { StatDefinition, StatResult } from '@windmill/claude-core'
import { formatValue } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { unitText } from '../format/stat-texts.ts'
import { useTexts } from '../format/use-texts.ts'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'

interface FigureProps {
  readonly stat: StatDefinition
  readonly result: StatResult
}

/** A stat's value. Its unit is only for screen readers, because the visible label and the chart already name it. */
export const Figure = ({ stat, result }: FigureProps): ReactNode => {
  const words = useTexts(enStatsPanel)
  const { value } = result
  return (
    <span className="claude-Figure" data-known={value !== null || undefined}>
      {formatValue(words.locale, stat, value)}
      {value !== null && stat.unit !== '%' && <VisuallyHidden> {unitText(words, stat.unit, value)}</VisuallyHidden>}
    </span>
  )
}

/** Marks a partial value: a rate as partial, a count as a lower bound. */
export const PartialMark = ({ stat }: Pick<FigureProps, 'stat'>): ReactNode => {
  const { t } = useTexts(enStatsPanel)
  return (
    <span className="claude-PartialMark" data-tone="warn">
      {t(stat.kind === 'ratio' ? 'value.partial' : 'value.atLeast')}
    </span>
  )
}
