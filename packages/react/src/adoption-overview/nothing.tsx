'use client'

import { type AdoptionResponse, type ConnectionResponse, firstServedDay } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatDay } from '../format/formatters.ts'
import { isReading } from '../stats-panel/is-reading.ts'
import { whyNothing } from '../stats-panel/why-nothing.ts'
import { enAdoptionMore } from '../texts/en-adoption-more.ts'
import { enStatsMore } from '../texts/en-stats-more.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Message } from '../ui/message.tsx'

interface NothingProps {
  /** An answer without figures, or why there is none. */
  readonly why: 'not_connected' | 'not_found' | AdoptionResponse
  readonly connection: ConnectionResponse | undefined
}

/** Why nobody can be counted, and what to do: for those who can mend it themselves, and for those who have to ask. */
export const Nothing = ({ why: given, connection }: NothingProps): ReactNode => {
  const { t } = useTexts(enAdoptionMore)
  const { t: tStats, locale } = useTexts(enStatsMore)
  const response = typeof given === 'object' ? given : null
  const why = typeof given === 'object' ? whyNobody(given, connection) : given
  // Only admins are told how many people are matched.
  const isAdmin = connection?.people !== undefined
  switch (why) {
    case 'not_found':
    case 'nobody':
      return (
        <Message title={t(`adoption.empty.${why}.title`)}>
          <p>{t(`adoption.empty.${why}.text`)}</p>
        </Message>
      )
    case 'not_matched':
      return (
        <Message title={t('adoption.empty.not_matched.title')}>
          <p>{t(isAdmin ? 'adoption.empty.not_matched.admin' : 'adoption.empty.not_matched.text')}</p>
          <p>{tStats(isReading(connection) ? 'empty.not_matched.reading' : 'empty.not_matched.why')}</p>
        </Message>
      )
    default: {
      const day = why === 'before_records' ? firstServedDay : response?.coverage.latestDay
      const isMendable = why === 'not_connected' || why === 'attention'
      return (
        <Message title={tStats(`empty.${why}.title`)}>
          {isAdmin && why === 'attention' && <p>{connection.reason?.message}</p>}
          <p>
            {isAdmin && isMendable
              ? tStats(`empty.${why}.admin`)
              : tStats(`empty.${why}.text`, { day: day ? formatDay(locale, day, true) : '–' })}
          </p>
        </Message>
      )
    }
  }
}

const whyNobody = (response: AdoptionResponse, connection: ConnectionResponse | undefined) => {
  if (response.people === 0) return 'nobody'
  const coverage = { ...response.coverage, claudeUsers: response.linked }
  return whyNothing({ period: response.period, coverage }, connection)
}
