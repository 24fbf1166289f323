'use client'

import type { StatDefinition, StatResult } from '@windmill/claude-core'
import { formatValue } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { getUnitText } from '../format/get-stat-text.ts'
import { useTexts } from '../format/use-texts.ts'
import { VisuallyHidden } from '../ui/visually-hidden.tsx'

interface FigureProps {
  readonly stat: StatDefinition
  readonly result: StatResult
}

/** A stat's value. Only screen readers get its unit, because the visible label already names it. */
export const Figure = ({ stat, result }: FigureProps): ReactNode => {
  const language = useTexts(enStatsPanel)
  const { value } = result
  return (
    <span className="claude-Figure" translate="no" data-known={value !== null || undefined}>
      {formatValue(language.locale, stat, value)}
      {value !== null && stat.unit !== '%' && (
        <VisuallyHidden> {getUnitText(language, stat.unit, value)}</VisuallyHidden>
      )}
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
