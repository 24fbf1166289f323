'use client'

import { type EmployeeStatsResponse, listProductStats, type ProductId } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { StatRow } from '../../shared/figures/stat-row.tsx'
import { useTexts } from '../../shared/format/use-texts.ts'
import { enStatsDetails } from '../../texts/en/stats-details.ts'

interface ProductStatsProps {
  readonly product: ProductId
  readonly response: EmployeeStatsResponse
  readonly hasComparison: boolean
}

/** All stats of a product as rows. */
export const ProductStats = ({ product, response, hasComparison }: ProductStatsProps): ReactNode => {
  const { t } = useTexts(enStatsDetails)
  return (
    <div className="claude-Product-stats">
      {(product === 'code' || product === 'usage') && <p className="claude-Quiet">{t(`product.${product}.note`)}</p>}
      <ul>
        {listProductStats(product).map((stat) => (
          <StatRow key={stat.id} stat={stat} response={response} hasComparison={hasComparison} />
        ))}
      </ul>
    </div>
  )
}
