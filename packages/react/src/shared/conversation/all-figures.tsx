'use client'

import {
  assessComparison,
  type EmployeeStatsResponse,
  listProductStats,
  type PagePurpose,
  products,
} from '@windmill/claude-core'
import { type ReactNode, useState } from 'react'
import { enObservations } from '../../texts/en/observations.ts'
import { enStatsDetails } from '../../texts/en/stats-details.ts'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'
import { lazyFigureDays } from '../figures/figure-days.lazy.ts'
import { ProductSection } from '../figures/product-section.tsx'
import { ProductTables } from '../figures/product-tables.chunk.tsx'
import { StatRow } from '../figures/stat-row.tsx'
import { useTexts } from '../format/use-texts.ts'
import { Disclosure } from '../ui/disclosure.tsx'
import { PlainButton } from '../ui/plain-controls.tsx'

interface AllFiguresProps {
  readonly response: EmployeeStatsResponse
  readonly purpose: PagePurpose
  /** The heading level of each product. */
  readonly level: number
}

const texts = { ...enStatsPanel, ...enStatsDetails, ...enObservations }

/** All figures by product, behind one disclosure, as charts or as tables. */
export const AllFigures = ({ response, purpose, level }: AllFiguresProps): ReactNode => {
  const { t } = useTexts(texts)
  const [isTable, setIsTable] = useState(false)
  const hasComparison = assessComparison(response).kind !== 'withheld'
  return (
    <details>
      <summary className="claude-Link">{t('conversation.all')}</summary>
      <p>
        <PlainButton className="claude-Link" onClick={() => setIsTable(!isTable)}>
          {t(isTable ? 'table.hide' : 'table.show')}
        </PlainButton>
      </p>
      <Disclosure part={lazyFigureDays} size="detail" summaryClassName="claude-Link" summary={t('detail.activeDays')}>
        {({ ActiveDays }) => <ActiveDays response={response} hasComparison={hasComparison} purpose={purpose} />}
      </Disclosure>
      {isTable ? (
        <ProductTables response={response} level={level} />
      ) : (
        <div className="claude-Products">
          {products.map((product) => (
            <ProductSection key={product.id} product={product} response={response} level={level}>
              <ul>
                {listProductStats(product.id).map((stat) => (
                  <StatRow
                    key={stat.id}
                    stat={stat}
                    response={response}
                    hasComparison={hasComparison}
                    purpose={purpose}
                  />
                ))}
              </ul>
            </ProductSection>
          ))}
        </div>
      )}
    </details>
  )
}
