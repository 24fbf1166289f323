'use client'

import type { ReactNode } from 'react'
import { useConnection } from '../../data/hooks/use-connection.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { perViewer } from '../../shared/ui/per-viewer.tsx'
import { Shell } from '../../shared/ui/shell.tsx'
import { enTitles } from '../../texts/en/titles.ts'
import type { SyncStatusProps } from './props.ts'
import { lazySyncStatusController } from './sync-status-controller.lazy.ts'

/**
 * Tells every viewer how current the figures are, and why they may be stale. Viewers with `connection:manage` can also
 * start a sync.
 * @example
 * ```tsx
 * import { SyncStatus } from '@windmill/claude-react'
 *
 * <SyncStatus headingLevel={2} />
 * ```
 */
export const SyncStatus: (props: SyncStatusProps) => ReactNode = perViewer(({ headingLevel = 2 }) => {
  const { t } = useTexts(enTitles)
  // Starts the request while the lazy code loads.
  const query = useConnection()
  return (
    <Shell
      name="SyncStatus"
      title={t('sync.title')}
      loadingText={t('sync.loading')}
      headingLevel={headingLevel}
      part={lazySyncStatusController}
    >
      {({ SyncStatusController }) => <SyncStatusController query={query} headingLevel={headingLevel} />}
    </Shell>
  )
})
