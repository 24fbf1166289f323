'use client'

import type { ReactNode } from 'react'
import { useConnectClaude } from '../connect-claude/use-connect-claude.ts'
import { asProblem } from '../fetch/claude-problem.ts'
import { useConnection } from '../hooks/use-connection.ts'
import { useNow } from '../hooks/use-now.ts'
import type { HeadingLevel } from '../ui/heading.tsx'
import { SyncStatusView } from './view.tsx'

/** Ties the view to the server. */
export const Status = ({ headingLevel }: { readonly headingLevel: HeadingLevel }): ReactNode => {
  const { data, error, refetch } = useConnection()
  const { state, actions } = useConnectClaude()
  const now = useNow()
  return (
    <SyncStatusView
      connection={data ?? null}
      problem={error && asProblem(error)}
      onRetry={() => void refetch()}
      state={state}
      onSync={actions.sync}
      now={now}
      headingLevel={headingLevel}
    />
  )
}
