'use client'

import type { ReactNode } from 'react'
import { enTitles } from '../texts/en-titles.ts'
import { useTexts } from '../texts/use-texts.ts'
import type { HeadingLevel } from '../ui/heading.tsx'
import { Shell } from '../ui/shell.tsx'
import { list } from './parts.ts'

export interface ClaudeUserMappingProps {
  /** Where the widget stands in the page's outline; 2 by default. */
  readonly headingLevel?: HeadingLevel
}

/** The work list of whose each claude user is, for admins: who is not matched and why, and what to do about it. */
export const ClaudeUserMapping = ({ headingLevel = 2 }: ClaudeUserMappingProps): ReactNode => {
  const { t } = useTexts(enTitles)
  return (
    <Shell
      name="Mapping"
      title={t('mapping.title')}
      loading={t('mapping.loading')}
      headingLevel={headingLevel}
      part={list}
    >
      {({ MappingList }) => <MappingList headingLevel={headingLevel} />}
    </Shell>
  )
}
