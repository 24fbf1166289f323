'use client'

import type { ConnectionResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { dayFailureTexts } from '../../shared/connection/day-failure-texts.ts'
import { getUpcomingSync } from '../../shared/connection/get-upcoming-sync.ts'
import { formatClock } from '../../shared/format/formatters.ts'
import { formatAgo } from '../../shared/format/time.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Message } from '../../shared/ui/message.tsx'
import { enSyncStatus } from '../../texts/en/sync-status.ts'

interface LastFailureProps {
  readonly connection: ConnectionResponse
  /** Null while it is not known yet: on a server. */
  readonly now: number | null
}

/** That the last sync failed, and why, though nobody has to do anything. Employees are told no more than that. */
export const LastFailure = ({ connection, now }: LastFailureProps): ReactNode => {
  const { lastFailure, key } = connection
  const { t, locale } = useTexts(enSyncStatus)
  const { t: why } = useTexts(dayFailureTexts)
  if (!lastFailure) return null
  const { at, code } = lastFailure
  const advice = code ? why(`dayFailure.${code}.advice`) : t('sync.failing.log')
  const upcomingSync = getUpcomingSync(connection, now)
  return (
    <Message tone="warn" title={t('sync.failing')}>
      {key !== undefined && (
        <p>
          {code && `${why(`dayFailure.${code}.title`)} `}
          {advice}
        </p>
      )}
      <p>
        {now !== null && `${t('sync.failing.at', { ago: formatAgo(locale, at, now) })} `}
        {upcomingSync ? t('sync.failing.next', { time: formatClock(locale, upcomingSync) }) : t('sync.failing.again')}
        {code && key !== undefined && <span className="claude-Code">{code}</span>}
      </p>
    </Message>
  )
}
