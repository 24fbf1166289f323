'use client'

import type { ReactNode } from 'react'
import { ConversationCard } from '../../shared/conversation/conversation-card.tsx'
import { hasPeriod } from '../../shared/coverage/content.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { enTalks } from '../../texts/en/conversation.ts'
import { lazyReviewBody } from './lazy.ts'
import type { ReviewStatsViewProps } from './props.ts'

/** `ReviewStats` without a network: everything it shows comes in as props. */
export const ReviewStatsView = (props: ReviewStatsViewProps): ReactNode => {
  const { content, label, period } = props
  const { t } = useTexts(enTalks)
  return (
    <ConversationCard
      {...props}
      name="ReviewStats"
      title={t('review.title', { label })}
      period={hasPeriod(content) ? period : null}
      state={content.kind}
      part={lazyReviewBody}
    >
      {({ ReviewBody }, head) => <ReviewBody {...props} head={head} />}
    </ConversationCard>
  )
}
