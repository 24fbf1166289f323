'use client'

import type { ConnectionResponse, Day, Period } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import type { StatsContent } from '../stats-panel/view.tsx'
import type { Insert, OneOnOneData } from '../talks/insert.ts'
import { TalkCard } from '../talks/talk-card.tsx'
import { enTalks } from '../texts/en-talks.ts'
import { useTexts } from '../texts/use-texts.ts'
import type { HeadingLevel } from '../ui/heading.tsx'
import { type Loadable, loadable } from '../ui/loadable.ts'

/** What there is to show. */
export type OneOnOneContent =
  | StatsContent
  /** Too few days were published since the meeting. */
  | { readonly kind: 'early'; readonly lastMeetingOn: Day; readonly through: Day | null }

export interface OneOnOneStatsViewProps {
  readonly employeeName: string | undefined
  readonly connection: ConnectionResponse | undefined
  readonly content: OneOnOneContent
  /** Null while too few days were published. */
  readonly period: Period | null
  readonly onInsert: ((insert: Insert<OneOnOneData>) => void) | undefined
  readonly onRetry: () => void
  readonly headingLevel: HeadingLevel
}

/** All but the head, loaded once there is something to show. */
const body: Loadable<typeof import('./body.chunk.ts')> = loadable(() => import('./body.chunk.ts'))

/** `OneOnOneStats` without a network: everything it shows comes in as props. */
export const OneOnOneStatsView = (props: OneOnOneStatsViewProps): ReactNode => {
  const { content } = props
  const { t } = useTexts(enTalks)
  const hasPeriod = content.kind !== 'not_connected' && content.kind !== 'not_found'
  return (
    <TalkCard
      {...props}
      name="OneOnOneStats"
      title={t('oneOnOne.title')}
      period={hasPeriod ? props.period : null}
      state={content.kind}
      part={body}
    >
      {({ OneOnOneBody }, head) => <OneOnOneBody {...props} head={head} />}
    </TalkCard>
  )
}
