'use client'

import { type Day, daysBetween } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatDay } from '../format/formatters.ts'
import type { TalkHead } from '../talks/talk-card.tsx'
import { enObservations } from '../texts/en-observations.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Message } from '../ui/message.tsx'

interface EarlyProps {
  readonly lastMeetingOn: Day
  readonly through: Day | null
  readonly head: TalkHead
}

/** The last meeting was only just now. */
export const Early = ({ lastMeetingOn, through, head }: EarlyProps): ReactNode => {
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
