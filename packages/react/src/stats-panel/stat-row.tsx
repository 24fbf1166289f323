'use client'

import type { EmployeeStatsResponse, StatDefinition } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatPeriod } from '../format/days.ts'
import { formatDay } from '../format/formatters.ts'
import { formatValue } from '../format/values.ts'
import { useStatsTexts } from '../texts/use-texts.ts'
import { chevronIcon, Icon } from '../ui/icon.tsx'
import { Sparkline } from '../ui/sparkline.tsx'
import { Change } from './change.tsx'
import { Figure, PartialMark, UnitNote } from './figure.tsx'
import { dashReason, partialReason } from './partial-text.ts'
import { describeTrend, peakOf, trendOf } from './trend.ts'

interface StatRowProps {
  readonly stat: StatDefinition
  readonly response: EmployeeStatsResponse
  readonly isCompared: boolean
}

/** One stat in one line; opened, it says what is counted and shows its trend at reading size. */
export const StatRow = ({ stat, response, isCompared }: StatRowProps): ReactNode => {
  const words = useStatsTexts()
  const result = response.stats[stat.id]
  return (
    <li>
      <details className="claude-StatsPanel-stat">
        <summary className="claude-StatsPanel-row">
          <span className="claude-StatsPanel-label">
            <Icon path={chevronIcon} />
            {stat.shortLabel}
            {result.partial ? <PartialMark stat={stat} /> : <UnitNote stat={stat} />}
          </span>
          <span className="claude-StatsPanel-trend">
            <Sparkline
              points={trendOf(result.series, response)}
              max={peakOf(stat, result.series)}
              bare={stat.kind === 'ratio'}
              label={describeTrend(words, stat, result.series, response)}
            />
          </span>
          <Figure stat={stat} result={result} />
          <span className="claude-StatsPanel-change">
            {result.value === null ? (
              <span className="claude-Quiet">{words.t(dashReason(stat, response))}</span>
            ) : (
              isCompared && <Change stat={stat} result={result} />
            )}
          </span>
        </summary>
        <Detail stat={stat} response={response} isCompared={isCompared} />
      </details>
    </li>
  )
}

const Detail = ({ stat, response, isCompared }: StatRowProps) => {
  const { t, locale } = useStatsTexts()
  const { period, previous, bucket } = response
  const result = response.stats[stat.id]
  const peak = peakOf(stat, result.series)
  return (
    <div className="claude-StatsPanel-detail">
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
        <span className="claude-Chart-peak">
          {formatValue(locale, stat, peak)} {t(`chart.${bucket}`)}
        </span>
        <Sparkline points={trendOf(result.series, response)} max={peak} bare={stat.kind === 'ratio'} />
        <span className="claude-Chart-axis">
          <span>{formatDay(locale, period.from)}</span>
          <span>{formatDay(locale, period.to)}</span>
        </span>
      </div>
    </div>
  )
}
