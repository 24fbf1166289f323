'use client'

import type { EmployeeStatsResponse, ProductDefinition } from '@windmill/claude-core'
import { type ReactNode, useId } from 'react'
import { enStatsPanel } from '../texts/en-stats-panel.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Heading } from '../ui/heading.tsx'
import { activityOf } from './activity.ts'

interface ProductSectionProps {
  readonly product: ProductDefinition
  readonly response: EmployeeStatsResponse
  readonly level: number
  /** Its stats, for a product that was used. */
  readonly children: ReactNode
}

/** One product's stats; a product that was not used is one quiet line. */
export const ProductSection = ({ product, response, level, children }: ProductSectionProps): ReactNode => {
  const { t } = useTexts(enStatsPanel)
  const id = useId()
  const activity = activityOf(product.id, response.stats)
  return (
    <section className="claude-StatsPanel-product" data-product={product.id} aria-labelledby={id}>
      <header>
        <Heading level={level} id={id}>
          {product.label}
        </Heading>
        {(product.id === 'code' || product.id === 'usage') && (
          <span className="claude-Quiet">{t(`product.${product.id}.note`)}</span>
        )}
      </header>
      {activity === 'some' ? children : <p>{t(activity === 'none' ? 'product.none' : 'product.unknown')}</p>}
    </section>
  )
}
