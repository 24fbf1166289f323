'use client'

import { type EmployeeStatsResponse, firstDay } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatDay } from '../format/formatters.ts'
import { enStatsMore } from '../texts/en-stats-more.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Message } from '../ui/message.tsx'
import type { WhyNothing } from './why-nothing.ts'

interface NothingProps {
  readonly why: WhyNothing | 'not_connected' | 'not_found'
  /** What was answered, if anything. */
  readonly response?: EmployeeStatsResponse
}

/** Why there are no figures, and what to do. */
export const Nothing = ({ why, response }: NothingProps): ReactNode => {
  const { t, locale } = useTexts(enStatsMore)
  const day = why === 'before_records' ? firstDay : response?.coverage.latestDay
  return (
    <Message title={t(`empty.${why}.title`)}>
      <p>{t(`empty.${why}.text`, { day: day ? formatDay(locale, day, true) : '–' })}</p>
      {why === 'no_activity' && response && response.coverage.missing.length > 0 && (
        <p>{t('empty.no_activity.missing')}</p>
      )}
      {why === 'not_matched' && <p>{t('empty.not_matched.why')}</p>}
    </Message>
  )
}
