'use client'

import type { ReactNode } from 'react'
import { useConnection } from '../hooks/use-connection.ts'
import { enTitles } from '../texts/en-titles.ts'
import { useTexts } from '../texts/use-texts.ts'
import type { HeadingLevel } from '../ui/heading.tsx'
import { type Loadable, loadable } from '../ui/loadable.ts'
import { Shell } from '../ui/shell.tsx'

export interface SyncStatusProps {
  /** Where the widget stands in the page's outline; 2 by default. */
  readonly headingLevel?: HeadingLevel
}

const status: Loadable<typeof import('./status.chunk.ts')> = loadable(() => import('./status.chunk.ts'))

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
      part={status}
    >
      {({ Status }) => <Status query={query} headingLevel={headingLevel} />}
    </Shell>
  )
}
