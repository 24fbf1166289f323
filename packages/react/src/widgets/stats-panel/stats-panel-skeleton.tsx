'use client'

import { products } from '@windmill/claude-core'
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
        <div className="claude-Answer">{line}</div>
        <div className="claude-Coverage">{line}</div>
        <div className="claude-Rows">
          {products.map(({ id }) => (
            <div key={id} className="claude-Product">
              <div className="claude-Stat">{line}</div>
            </div>
          ))}
        </div>
      </div>
    </div>
  )
}
