'use client'

import { listProductStats, products } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Skeleton } from '../../shared/ui/skeleton.tsx'
import { VisuallyHidden } from '../../shared/ui/visually-hidden.tsx'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'

const line = <Skeleton size="line" />

/** A placeholder as large as the figures, so that the page does not shift when they have loaded. */
export const StatsPanelSkeleton = (): ReactNode => {
  const { t } = useTexts(enStatsPanel)
  return (
    <div role="status">
      <VisuallyHidden>{t('stats.loading')}</VisuallyHidden>
      <div aria-hidden="true">
        <div className="claude-Tiles">
          {[1, 2, 3, 4].map((tile) => (
            <div key={tile} className="claude-Tile">
              {line}
              <Skeleton size="block" />
            </div>
          ))}
        </div>
        <div className="claude-Products">
          {products.map((product) => (
            <div key={product.id} className="claude-Product" data-product={product.id}>
              <header>{line}</header>
              {listProductStats(product.id).map((stat) => (
                <div key={stat.id} className="claude-Stat">
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
