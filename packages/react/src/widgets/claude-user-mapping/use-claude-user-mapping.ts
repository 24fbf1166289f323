'use client'

import { type Day, dayAt } from '@windmill/claude-core'
import { useMemo, useReducer, useRef, useState } from 'react'
import { toClaudeProblem } from '../../data/fetch/claude-problem.ts'
import { useClaudeUserActions } from '../../data/hooks/use-claude-user-actions.ts'
import { useClaudeUsers } from '../../data/hooks/use-claude-users.ts'
import { toPaging } from '../../data/query/paging.ts'
import { useDebounced } from '../../shared/ui/use-debounced.ts'
import { defaultFilter, findActionableState } from './mapping-filters.ts'
import { initialMappingUiState, mappingReducer } from './mapping-reducer.ts'
import type { ClaudeUserMappingViewProps, MappingActions } from './props.ts'

/** Fetches the list, keeps the viewer's choices and sends their decisions. Returns the props of the view. */
export const useClaudeUserMapping = (): Omit<ClaudeUserMappingViewProps, 'headingLevel'> => {
  const [state, dispatch] = useReducer(mappingReducer, initialMappingUiState)
  const [today] = useState<Day>(() => dayAt(Date.now()))
  const search = useDebounced(state.search.trim())
  const filter = state.filter ?? defaultFilter
  const query = useClaudeUsers({ state: filter === 'all' ? undefined : filter, search: search || undefined })
  const linkActions = useClaudeUserActions()
  const queue = useRef(Promise.resolve())
  const queuedBatchCount = useRef(0)

  // Counts and directory apply to every filter, so they stay on screen while another filter loads.
  const pages = query.data?.pages
  const firstPage = pages?.[0]
  const [summary, setSummary] = useState(firstPage)
  const problem = query.error && !pages ? toClaudeProblem(query.error) : null
  // A problem clears the summary: the viewer may have lost access, so a retry must not show the old summary again.
  if (firstPage ? firstPage !== summary : problem && summary) setSummary(firstPage)
  if (firstPage && state.filter === null)
    dispatch({ type: 'filtered', filter: findActionableState(firstPage.counts) ?? defaultFilter })

  const actions = useMemo(
    (): MappingActions => ({
      filter: (next) => dispatch({ type: 'filtered', filter: next }),
      search: (text) => dispatch({ type: 'searched', search: text }),
      open: (id) => dispatch({ type: 'opened', id }),
      select: (ids, isSelected) => dispatch({ type: 'selected', ids, isSelected }),
      decide: (decisions) => {
        const isUndo = decisions.some(([, { decision }]) => decision === 'undo')
        dispatch({ type: 'started', ids: decisions.map(([id]) => id), isUndo })
        queuedBatchCount.current += 1
        queue.current = queue.current.then(async () => {
          for (const [id, request] of decisions) {
            try {
              dispatch({ type: 'changed', user: await linkActions.decide(id, request) })
            } catch (error) {
              dispatch({ type: 'failed', id, error })
            }
          }
          queuedBatchCount.current -= 1
          // A failure is harmless: the next response has the current counts.
          if (queuedBatchCount.current === 0) await linkActions.refresh().catch(() => {})
        })
      },
    }),
    [linkActions],
  )

  return {
    summary: firstPage ?? (problem ? null : (summary ?? null)),
    users: pages?.flatMap(({ claudeUsers }) => claudeUsers) ?? null,
    problem,
    onRetry: () => void query.refetch(),
    isOutdated: query.isPlaceholderData || search !== state.search.trim(),
    state: { ...state, filter },
    paging: toPaging(query),
    today,
    actions,
  }
}
