'use client'

import type { StatDefinition, StatResult } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatValue } from '../format/values.ts'
import { useStatsTexts } from '../texts/use-texts.ts'
import { Hidden } from '../ui/hidden.tsx'

interface FigureProps {
  readonly stat: StatDefinition
  readonly result: StatResult
}

/** Whether the label already says what is counted. */
const isNamed = ({ shortLabel, unit }: StatDefinition) => unit === '%' || shortLabel.toLowerCase().includes(unit)

/** A value with its unit, which is shown where the label does not say it. */
export const Figure = ({ stat, result }: FigureProps): ReactNode => {
  const { locale } = useStatsTexts()
  const { value } = result
  return (
    <span className="claude-Figure" data-known={value !== null || undefined}>
      {formatValue(locale, stat, value)}
      {value !== null && stat.unit !== '%' && (isNamed(stat) ? <Hidden> {stat.unit}</Hidden> : <small> {stat.unit}</small>)}
    </span>
  )
}

/** Says of a partial value that it is one. */
export const PartialMark = ({ stat, result }: FigureProps): ReactNode => {
  const { t } = useStatsTexts()
  if (!result.partial) return null
  return <span className="claude-PartialMark">{t(stat.kind === 'ratio' ? 'value.partial' : 'value.atLeast')}</span>
}
