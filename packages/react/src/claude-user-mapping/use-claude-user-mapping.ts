'use client'

import { type Day, dayAt, type LinkRequest } from '@windmill/claude-core'
import { useMemo, useReducer, useRef, useState } from 'react'
import { asProblem } from '../fetch/claude-problem.ts'
import { useClaudeUserActions } from '../hooks/use-claude-user-actions.ts'
import { useClaudeUsers } from '../hooks/use-claude-users.ts'
import { useSettled } from '../hooks/use-settled.ts'
import { pagingOf } from '../query/paging.ts'
import { initialMappingUi, type MappingFilter, mappingReducer } from './machine.ts'
import type { ClaudeUserMappingViewProps } from './view.tsx'
import { nextWork } from './work.ts'

/** What to ask of the server for a claude user. */
export type Decision = readonly [claudeUserId: string, link: LinkRequest]

export interface MappingActions {
  readonly filter: (filter: MappingFilter) => void
  readonly search: (text: string) => void
  readonly open: (id: string | null) => void
  readonly select: (ids: readonly string[], on: boolean) => void
  /** One after the other, after those under way. */
  readonly decide: (decisions: readonly Decision[]) => void
}

/** Ties the machine to the server. */
export const useClaudeUserMapping = (): Omit<ClaudeUserMappingViewProps, 'headingLevel'> => {
  const [state, dispatch] = useReducer(mappingReducer, initialMappingUi)
  const [today] = useState<Day>(() => dayAt(Date.now()))
  const search = useSettled(state.search.trim())
  const filter = state.filter ?? 'unmatched'
  const query = useClaudeUsers({ state: filter === 'all' ? undefined : filter, search: search || undefined })
  const server = useClaudeUserActions()
  const queue = useRef(Promise.resolve())
  const waiting = useRef(0)

  // What is true of all states stays while those in another one load.
  const pages = query.data?.pages
  const newest = pages?.[0]
  const [known, setKnown] = useState(newest)
  if (newest && newest !== known) setKnown(newest)
  if (newest && state.filter === null) dispatch({ type: 'filtered', filter: nextWork(newest.counts) ?? 'unmatched' })

  const actions = useMemo(
    (): MappingActions => ({
      filter: (to) => dispatch({ type: 'filtered', filter: to }),
      search: (text) => dispatch({ type: 'searched', search: text }),
      open: (id) => dispatch({ type: 'opened', id }),
      select: (ids, on) => dispatch({ type: 'selected', ids, on }),
      decide: (decisions) => {
        const isUndo = decisions.some(([, { decision }]) => decision === 'undo')
        dispatch({ type: 'started', ids: decisions.map(([id]) => id), isUndo })
        waiting.current += 1
        queue.current = queue.current.then(async () => {
          for (const [id, link] of decisions) {
            try {
              dispatch({ type: 'changed', user: await server.decide(id, link) })
            } catch (error) {
              dispatch({ type: 'failed', id, error })
            }
          }
          waiting.current -= 1
          // Counts that cannot be asked for now come with the next list.
          if (waiting.current === 0) await server.settle().catch(() => {})
        })
      },
    }),
    [server],
  )

  return {
    summary: newest ?? known ?? null,
    users: pages?.flatMap(({ claudeUsers }) => claudeUsers) ?? null,
    problem: query.error && !pages ? asProblem(query.error) : null,
    onRetry: () => void query.refetch(),
    isOutdated: query.isPlaceholderData || search !== state.search.trim(),
    state: { ...state, filter },
    paging: pagingOf(query),
    today,
    actions,
  }
}
