'use client'

import type { ReactNode } from 'react'
import { ConversationCard } from '../../shared/conversation/conversation-card.tsx'
import { hasPeriod } from '../../shared/coverage/content.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { enConversation } from '../../texts/en/conversation.ts'
import { lazyOneOnOneBody } from './one-on-one-body.lazy.ts'
import type { OneOnOneStatsViewProps } from './props.ts'

/** The presentation of `OneOnOneStats`. It loads no data: everything that it shows comes in as props. */
export const OneOnOneStatsView = (props: OneOnOneStatsViewProps): ReactNode => {
  const { content, period, isSinceMeeting } = props
  const { t } = useTexts(enConversation)
  return (
    <ConversationCard
      {...props}
      name="OneOnOneStats"
      title={t(isSinceMeeting ? 'oneOnOne.title' : 'oneOnOne.titleSettled')}
      period={hasPeriod(content) ? period : null}
      part={lazyOneOnOneBody}
    >
      {({ OneOnOneBody }, renderHeader) => <OneOnOneBody {...props} renderHeader={renderHeader} />}
    </ConversationCard>
  )
}
