'use client'

import type { ReactNode } from 'react'
import type { HeadingLevel } from '../ui/heading.tsx'
import { useClaudeUserMapping } from './use-claude-user-mapping.ts'
import { ClaudeUserMappingView } from './view.tsx'

/** Ties the view to the server. */
export const MappingList = ({ headingLevel }: { readonly headingLevel: HeadingLevel }): ReactNode => (
  <ClaudeUserMappingView {...useClaudeUserMapping()} headingLevel={headingLevel} />
)
