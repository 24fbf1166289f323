'use client'

import type { ReactNode } from 'react'
import { ConversationCard } from '../../shared/conversation/conversation-card.tsx'
import { hasPeriod } from '../../shared/coverage/content.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { enConversation } from '../../texts/en/conversation.ts'
import type { ReviewStatsViewProps } from './props.ts'
import { lazyReviewBody } from './review-body.lazy.ts'

/** The presentation of `ReviewStats`. It loads no data: everything that it shows comes in as props. */
export const ReviewStatsView = (props: ReviewStatsViewProps): ReactNode => {
  const { content, label, period } = props
  const { t } = useTexts(enConversation)
  return (
    <ConversationCard
      {...props}
      name="ReviewStats"
      title={t('review.title', { label })}
      period={hasPeriod(content) ? period : null}
      part={lazyReviewBody}
    >
      {({ ReviewBody }, renderHeader) => <ReviewBody {...props} renderHeader={renderHeader} />}
    </ConversationCard>
  )
}
