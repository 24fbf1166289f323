'use client'

import type { StatDefinition } from '@windmill/claude-core'
import { getComparedDays } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import type { StatsDetailsText } from '../../texts/en/stats-details.ts'
import { Chart } from '../chart/chart.tsx'
import { formatPeriod } from '../format/format-period.ts'
import { useTexts } from '../format/use-texts.ts'
import { Disclosure } from '../ui/disclosure.tsx'
import { buildStatChart } from './build-stat-chart.ts'
import { detailTexts } from './detail-texts.ts'
import { lazyFigureDays } from './figure-days.lazy.ts'
import { formatStatValue } from './format-stat-value.ts'
import { getStatMeaning } from './get-stat-meaning.ts'
import type { StatProps } from './props.ts'

/** The details of a stat: what it counts, what it does not count, its trend as a chart, and the days behind it. */
export const StatDetail = (props: StatProps): ReactNode => {
  const { stat, response, hasComparison } = props
  const language = useTexts(detailTexts)
  const { t, locale } = language
  const { period, previous } = response
  const compared = getComparedDays(response)
  const result = response.stats[stat.id]
  const { description, caveat } = getStatMeaning(language, stat.id)
  return (
    <div className="claude-Stat-detail claude-Stack claude-Text">
      <p>
        {description} {caveat}
      </p>
      {result.partial && <p>{t(explainPartialValue(stat))}</p>}
      {hasComparison && result.previous !== null && (
        <p>
          {t('detail.compared', {
            period: formatPeriod(locale, compared, period.to),
            value: formatStatValue(language, stat, result.compared, result.partial),
            previousPeriod: formatPeriod(locale, previous, period.to),
            previous: formatStatValue(language, stat, result.previous, result.previousPartial),
          })}
        </p>
      )}
      <Chart {...buildStatChart(language, stat, response)} />
      <Disclosure part={lazyFigureDays} size="detail" summaryClassName="claude-Link" summary={t('detail.days')}>
        {({ StatDays }) => <StatDays {...props} />}
      </Disclosure>
    </div>
  )
}

/** Returns the key of the text that explains why a value is partial. */
const explainPartialValue = (stat: StatDefinition): StatsDetailsText => {
  if (stat.kind === 'ratio') return 'partial.rate'
  return stat.source ? `partial.${stat.source}` : 'partial.other'
}
