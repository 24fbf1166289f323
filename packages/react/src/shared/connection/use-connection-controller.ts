'use client'

import type { DisconnectData } from '@windmill/claude-core'
import { useMemo } from 'react'
import { useConnectionActions } from '../../data/hooks/use-connection-actions.ts'
import type { ConnectionState } from './connection-reducer.ts'
import { type KeyControls, useKeyTasks } from './use-key-tasks.ts'

/** The actions on the connection. Each action also updates the state. */
export interface ConnectionControls extends KeyControls {
  /** Opens the form or dialog. */
  readonly open: (panel: 'replace' | 'disconnect') => void
  /** Closes the form or dialog and aborts a running check. Has no effect while connecting or disconnecting. */
  readonly close: () => void
  readonly sync: () => void
  /** Compares every settled month with Claude's own totals again. */
  readonly compareTotals: () => void
  readonly disconnect: (data: DisconnectData) => void
}

/**
 * Returns the state of the tasks with the connection, and the actions that run them. Aborts a running check on unmount.
 */
export const useConnectionController = (): {
  readonly state: ConnectionState
  readonly actions: ConnectionControls
} => {
  const connectionActions = useConnectionActions()
  const { state, dispatch, run, abortCheck, actions: keyActions } = useKeyTasks(connectionActions)
  const actions = useMemo(
    (): ConnectionControls => ({
      ...keyActions,
      open: (panel) => dispatch({ type: 'opened', panel }),
      close: () => {
        abortCheck()
        dispatch({ type: 'closed' })
      },
      sync: () => void run('sync', connectionActions.sync),
      compareTotals: () => void run('compare', connectionActions.compareTotals),
      disconnect: (data) => void run('disconnect', () => connectionActions.disconnect(data)),
    }),
    [connectionActions, keyActions, dispatch, run, abortCheck],
  )
  return { state, actions }
}
