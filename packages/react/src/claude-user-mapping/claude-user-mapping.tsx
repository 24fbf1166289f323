'use client'

import type { ReactNode } from 'react'
import type { HeadingLevel } from '../ui/heading.tsx'
import { useClaudeUserMapping } from './use-claude-user-mapping.ts'
import { ClaudeUserMappingView } from './view.tsx'

export interface ClaudeUserMappingProps {
  /** Where the widget stands in the page's outline; 2 by default. */
  readonly headingLevel?: HeadingLevel
}

/** The work list of whose each claude user is, for admins: who is not matched and why, and what to do about it. */
export const ClaudeUserMapping = ({ headingLevel = 2 }: ClaudeUserMappingProps): ReactNode => (
  <ClaudeUserMappingView {...useClaudeUserMapping()} headingLevel={headingLevel} />
)
