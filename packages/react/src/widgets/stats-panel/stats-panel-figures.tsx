'use client'

import {
  assessComparison,
  type EmployeeStatsResponse,
  listProductStats,
  type ProductDefinition,
  products,
} from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { HighlightTiles } from '../../shared/figures/highlight-tiles.tsx'
import { ProductSection } from '../../shared/figures/product-section.tsx'
import { StatRow } from '../../shared/figures/stat-row.tsx'
import { lazyStatTable } from '../../shared/figures/stat-table.lazy.ts'
import { OnDemand } from '../../shared/ui/on-demand.tsx'

interface StatsPanelFiguresProps {
  readonly response: EmployeeStatsResponse
  /** Whether to show each product as a table instead of rows with trends. */
  readonly isTable: boolean
  /** Heading level of the product names. */
  readonly level: number
}

/** Shows the figures of a period: first the highlights as tiles, then each product as rows or as a table. */
export const StatsPanelFigures = ({ response, isTable, level }: StatsPanelFiguresProps): ReactNode => {
  const hasComparison = assessComparison(response).kind !== 'withheld'
  const renderSections = (renderProduct: (product: ProductDefinition) => ReactNode, hasTables?: boolean) => (
    <div className="claude-Products" data-table={hasTables}>
      {products.map((product) => (
        <ProductSection key={product.id} product={product} response={response} level={level}>
          {renderProduct(product)}
        </ProductSection>
      ))}
    </div>
  )
  const rows = renderSections(({ id }) => (
    <ul>
      {listProductStats(id).map((stat) => (
        <StatRow key={stat.id} stat={stat} response={response} hasComparison={hasComparison} />
      ))}
    </ul>
  ))
  return (
    <>
      <HighlightTiles response={response} hasComparison={hasComparison} />
      <OnDemand
        part={lazyStatTable}
        isEnabled={isTable}
        renderFallback={(failure) => (
          <>
            {rows}
            {failure}
          </>
        )}
      >
        {({ StatTable }) =>
          renderSections(
            (product) => <StatTable product={product} response={response} hasComparison={hasComparison} />,
            true,
          )
        }
      </OnDemand>
    </>
  )
}
