'use client'

import type { ReactNode } from 'react'
import type { ReviewPeriod } from '../stats-panel/period-choice.ts'
import type { Insert, ReviewData } from '../talks/insert.ts'
import { TalkCard } from '../talks/talk-card.tsx'
import type { TalkStats } from '../talks/use-talk-stats.ts'
import { enTalks } from '../texts/en-talks.ts'
import { useTexts } from '../texts/use-texts.ts'
import type { HeadingLevel } from '../ui/heading.tsx'
import { type Loadable, loadable } from '../ui/loadable.ts'

export interface ReviewStatsViewProps extends TalkStats {
  readonly employeeName: string | undefined
  readonly period: ReviewPeriod
  readonly onInsert: ((insert: Insert<ReviewData>) => void) | undefined
  readonly headingLevel: HeadingLevel
}

/** All but the head, loaded once there is something to show. */
const body: Loadable<typeof import('./body.chunk.ts')> = loadable(() => import('./body.chunk.ts'))

/** `ReviewStats` without a network: everything it shows comes in as props. */
export const ReviewStatsView = (props: ReviewStatsViewProps): ReactNode => {
  const { content, period } = props
  const { t } = useTexts(enTalks)
  const hasPeriod = content.kind !== 'not_connected' && content.kind !== 'not_found'
  return (
    <TalkCard
      {...props}
      name="ReviewStats"
      title={t('review.title', { label: period.label })}
      period={hasPeriod ? period : null}
      state={content.kind}
      part={body}
    >
      {({ ReviewBody }, head) => <ReviewBody {...props} head={head} />}
    </TalkCard>
  )
}
