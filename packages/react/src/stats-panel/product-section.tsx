'use client'

import { type EmployeeStatsResponse, type ProductDefinition, statsOf } from '@windmill/claude-core'
import { type ReactNode, useId } from 'react'
import { useStatsTexts } from '../texts/use-texts.ts'
import { Heading } from '../ui/heading.tsx'
import { activityOf } from './situation.ts'
import { StatRow } from './stat-row.tsx'
import { StatTable } from './stat-table.tsx'

interface ProductSectionProps {
  readonly product: ProductDefinition
  readonly response: EmployeeStatsResponse
  readonly isCompared: boolean
  readonly table: boolean
  readonly level: number
}

/** One product's stats; a product that was not used is one quiet line. */
export const ProductSection = ({ product, response, isCompared, table, level }: ProductSectionProps): ReactNode => {
  const { t } = useStatsTexts()
  const id = useId()
  const activity = activityOf(product.id, response.stats)
  return (
    <section className="claude-StatsPanel-product" data-product={product.id} aria-labelledby={id}>
      <header>
        <Heading level={level} id={id}>
          {product.label}
        </Heading>
        {product.id === 'code' && <span className="claude-Quiet">{t('product.code.note')}</span>}
        {product.id === 'usage' && <span className="claude-Quiet">{t('product.usage.note')}</span>}
      </header>
      {activity !== 'some' && (
        <p className="claude-StatsPanel-none">{t(activity === 'none' ? 'product.none' : 'product.unknown')}</p>
      )}
      {activity === 'some' && table && <StatTable product={product} response={response} isCompared={isCompared} />}
      {activity === 'some' && !table && (
        <ul>
          {statsOf(product.id).map((stat) => (
            <StatRow key={stat.id} stat={stat} response={response} isCompared={isCompared} />
          ))}
        </ul>
      )}
    </section>
  )
}
