'use client'

import {
  type EmployeeStatsResponse,
  listProductStats,
  type ProductDefinition,
  type StatDefinition,
} from '@windmill/claude-core'
import { getProductLabel } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { buildBars } from '../../shared/chart/build-bars.ts'
import { ChartMarks } from '../../shared/chart/chart-marks.tsx'
import { buildTrendPoints } from '../../shared/chart/trend.ts'
import { classifyActivity } from '../../shared/coverage/classify-activity.ts'
import { isWholePeriodRead } from '../../shared/coverage/is-whole-period-read.ts'
import { Figure, PartialMark } from '../../shared/figures/figure.tsx'
import { StatChange } from '../../shared/figures/stat-change.tsx'
import { getStatText } from '../../shared/format/get-stat-text.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Disclosure } from '../../shared/ui/disclosure.tsx'
import { Heading } from '../../shared/ui/heading.tsx'
import { chevronIcon, Icon } from '../../shared/ui/icon.tsx'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { lazyProductStats } from './product-stats.lazy.ts'

interface ProductRowProps {
  readonly product: ProductDefinition
  readonly response: EmployeeStatsResponse
  /** Whether the two periods can be compared, so that each change is shown. */
  readonly hasComparison: boolean
  /** The heading level. */
  readonly level: number
}

/**
 * A product as a row, with the number of active days and its first stat that has any activity. Opening the row shows
 * all stats of the product in place. A product without activity has one line instead.
 */
export const ProductRow = ({ product, response, hasComparison, level }: ProductRowProps): ReactNode => {
  const language = useTexts(enStatsPanel)
  const { t } = language
  const { id } = product
  const activity = classifyActivity(id, response.stats)
  const heading = <Heading level={level}>{getProductLabel(language, id)}</Heading>
  if (activity !== 'some') {
    return (
      <section className="claude-Product" data-product={id}>
        <div className="claude-Stat">
          <div className="claude-Stat-label claude-Quiet">{heading}</div>
          <p className="claude-Quiet">
            {t(activity === 'none' && !isWholePeriodRead(response) ? 'product.noneRead' : `product.${activity}`)}
          </p>
        </div>
      </section>
    )
  }
  const stats = listProductStats(id)
  const stat = stats.find((candidate) => response.stats[candidate.id].value) ?? (stats[0] as StatDefinition)
  const result = response.stats[stat.id]
  const { series } = result
  const maxValue = Math.max(1, ...series.map(({ value }) => value ?? 0))
  const activeDays = response.activeDays[id].value
  const summary = (
    <>
      <div className="claude-Stat-label">
        <Icon path={chevronIcon} />
        {heading}
        {activeDays !== null && (
          <small className="claude-Quiet">{t('product.activeDays', { count: activeDays })}</small>
        )}
      </div>
      <span className="claude-Stat-trend">
        <ChartMarks marks={buildBars(buildTrendPoints({ ...response, series }), { bottom: 0, top: maxValue })} />
      </span>
      <span className="claude-Stat-value">
        <small>{getStatText(language, stat, 'shortLabel')}</small> {result.partial && <PartialMark stat={stat} />}{' '}
        <Figure stat={stat} result={result} />
      </span>
      <span className="claude-Stat-change">
        <StatChange stat={stat} response={response} hasComparison={hasComparison} />
      </span>
    </>
  )
  return (
    <section className="claude-Product" data-product={id}>
      <Disclosure part={lazyProductStats} size="detail" summaryClassName="claude-Stat" summary={summary}>
        {({ ProductStats }) => <ProductStats product={id} response={response} hasComparison={hasComparison} />}
      </Disclosure>
    </section>
  )
}
