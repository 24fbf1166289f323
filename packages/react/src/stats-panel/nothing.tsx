'use client'

import { type ConnectionResponse, firstServedDay } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatDay } from '../format/formatters.ts'
import { enStatsMore } from '../texts/en-stats-more.ts'
import { explain } from '../texts/explain.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Message } from '../ui/message.tsx'
import { isReading } from './is-reading.ts'
import { type MaybeNothing, whyNothing } from './why-nothing.ts'

export interface NothingProps {
  readonly content:
    | { readonly kind: 'not_connected' | 'not_found' }
    | { readonly kind: 'stats'; readonly response: MaybeNothing }
  readonly connection: ConnectionResponse | undefined
}

/** Why there are no figures, and what to do: for those who can mend it themselves, and for those who have to ask. */
export const Nothing = ({ content, connection }: NothingProps): ReactNode => {
  const { t, locale, texts } = useTexts(enStatsMore)
  const response = content.kind === 'stats' ? content.response : null
  const why = content.kind === 'stats' ? whyNothing(content.response, connection) : content.kind
  const day = why === 'before_records' ? firstServedDay : response?.coverage.latestDay
  // Only admins are told how many people are matched.
  const isAdmin = connection?.people !== undefined
  const reason = isAdmin && why === 'attention' && connection.reason
  // The server's message says it all; a host's own words for the code replace it.
  const attention = reason && explain(texts, { code: reason.code, title: '', detail: reason.message })
  const isMendable = why === 'not_connected' || why === 'attention' || why === 'not_matched'
  return (
    <Message title={t(`empty.${why}.title`)}>
      {attention && <p>{`${attention.title} ${attention.advice}`.trim()}</p>}
      <p>
        {isAdmin && isMendable
          ? t(`empty.${why}.admin`)
          : t(`empty.${why}.text`, { day: day ? formatDay(locale, day, true) : '–' })}
      </p>
      {why === 'no_activity' && response?.coverage.missing.length !== 0 && <p>{t('empty.no_activity.missing')}</p>}
      {why === 'not_matched' && (
        <p>{t(isReading(connection) ? 'empty.not_matched.reading' : 'empty.not_matched.why')}</p>
      )}
    </Message>
  )
}
