'use client'

import type { ReactNode } from 'react'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'
import { ClaudeUserMappingView } from './claude-user-mapping-view.tsx'
import { useClaudeUserMapping } from './use-claude-user-mapping.ts'

/** The lazily loaded part of `ClaudeUserMapping`: the view with its data. */
export const ClaudeUserMappingController = ({ headingLevel }: { readonly headingLevel: HeadingLevel }): ReactNode => (
  <ClaudeUserMappingView {...useClaudeUserMapping()} headingLevel={headingLevel} />
)
