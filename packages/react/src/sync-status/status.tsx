'use client'

import type { ReactNode } from 'react'
import { useConnectClaude } from '../connect-claude/use-connect-claude.ts'
import { asProblem } from '../fetch/claude-problem.ts'
import type { useConnection } from '../hooks/use-connection.ts'
import { useNow } from '../hooks/use-now.ts'
import type { HeadingLevel } from '../ui/heading.tsx'
import { SyncStatusView } from './view.tsx'

interface StatusProps {
  readonly query: ReturnType<typeof useConnection>
  readonly headingLevel: HeadingLevel
}

/** Ties the view to the server. */
export const Status = ({ query, headingLevel }: StatusProps): ReactNode => {
  const { data, error, refetch } = query
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
