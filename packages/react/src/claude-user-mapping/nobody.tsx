'use client'

import type { ClaudeUsersResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { enMapping } from '../texts/en-mapping.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { checkIcon } from '../ui/icon.tsx'
import { Message } from '../ui/message.tsx'
import type { MappingActions } from './use-claude-user-mapping.ts'
import type { ClaudeUserMappingViewProps } from './view.tsx'
import { countOf, nextWork } from './work.ts'

interface NobodyProps {
  readonly counts: ClaudeUsersResponse['counts']
  readonly state: ClaudeUserMappingViewProps['state']
  readonly actions: MappingActions
}

/** Why a list is empty, and where to go on. */
export const Nobody = ({ counts, state, actions }: NobodyProps): ReactNode => {
  const { t } = useTexts(enMapping)
  const { filter, search } = state
  const count = countOf(counts, 'all')
  const next = nextWork(counts)
  const isWork = filter === 'unmatched' || filter === 'conflict' || filter === 'flagged'
  const why = count === 0 ? 'unknown' : search.trim() ? 'unfound' : !isWork ? 'none' : next ? 'done' : 'settled'
  const to = why === 'unfound' && filter !== 'all' ? 'all' : why === 'done' ? next : null
  return (
    <Message
      {...(why === 'settled' && { tone: 'good', icon: checkIcon })}
      title={t(`mapping.${why}.title`, { search: search.trim() })}
      actions={
        to && (
          <Button onClick={() => actions.filter(to)}>
            {to === 'all' ? t('mapping.searchAll') : `${t(`mapping.state.${to}`)} (${countOf(counts, to)})`}
          </Button>
        )
      }
    >
      <p>{t(`mapping.${why}.text`, { count })}</p>
    </Message>
  )
}
