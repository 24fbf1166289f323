'use client'

import type { ReactNode } from 'react'
import { toClaudeProblem } from '../../data/fetch/claude-problem.ts'
import { useConnection } from '../../data/hooks/use-connection.ts'
import { useConnectionController } from '../../shared/connection/use-connection-controller.ts'
import { perViewer } from '../../shared/ui/per-viewer.tsx'
import { useNow } from '../../shared/ui/use-now.ts'
import { ConnectClaudeView } from './connect-claude-view.tsx'
import type { ConnectClaudeProps } from './props.ts'

/**
 * Lets admins connect Claude, sync, replace the key and disconnect. Everyone else sees the status and what is read.
 * @example
 * ```tsx
 * import { ConnectClaude } from '@windmill/claude-react'
 *
 * <ConnectClaude canManage={viewer.isAdmin} invitationUrl="/connect" />
 * ```
 */
export const ConnectClaude: (props: ConnectClaudeProps) => ReactNode = perViewer((props) => {
  const { canManage, invitationUrl, headingLevel = 2 } = props
  const { data, error, refetch } = useConnection()
  const { state, actions } = useConnectionController()
  const now = useNow()
  return (
    <ConnectClaudeView
      connection={data ?? null}
      problem={error && toClaudeProblem(error)}
      onRetry={() => void refetch()}
      canManage={canManage}
      invitationUrl={invitationUrl}
      state={state}
      actions={actions}
      now={now}
      headingLevel={headingLevel}
    />
  )
})
