'use client'

import type { ReactNode } from 'react'
import { useLog } from '../../data/hooks/use-log.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { perViewer } from '../../shared/ui/per-viewer.tsx'
import { Shell } from '../../shared/ui/shell.tsx'
import { enTitles } from '../../texts/en/titles.ts'
import { lazyAuditLogController } from './audit-log-controller.lazy.ts'
import type { AuditLogProps } from './props.ts'

/**
 * Shows the log of the company: who read figures, and who changed something. Only viewers with `audit:view` may see it.
 * @example
 * ```tsx
 * import { AuditLog } from '@windmill/claude-react'
 *
 * <AuditLog headingLevel={2} />
 * ```
 */
export const AuditLog: (props: AuditLogProps) => ReactNode = perViewer(({ headingLevel = 2 }) => {
  const { t } = useTexts(enTitles)
  // Starts the request while the lazy code loads.
  const query = useLog()
  return (
    <Shell
      name="AuditLog"
      title={t('audit.title')}
      loadingText={t('audit.loading')}
      headingLevel={headingLevel}
      part={lazyAuditLogController}
    >
      {({ AuditLogController }) => <AuditLogController query={query} headingLevel={headingLevel} />}
    </Shell>
  )
})
