'use client'

import { assessComparison, type EmployeeStatsResponse, products } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { lazyProductTables } from '../../shared/figures/product-tables.lazy.ts'
import { OnDemand } from '../../shared/ui/on-demand.tsx'
import { ProductRow } from './product-row.tsx'
import { lazyTimeAxis } from './time-axis.lazy.ts'

interface StatsPanelFiguresProps {
  readonly response: EmployeeStatsResponse
  /** Whether to show each product as a table instead of a row. */
  readonly isTable: boolean
  /** Heading level of the product names. */
  readonly level: number
}

/** Shows the products of a period as rows on one time axis, or as tables. */
export const StatsPanelFigures = ({ response, isTable, level }: StatsPanelFiguresProps): ReactNode => {
  const hasComparison = assessComparison(response).kind !== 'withheld'
  return (
    <OnDemand
      part={lazyProductTables}
      isEnabled={isTable}
      renderFallback={(failure) => (
        <div className="claude-Rows">
          <div className="claude-Stat claude-Axis" aria-hidden="true">
            <OnDemand part={lazyTimeAxis}>{({ TimeAxis }) => <TimeAxis response={response} />}</OnDemand>
          </div>
          {products.map((product) => (
            <ProductRow
              key={product.id}
              product={product}
              response={response}
              hasComparison={hasComparison}
              level={level}
            />
          ))}
          {failure}
        </div>
      )}
    >
      {({ ProductTables }) => <ProductTables response={response} level={level} />}
    </OnDemand>
  )
}
