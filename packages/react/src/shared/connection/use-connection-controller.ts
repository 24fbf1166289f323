'use client'

import type { DisconnectData } from '@windmill/claude-core'
import { useEffect, useMemo, useReducer, useRef } from 'react'
import { useConnectionActions } from '../../data/hooks/use-connection-actions.ts'
import {
  type ConnectionState,
  connectionReducer,
  type Failure,
  initialConnectionState,
  type Task,
} from './connection-reducer.ts'

/** What an admin can do with the connection. Each action also updates the state. */
export interface ConnectionControls {
  /** Records that the key in the field has changed, with a failure if the new key is of a wrong kind. */
  readonly edit: (failure: Failure | null) => void
  /** Tries a key. Never rejects: the state then has the preview or the failure. */
  readonly check: (key: string) => Promise<void>
  /** Saves a key. Never rejects: resolves to whether the key was saved. */
  readonly connect: (key: string) => Promise<boolean>
  /** Opens the form or dialog. */
  readonly open: (panel: 'replace' | 'disconnect') => void
  /** Closes the form or dialog and aborts a running check. Has no effect while connecting or disconnecting. */
  readonly close: () => void
  readonly sync: () => void
  readonly disconnect: (data: DisconnectData) => void
}

/** Returns the state of an admin's tasks, and the actions that run them. Aborts a running check on unmount. */
export const useConnectionController = (): {
  readonly state: ConnectionState
  readonly actions: ConnectionControls
} => {
  const [state, dispatch] = useReducer(connectionReducer, initialConnectionState)
  const connectionActions = useConnectionActions()
  const checkController = useRef<AbortController | null>(null)
  useEffect(() => () => checkController.current?.abort(), [])

  const actions = useMemo((): ConnectionControls => {
    const run = async (task: Task, request: () => Promise<unknown>) => {
      dispatch({ type: 'started', task })
      try {
        await request()
        dispatch({ type: 'succeeded', task })
        return true
      } catch (error) {
        dispatch({ type: 'failed', task, error })
        return false
      }
    }
    return {
      edit: (failure) => dispatch({ type: 'edited', failure }),
      check: async (key) => {
        const controller = new AbortController()
        checkController.current = controller
        dispatch({ type: 'started', task: 'check' })
        try {
          const preview = await connectionActions.preview(key, controller.signal)
          dispatch({ type: 'previewed', preview })
        } catch (error) {
          if (!controller.signal.aborted) dispatch({ type: 'failed', task: 'check', error })
        }
      },
      connect: (key) => run('connect', () => connectionActions.connect(key)),
      open: (panel) => dispatch({ type: 'opened', panel }),
      close: () => {
        checkController.current?.abort()
        dispatch({ type: 'closed' })
      },
      sync: () => void run('sync', connectionActions.sync),
      disconnect: (data) => void run('disconnect', () => connectionActions.disconnect(data)),
    }
  }, [connectionActions])

  return { state, actions }
}
