'use client'

import type { ConnectionResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { canManageConnection } from '../../shared/connection/can-manage-connection.ts'
import { dayFailureTexts } from '../../shared/connection/day-failure-texts.ts'
import { getUpcomingSync } from '../../shared/connection/get-upcoming-sync.ts'
import { formatTimeAgo } from '../../shared/format/format-time.ts'
import { formatClock } from '../../shared/format/formatters.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Message } from '../../shared/ui/message.tsx'
import { enSyncStatus } from '../../texts/en/sync-status.ts'

interface LastFailureProps {
  readonly connection: ConnectionResponse
  /** The current time in milliseconds since 1970. Null on a server and during hydration. */
  readonly now: number | null
}

/** Explains that the last sync failed and will be retried. Only viewers with `connection:manage` see the reason. */
export const LastFailure = ({ connection, now }: LastFailureProps): ReactNode => {
  const { lastFailure } = connection
  const canManage = canManageConnection(connection)
  const { t, locale } = useTexts(enSyncStatus)
  const { t: tFailure } = useTexts(dayFailureTexts)
  if (!lastFailure) return null
  const { at, code, message } = lastFailure
  const advice = code ? tFailure(`dayFailure.${code}.advice`) : t('sync.failing.log')
  const upcomingSync = getUpcomingSync(connection, now)
  return (
    <Message tone="warn" title={t('sync.failing')}>
      {canManage && (
        <p>
          {code && `${tFailure(`dayFailure.${code}.title`)} `}
          {advice} {message}
        </p>
      )}
      <p>
        {now !== null && `${t('sync.failing.at', { ago: formatTimeAgo(locale, at, now) })} `}
        {upcomingSync ? t('sync.failing.next', { time: formatClock(locale, upcomingSync) }) : t('sync.failing.again')}
        {code && canManage && <span className="claude-Code">{code}</span>}
      </p>
    </Message>
  )
}
