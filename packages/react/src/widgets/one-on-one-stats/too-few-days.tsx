'use client'

import { type Day, daysBetween } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import type { ConversationHead } from '../../shared/conversation/conversation-card.tsx'
import { formatDay } from '../../shared/format/formatters.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Message } from '../../shared/ui/message.tsx'
import { enObservations } from '../../texts/en/observations.ts'

interface TooFewDaysProps {
  readonly lastMeetingOn: Day
  readonly through: Day | null
  readonly head: ConversationHead
}

/** Says that Claude has published too few days since the last meeting to compare. */
export const TooFewDays = ({ lastMeetingOn, through, head }: TooFewDaysProps): ReactNode => {
  const { t, locale } = useTexts(enObservations)
  const count = through ? Math.max(0, daysBetween(lastMeetingOn, through)) : 0
  const day = formatDay(locale, lastMeetingOn)
  return (
    <>
      {head()}
      <Message title={t('oneOnOne.early.title')}>
        <p>{count > 0 ? t('oneOnOne.early.few', { day, count }) : t('oneOnOne.early.none', { day })}</p>
      </Message>
    </>
  )
}
