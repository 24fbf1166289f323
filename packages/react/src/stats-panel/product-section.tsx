'use client'

import type { EmployeeStatsResponse, ProductDefinition } from '@windmill/claude-core'
import { type ReactNode, useState } from 'react'
import { enStatsPanel } from '../texts/en-stats-panel.ts'
import { productText } from '../texts/stat-texts.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Heading } from '../ui/heading.tsx'
import { chevronIcon, Icon } from '../ui/icon.tsx'
import { activeDaysOf, activityOf } from './activity.ts'

interface ProductSectionProps {
  readonly product: ProductDefinition
  readonly response: EmployeeStatsResponse
  readonly level: number
  /** Its stats, for a product that was used. */
  readonly children: ReactNode
}

/** One product's stats, which can be folded away; of a product that was not used, one quiet line. */
export const ProductSection = ({ product, response, level, children }: ProductSectionProps): ReactNode => {
  const words = useTexts(enStatsPanel)
  const { t } = words
  const [isOpen, setIsOpen] = useState(true)
  const { id } = product
  const activity = activityOf(id, response.stats)
  const days = activeDaysOf(id, response)
  return (
    <section className="claude-StatsPanel-product" data-product={id}>
      <header>
        <Heading level={level}>
          <button
            type="button"
            className="claude-StatsPanel-fold"
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          >
            <Icon path={chevronIcon} />
            {productText(words, id)}
          </button>
        </Heading>
        <span className="claude-Quiet">
          {days && <span>{t('product.activeDays', { count: days })}</span>}
          {(id === 'code' || id === 'usage') && <span>{t(`product.${id}.note`)}</span>}
        </span>
      </header>
      <div hidden={!isOpen}>
        {activity === 'some' ? children : <p className="claude-StatsPanel-none">{t(`product.${activity}`)}</p>}
      </div>
    </section>
  )
}
