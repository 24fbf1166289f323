'use client'

import type { ReactNode } from 'react'
import { useConnection } from '../../data/hooks/use-connection.ts'
import { useTotals } from '../../data/hooks/use-totals.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { perViewer } from '../../shared/ui/per-viewer.tsx'
import { Shell } from '../../shared/ui/shell.tsx'
import { enTitles } from '../../texts/en/titles.ts'
import type { PublishedTotalsProps } from './props.ts'
import { lazyPublishedTotalsController } from './published-totals-controller.lazy.ts'

/**
 * Shows how many Claude users of the company were active in each week, rounded to five. Needs `totals:view` and a
 * viewer who may see the figures of at most three people.
 * @example
 * ```tsx
 * import { PublishedTotals } from '@windmill/claude-react'
 *
 * <PublishedTotals headingLevel={2} />
 * ```
 */
export const PublishedTotals: (props: PublishedTotalsProps) => ReactNode = perViewer(({ headingLevel = 2 }) => {
  const { t } = useTexts(enTitles)
  // Starts the requests while the lazy code loads.
  const query = useTotals()
  const { data: connection } = useConnection()
  return (
    <Shell
      name="PublishedTotals"
      title={t('totals.title')}
      loadingText={t('totals.loading')}
      headingLevel={headingLevel}
      part={lazyPublishedTotalsController}
    >
      {({ PublishedTotalsController }) => (
        <PublishedTotalsController query={query} connection={connection} headingLevel={headingLevel} />
      )}
    </Shell>
  )
})
