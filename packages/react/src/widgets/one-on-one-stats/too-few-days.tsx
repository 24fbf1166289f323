'use client'

import { type Day, daysBetween } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import type { RenderHeader } from '../../shared/conversation/conversation-card.tsx'
import { formatDay } from '../../shared/format/formatters.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Message } from '../../shared/ui/message.tsx'
import { enObservations } from '../../texts/en/observations.ts'

interface TooFewDaysProps {
  readonly lastMeetingOn: Day
  readonly through: Day | null
  readonly renderHeader: RenderHeader
}

/** Says that too few days have been read since the last meeting to compare them. */
export const TooFewDays = ({ lastMeetingOn, through, renderHeader }: TooFewDaysProps): ReactNode => {
  const { t, locale } = useTexts(enObservations)
  const readDays = through ? Math.max(0, daysBetween(lastMeetingOn, through)) : 0
  const day = formatDay(locale, lastMeetingOn)
  return (
    <>
      {renderHeader()}
      <Message title={t('oneOnOne.tooFewDays.title')}>
        <p>
          {readDays > 0
            ? t('oneOnOne.tooFewDays.few', { day, count: readDays })
            : t('oneOnOne.tooFewDays.none', { day })}
        </p>
      </Message>
    </>
  )
}
