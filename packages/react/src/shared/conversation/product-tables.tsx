'use client'

import { assessComparison, type EmployeeStatsResponse, type ProductId, products } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { ProductSection } from '../figures/product-section.tsx'
import { StatTable } from '../figures/stat-table.chunk.tsx'

interface ProductTablesProps {
  readonly response: EmployeeStatsResponse
  /** The products to show. `@default` all products */
  readonly productIds?: readonly ProductId[]
  /** The heading level of each product. */
  readonly level: number
}

/** One table of figures per product. */
export const ProductTables = ({ response, productIds, level }: ProductTablesProps): ReactNode => (
  <div className="claude-Products" data-table="">
    {products
      .filter(({ id }) => !productIds || productIds.includes(id))
      .map((product) => (
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
