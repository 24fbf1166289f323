'use client'

import type { ReactNode } from 'react'
import { asProblem } from '../fetch/claude-problem.ts'
import { useConnection } from '../hooks/use-connection.ts'
import { useNow } from '../hooks/use-now.ts'
import type { HeadingLevel } from '../ui/heading.tsx'
import { useConnectClaude } from './use-connect-claude.ts'
import { ConnectClaudeView } from './view.tsx'

export interface ConnectClaudeProps {
  /** Whether the viewer is an admin, who can change the connection. Others see its status. The server checks again. */
  readonly canManage: boolean
  /** Where the widget stands in the page's outline; 2 by default. */
  readonly headingLevel?: HeadingLevel
}

/** The whole life of the account's connection to Claude: connecting, progress, trouble, a new key, the end. */
export const ConnectClaude = ({ canManage, headingLevel = 2 }: ConnectClaudeProps): ReactNode => {
  const { data, error, refetch } = useConnection()
  const { state, actions } = useConnectClaude()
  const now = useNow()
  return (
    <ConnectClaudeView
      connection={data ?? null}
      problem={error && asProblem(error)}
      onRetry={() => void refetch()}
      canManage={canManage}
      state={state}
      actions={actions}
      now={now}
      headingLevel={headingLevel}
    />
  )
}
