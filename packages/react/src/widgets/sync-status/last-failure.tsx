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
  /** Current time in epoch milliseconds. Null on a server and during hydration. */
  readonly now: number | null
}

/** Says that the last sync failed and will be retried. Only admins see the reason; `key` is present for them alone. */
export const LastFailure = ({ connection, now }: LastFailureProps): ReactNode => {
  const { lastFailure, key } = connection
  const { t, locale } = useTexts(enSyncStatus)
  const { t: tFailure } = useTexts(dayFailureTexts)
  if (!lastFailure) return null
  const { at, code } = lastFailure
  const advice = code ? tFailure(`dayFailure.${code}.advice`) : t('sync.failing.log')
  const upcomingSync = getUpcomingSync(connection, now)
  return (
    <Message tone="warn" title={t('sync.failing')}>
      {key !== undefined && (
        <p>
          {code && `${tFailure(`dayFailure.${code}.title`)} `}
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
