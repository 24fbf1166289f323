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

export interface ConnectionControls {
  /** Reports that the key in the field has changed, with the failure if the new key is invalid. */
  readonly edit: (failure: Failure | null) => void
  readonly check: (key: string) => Promise<void>
  /** Resolves to whether the key was saved. */
  readonly connect: (key: string) => Promise<boolean>
  readonly open: (what: 'replace' | 'disconnect') => void
  readonly close: () => void
  readonly sync: () => void
  readonly disconnect: (data: DisconnectData) => void
}

/** Returns the state of the admin's tasks and the actions that run them on the server. */
export const useConnectionController = (): {
  readonly state: ConnectionState
  readonly actions: ConnectionControls
} => {
  const [state, dispatch] = useReducer(connectionReducer, initialConnectionState)
  const server = useConnectionActions()
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
          const preview = await server.preview(key, controller.signal)
          dispatch({ type: 'previewed', preview })
        } catch (error) {
          if (!controller.signal.aborted) dispatch({ type: 'failed', task: 'check', error })
        }
      },
      connect: (key) => run('connect', () => server.connect(key)),
      open: (what) => dispatch({ type: 'opened', what }),
      close: () => {
        checkController.current?.abort()
        dispatch({ type: 'closed' })
      },
      sync: () => void run('sync', server.sync),
      disconnect: (data) => void run('disconnect', () => server.disconnect(data)),
    }
  }, [server])

  return { state, actions }
}
