'use client'

import { products, statsOf } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { useStatsTexts } from '../texts/use-texts.ts'
import { Hidden } from '../ui/hidden.tsx'

/** Takes the place that the figures will take, so that nothing jumps when they come. */
export const Skeleton = (): ReactNode => {
  const { t } = useStatsTexts()
  return (
    <div role="status">
      <Hidden>{t('stats.loading')}</Hidden>
      <div className="claude-StatsPanel-tiles" aria-hidden="true">
        {[1, 2, 3, 4].map((tile) => (
          <div key={tile} className="claude-StatsPanel-tile">
            <span className="claude-Bone" data-size="line" />
            <span className="claude-Bone" data-size="block" />
          </div>
        ))}
      </div>
      <div className="claude-StatsPanel-products" aria-hidden="true">
        {products.map((product) => (
          <div key={product.id} className="claude-StatsPanel-product" data-product={product.id}>
            <header>
              <span className="claude-Bone" data-size="line" />
            </header>
            {statsOf(product.id).map((stat) => (
              <div key={stat.id} className="claude-StatsPanel-row">
                <span className="claude-Bone" data-size="line" />
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}
