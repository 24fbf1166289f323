'use client'

import type { ReactNode } from 'react'
import { useConnection } from '../../data/hooks/use-connection.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Shell } from '../../shared/ui/shell.tsx'
import { enTitles } from '../../texts/en/titles.ts'
import { lazySyncStatusController } from './lazy.ts'
import type { SyncStatusProps } from './props.ts'

/** How current the figures are and what is in their way, for anyone on any page; admins can sync at once. */
export const SyncStatus = ({ headingLevel = 2 }: SyncStatusProps): ReactNode => {
  const { t } = useTexts(enTitles)
  // Asked for while the code is on its way.
  const query = useConnection()
  return (
    <Shell
      name="SyncStatus"
      title={t('sync.title')}
      loading={t('sync.loading')}
      headingLevel={headingLevel}
      part={lazySyncStatusController}
    >
      {({ SyncStatusController: Status }) => <Status query={query} headingLevel={headingLevel} />}
    </Shell>
  )
}
