'use client'

import type { EmployeeStatsResponse, ProductDefinition } from '@windmill/claude-core'
import { getProductLabel } from '@windmill/claude-core/internal'
import { type ReactNode, useState } from 'react'
import { enStatsDetails } from '../../texts/en/stats-details.ts'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { classifyActivity } from '../coverage/classify-activity.ts'
import { isWholePeriodRead } from '../coverage/is-whole-period-read.ts'
import { useTexts } from '../format/use-texts.ts'
import { Heading } from '../ui/heading.tsx'
import { chevronIcon, Icon } from '../ui/icon.tsx'
import { PlainButton } from '../ui/plain-controls.tsx'

const texts = { ...enStatsPanel, ...enStatsDetails }

interface ProductSectionProps {
  readonly product: ProductDefinition
  readonly response: EmployeeStatsResponse
  /** The heading level. */
  readonly level: number
  /** The product's stats. Not rendered if all counts are zero or all are unknown. */
  readonly children: ReactNode
}

/**
 * One product's stats as a collapsible section. If all counts are zero or all are unknown, the section contains only a
 * line that says so.
 */
export const ProductSection = ({ product, response, level, children }: ProductSectionProps): ReactNode => {
  const language = useTexts(texts)
  const { t } = language
  const { t: tDetails } = useTexts(enStatsDetails)
  const [isOpen, setIsOpen] = useState(true)
  const { id } = product
  const activity = classifyActivity(id, response.stats)
  const activeDays = response.activeDays[id].value
  return (
    <section className="claude-Product" data-product={id}>
      <header>
        <Heading level={level}>
          <PlainButton className="claude-Product-toggle" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            <Icon path={chevronIcon} />
            {getProductLabel(language, id)}
          </PlainButton>
        </Heading>
        <span className="claude-Quiet">
          {activeDays !== null && <span>{t('product.activeDays', { count: activeDays })}</span>}
          {(id === 'code' || id === 'usage') && <span>{tDetails(`product.${id}.note`)}</span>}
        </span>
      </header>
      <div hidden={!isOpen}>
        {activity === 'some' ? (
          children
        ) : (
          <p className="claude-Product-unused">
            {t(activity === 'none' && !isWholePeriodRead(response) ? 'product.noneRead' : `product.${activity}`)}
          </p>
        )}
      </div>
    </section>
  )
}
