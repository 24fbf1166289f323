'use client'

import type { ReactNode } from 'react'
import { toClaudeProblem } from '../../data/fetch/claude-problem.ts'
import type { useConnection } from '../../data/hooks/use-connection.ts'
import { useReconciliation } from '../../data/hooks/use-reconciliation.ts'
import { canManageConnection } from '../../shared/connection/can-manage-connection.ts'
import { useConnectionController } from '../../shared/connection/use-connection-controller.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'
import { useNow } from '../../shared/ui/use-now.ts'
import { SyncStatusView } from './sync-status-view.tsx'

interface SyncStatusControllerProps {
  readonly query: ReturnType<typeof useConnection>
  readonly headingLevel: HeadingLevel
}

/** The lazily loaded part of `SyncStatus`: the view with its data. */
export const SyncStatusController = ({ query, headingLevel }: SyncStatusControllerProps): ReactNode => {
  const { data, error, refetch } = query
  const { state, actions } = useConnectionController()
  const { data: reconciliation } = useReconciliation({ query: { enabled: canManageConnection(data) } })
  const now = useNow()
  return (
    <SyncStatusView
      connection={data ?? null}
      problem={error && toClaudeProblem(error)}
      onRetry={() => void refetch()}
      state={state}
      onSync={actions.sync}
      reconciliation={reconciliation ?? null}
      onCheckMonths={actions.compareTotals}
      now={now}
      headingLevel={headingLevel}
    />
  )
}
