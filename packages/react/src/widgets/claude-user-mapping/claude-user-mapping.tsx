'use client'

import type { ReactNode } from 'react'
import { useTexts } from '../../shared/format/use-texts.ts'
import { perViewer } from '../../shared/ui/per-viewer.tsx'
import { Shell } from '../../shared/ui/shell.tsx'
import { enTitles } from '../../texts/en/titles.ts'
import { lazyClaudeUserMappingController } from './claude-user-mapping-controller.lazy.ts'
import type { ClaudeUserMappingProps } from './props.ts'

/**
 * Shows admins which Claude users are linked to which employee, and why. Admins can change each link.
 * @example
 * ```tsx
 * import { ClaudeUserMapping } from '@windmill/claude-react'
 *
 * <ClaudeUserMapping headingLevel={2} />
 * ```
 */
export const ClaudeUserMapping: (props: ClaudeUserMappingProps) => ReactNode = perViewer(({ headingLevel = 2 }) => {
  const { t } = useTexts(enTitles)
  return (
    <Shell
      name="Mapping"
      title={t('mapping.title')}
      loadingText={t('mapping.loading')}
      headingLevel={headingLevel}
      part={lazyClaudeUserMappingController}
    >
      {({ ClaudeUserMappingController }) => <ClaudeUserMappingController headingLevel={headingLevel} />}
    </Shell>
  )
})
