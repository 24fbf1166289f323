'use client'

import { products, listProductStats } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { enStatsPanel } from '../texts/en-stats-panel.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Bone } from '../ui/bone.tsx'
import { Hidden } from '../ui/hidden.tsx'

const line = <Bone size="line" />

/** Takes the place that the figures will take, so that nothing jumps when they come. */
export const Skeleton = (): ReactNode => {
  const { t } = useTexts(enStatsPanel)
  return (
    <div role="status">
      <Hidden>{t('stats.loading')}</Hidden>
      <div aria-hidden="true">
        <div className="claude-StatsPanel-tiles">
          {[1, 2, 3, 4].map((tile) => (
            <div key={tile} className="claude-StatsPanel-tile">
              {line}
              <Bone size="block" />
            </div>
          ))}
        </div>
        <div className="claude-StatsPanel-products">
          {products.map((product) => (
            <div key={product.id} className="claude-StatsPanel-product" data-product={product.id}>
              <header>{line}</header>
              {listProductStats(product.id).map((stat) => (
                <div key={stat.id} className="claude-StatsPanel-row">
                  {line}
                </div>
              ))}
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}
