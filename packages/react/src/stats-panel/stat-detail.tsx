'use client'

import type { StatDefinition } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatPeriod } from '../format/days.ts'
import { formatDay } from '../format/formatters.ts'
import { formatValue } from '../format/values.ts'
import { enStatsMore, type StatsMoreText } from '../texts/en-stats-more.ts'
import { enStatsPanel } from '../texts/en-stats-panel.ts'
import { useTexts } from '../texts/use-texts.ts'
import type { StatProps } from './change.tsx'
import { peakOf } from './trend.ts'
import { TrendLine } from './trend-line.tsx'

/** What a stat counts and does not, and its trend at reading size. */
export const StatDetail = ({ stat, response, isCompared }: StatProps): ReactNode => {
  const { t: tPanel } = useTexts(enStatsPanel)
  const { t, locale } = useTexts(enStatsMore)
  const { period, previous, bucket } = response
  const result = response.stats[stat.id]
  return (
    <div className="claude-StatsPanel-detail claude-Stack claude-Text">
      <p>
        {stat.description} {stat.caveat}
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
      <div className="claude-Chart" aria-hidden="true">
        <span>
          {formatValue(locale, stat, peakOf(stat, result.series))} {tPanel(`chart.${bucket}`)}
        </span>
        <TrendLine stat={stat} response={response} />
        <span className="claude-Spread">
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
