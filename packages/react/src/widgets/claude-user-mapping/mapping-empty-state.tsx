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

/** Why the list is empty, with a button to where there is more to do. */
export const MappingEmptyState = ({ counts, state, actions }: MappingEmptyStateProps): ReactNode => {
  const { t } = useTexts(enMapping)
  const { filter, search } = state
  const count = countUsers(counts, 'all')
  const nextState = findActionableState(counts)
  const cause = findCause(count, state, nextState)
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
      <p>{t(`mapping.${cause}.text`, { count })}</p>
    </Message>
  )
}

const findCause = (
  count: number,
  { filter, search }: MappingEmptyStateProps['state'],
  nextState: MappingState | null,
): 'unknown' | 'unfound' | 'none' | 'done' | 'settled' => {
  if (count === 0) return 'unknown'
  if (search.trim()) return 'unfound'
  if (!isActionable(filter)) return 'none'
  return nextState ? 'done' : 'settled'
}
