'use client'

import { assessComparison, type EmployeeStatsResponse, type ProductDefinition, products, listProductStats } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { OnDemand } from '../ui/on-demand.tsx'
import { more } from './more.ts'
import { ProductSection } from './product-section.tsx'
import { StatRow } from './stat-row.tsx'
import { Tiles } from './tiles.tsx'

interface FiguresProps {
  readonly response: EmployeeStatsResponse
  readonly table: boolean
  readonly level: number
}

/** The figures of a period: tiles, then the products in rows or in tables. */
export const Figures = ({ response, table, level }: FiguresProps): ReactNode => {
  const isCompared = assessComparison(response).kind !== 'withheld'
  const sections = (children: (product: ProductDefinition) => ReactNode, isTable?: boolean) => (
    <div className="claude-StatsPanel-products" data-table={isTable}>
      {products.map((product) => (
        <ProductSection key={product.id} product={product} response={response} level={level}>
          {children(product)}
        </ProductSection>
      ))}
    </div>
  )
  const rows = sections(({ id }) => (
    <ul>
      {listProductStats(id).map((stat) => (
        <StatRow key={stat.id} stat={stat} response={response} isCompared={isCompared} />
      ))}
    </ul>
  ))
  return (
    <>
      <Tiles response={response} isCompared={isCompared} />
      <OnDemand
        part={more}
        wanted={table}
        instead={(failure) => (
          <>
            {rows}
            {failure}
          </>
        )}
      >
        {({ StatTable }) =>
          sections((product) => <StatTable product={product} response={response} isCompared={isCompared} />, true)
        }
      </OnDemand>
    </>
  )
}
