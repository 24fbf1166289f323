'use client'

import type { StatDefinition, StatResult } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatValue } from '../format/values.ts'
import { enStatsPanel } from '../texts/en-stats-panel.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Hidden } from '../ui/hidden.tsx'

interface FigureProps {
  readonly stat: StatDefinition
  readonly result: StatResult
}

/** A value with its unit. The unit is only heard: what is seen has a label that says it, see `UnitNote`. */
export const Figure = ({ stat, result }: FigureProps): ReactNode => {
  const { locale } = useTexts(enStatsPanel)
  const { value } = result
  return (
    <span className="claude-Figure" data-known={value !== null || undefined}>
      {formatValue(locale, stat, value)}
      {value !== null && stat.unit !== '%' && <Hidden> {stat.unit}</Hidden>}
    </span>
  )
}

/** What is counted, beside a label that does not say it. */
export const UnitNote = ({ stat }: Pick<FigureProps, 'stat'>): ReactNode =>
  stat.unit === 'invocations' && (
    <span className="claude-Unit" aria-hidden="true">
      {stat.unit}
    </span>
  )

/** Says of a partial value that it is one. */
export const PartialMark = ({ stat }: Pick<FigureProps, 'stat'>): ReactNode => {
  const { t } = useTexts(enStatsPanel)
  return (
    <span className="claude-PartialMark" data-tone="warn">
      {t(stat.kind === 'ratio' ? 'value.partial' : 'value.atLeast')}
    </span>
  )
}
