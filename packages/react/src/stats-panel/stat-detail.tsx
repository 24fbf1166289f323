'use client'

import type { StatDefinition } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { Chart } from '../chart/chart.tsx'
import { formatPeriod } from '../format/days.ts'
import { formatValue } from '../format/values.ts'
import type { StatsMoreText } from '../texts/en-stats-more.ts'
import { statText } from '../texts/stat-texts.ts'
import { useTexts } from '../texts/use-texts.ts'
import type { StatProps } from './change.tsx'
import { moreTexts } from './more-texts.ts'
import { statChart } from './stat-chart.ts'

/** What a stat counts and does not, and its trend at reading size. */
export const StatDetail = ({ stat, response, isCompared }: StatProps): ReactNode => {
  const words = useTexts(moreTexts)
  const { t, locale } = words
  const { period, previous } = response
  const result = response.stats[stat.id]
  return (
    <div className="claude-StatsPanel-detail claude-Stack claude-Text">
      <p>
        {statText(words, stat, 'description')} {statText(words, stat, 'caveat')}
      </p>
      {result.partial && <p>{t(partialReason(stat))}</p>}
      {isCompared && result.previous !== null && (
        <p>
          {t('detail.before', {
            period: formatPeriod(locale, previous, period.to),
            value: formatValue(locale, stat, result.previous),
          })}
        </p>
      )}
      <Chart {...statChart(words, stat, response)} />
    </div>
  )
}

/** Why a value is partial. */
const partialReason = (stat: StatDefinition): StatsMoreText => {
  if (stat.kind === 'ratio') return 'partial.rate'
  return stat.source ? `partial.${stat.source}` : 'partial.other'
}
