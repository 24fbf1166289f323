'use client'

import type { ClaudeUsersResponse } from '@windmill/claude-core'
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
  const cause =
    count === 0
      ? 'unknown'
      : search.trim()
        ? 'unfound'
        : !isActionable(filter)
          ? 'none'
          : nextState
            ? 'done'
            : 'settled'
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
