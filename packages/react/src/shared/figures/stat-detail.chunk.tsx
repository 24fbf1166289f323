'use client'

import type { StatDefinition } from '@windmill/claude-core'
import { formatValue } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import type { StatsDetailsText } from '../../texts/en/stats-details.ts'
import { Chart } from '../chart/chart.tsx'
import { formatPeriod } from '../format/format-period.ts'
import { statText } from '../format/stat-texts.ts'
import { useTexts } from '../format/use-texts.ts'
import { buildStatChart } from './build-stat-chart.ts'
import { detailTexts } from './detail-texts.ts'
import type { StatProps } from './props.ts'

/** What a stat counts and what it does not, and its trend as a chart. */
export const StatDetail = ({ stat, response, isCompared }: StatProps): ReactNode => {
  const words = useTexts(detailTexts)
  const { t, locale } = words
  const { period, previous } = response
  const result = response.stats[stat.id]
  return (
    <div className="claude-Stat-detail claude-Stack claude-Text">
      <p>
        {statText(words, stat, 'description')} {statText(words, stat, 'caveat')}
      </p>
      {result.partial && <p>{t(explainPartialValue(stat))}</p>}
      {isCompared && result.previous !== null && (
        <p>
          {t('detail.before', {
            period: formatPeriod(locale, previous, period.to),
            value: formatValue(locale, stat, result.previous),
          })}
        </p>
      )}
      <Chart {...buildStatChart(words, stat, response)} />
    </div>
  )
}

/** Returns the text key of the reason why a value is partial. */
const explainPartialValue = (stat: StatDefinition): StatsDetailsText => {
  if (stat.kind === 'ratio') return 'partial.rate'
  return stat.source ? `partial.${stat.source}` : 'partial.other'
}
