'use client'

import type { StatDefinition } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatPeriod } from '../format/days.ts'
import { formatDay } from '../format/formatters.ts'
import { formatValue } from '../format/values.ts'
import { enStatsMore, type StatsMoreText } from '../texts/en-stats-more.ts'
import { statText } from '../texts/stat-texts.ts'
import { useTexts } from '../texts/use-texts.ts'
import type { StatProps } from './change.tsx'
import { peakOf } from './trend.ts'
import { TrendLine } from './trend-line.tsx'
import { describeTrend } from './trend-text.ts'

/** What a stat counts and does not, and its trend at reading size. */
export const StatDetail = ({ stat, response, isCompared }: StatProps): ReactNode => {
  const words = useTexts(enStatsMore)
  const { t, locale } = words
  const { period, previous, bucket } = response
  const result = response.stats[stat.id]
  return (
    <div className="claude-StatsPanel-detail">
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
      <div className="claude-Chart">
        <span className="claude-Chart-peak">
          {formatValue(locale, stat, peakOf(stat, result.series))} {t(`chart.${bucket}`)}
        </span>
        <TrendLine stat={stat} response={response} label={describeTrend(words, stat, result.series, response)} />
        <span className="claude-Chart-axis">
          <span>{formatDay(locale, period.from)}</span>
          <span>{formatDay(locale, period.to)}</span>
        </span>
      </div>
    </div>
  )
}

/** Why a value is partial. */
const partialReason = (stat: StatDefinition): StatsMoreText => {
  if (stat.kind === 'ratio') return 'partial.rate'
  return stat.source ? `partial.${stat.source}` : 'partial.other'
}
