'use client'

import { assessComparison, type EmployeeStatsResponse, products } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { ProductSection } from './product-section.tsx'
import { StatTable } from './stat-table.tsx'

interface ProductTablesProps {
  readonly response: EmployeeStatsResponse
  /** The heading level of each product. */
  readonly level: number
}

/** One table of figures per product. */
export const ProductTables = ({ response, level }: ProductTablesProps): ReactNode => (
  <div className="claude-Products" data-table="">
    {products.map((product) => (
      <ProductSection key={product.id} product={product} response={response} level={level}>
        <StatTable
          product={product}
          response={response}
          hasComparison={assessComparison(response).kind !== 'withheld'}
        />
      </ProductSection>
    ))}
  </div>
)
