'use client'

import { type Dispatch, useEffect, useMemo, useReducer, useRef } from 'react'
import {
  type ConnectionEvent,
  type ConnectionState,
  connectionReducer,
  type Failure,
  initialConnectionState,
  type KeyPreview,
  type Task,
} from './connection-reducer.ts'

/**
 * The requests that send a key to the server, as an admin or with an invitation. Pass the same object in every render.
 */
export interface KeyRequests {
  readonly preview: (key: string, signal: AbortSignal) => Promise<KeyPreview>
  readonly connect: (key: string) => Promise<unknown>
}

/** The actions on a key. Each action also updates the state. */
export interface KeyControls {
  /** Records that the key in the field has changed, with a failure if the new key is of a wrong kind. */
  readonly edit: (failure: Failure | null) => void
  /** Checks a key. Never rejects: the state has the preview or the failure afterwards. */
  readonly check: (key: string) => Promise<void>
  /** Saves a key. Never rejects: resolves to whether the key was saved. */
  readonly connect: (key: string) => Promise<boolean>
}

interface KeyTasks {
  readonly state: ConnectionState
  readonly dispatch: Dispatch<ConnectionEvent>
  /** Runs a task. Never rejects: resolves to whether it succeeded. */
  readonly run: (task: Task, request: () => Promise<unknown>) => Promise<boolean>
  readonly abortCheck: () => void
  readonly actions: KeyControls
}

/** Returns the state of the tasks with a key, and the actions that run them. Aborts a running check on unmount. */
export const useKeyTasks = (requests: KeyRequests): KeyTasks => {
  const [state, dispatch] = useReducer(connectionReducer, initialConnectionState)
  const checkController = useRef<AbortController | null>(null)
  useEffect(() => () => checkController.current?.abort(), [])

  const tasks = useMemo(() => {
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
    const actions: KeyControls = {
      edit: (failure) => dispatch({ type: 'edited', failure }),
      check: async (key) => {
        const controller = new AbortController()
        checkController.current = controller
        dispatch({ type: 'started', task: 'check' })
        try {
          dispatch({ type: 'previewed', preview: await requests.preview(key, controller.signal) })
        } catch (error) {
          if (!controller.signal.aborted) dispatch({ type: 'failed', task: 'check', error })
        }
      },
      connect: (key) => run('connect', () => requests.connect(key)),
    }
    return { dispatch, run, abortCheck: () => checkController.current?.abort(), actions }
  }, [requests])
  return { state, ...tasks }
}
