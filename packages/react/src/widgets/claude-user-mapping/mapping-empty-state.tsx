'use client'

import type { ClaudeUsersResponse, MappingState } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { checkIcon } from '../../shared/ui/icon.tsx'
import { Message } from '../../shared/ui/message.tsx'
import { enMapping } from '../../texts/en/mapping.ts'
import { countUsers, findActionableState, isActionable } from './mapping-filters.ts'
import type { ClaudeUserMappingViewProps, MappingActions } from './props.ts'

interface MappingEmptyStateProps {
  readonly counts: ClaudeUsersResponse['counts']
  readonly state: ClaudeUserMappingViewProps['state']
  readonly actions: MappingActions
}

/**
 * Says why the list is empty. A button leads to the next state that needs an admin, or repeats a search in all states.
 */
export const MappingEmptyState = ({ counts, state, actions }: MappingEmptyStateProps): ReactNode => {
  const { t } = useTexts(enMapping)
  const { filter, search } = state
  const totalCount = countUsers(counts, 'all')
  const nextState = findActionableState(counts)
  const cause = getCause(totalCount, state, nextState)
  const target = cause === 'unfound' && filter !== 'all' ? 'all' : cause === 'done' ? nextState : null
  return (
    <Message
      {...(cause === 'settled' && { tone: 'good', icon: checkIcon })}
      title={t(`mapping.${cause}.title`, { search: search.trim() })}
      actions={
        target && (
          <Button onClick={() => actions.filter(target)}>
            {target === 'all'
              ? t('mapping.searchAll')
              : `${t(`mapping.state.${target}`)} (${countUsers(counts, target)})`}
          </Button>
        )
      }
    >
      <p>{t(`mapping.${cause}.text`, { count: totalCount })}</p>
    </Message>
  )
}

/** Returns why the list is empty, as a part of the text keys. */
const getCause = (
  totalCount: number,
  { filter, search }: MappingEmptyStateProps['state'],
  nextState: MappingState | null,
): 'unknown' | 'unfound' | 'none' | 'done' | 'settled' => {
  if (totalCount === 0) return 'unknown'
  if (search.trim()) return 'unfound'
  if (!isActionable(filter)) return 'none'
  return nextState ? 'done' : 'settled'
}
