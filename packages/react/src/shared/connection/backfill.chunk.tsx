'use client'

import type { ConnectionResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { enConnectBackfill } from '../../texts/en/connect-backfill.ts'
import { formatDays } from '../format/format-days.ts'
import { formatDuration } from '../format/format-time.ts'
import { formatClock, formatDay } from '../format/formatters.ts'
import { useTexts } from '../format/use-texts.ts'
import { Heading } from '../ui/heading.tsx'
import { Progress } from '../ui/progress.tsx'
import { getUpcomingSync } from './get-upcoming-sync.ts'

interface BackfillProps {
  readonly backfill: NonNullable<ConnectionResponse['backfill']>
  readonly connection: ConnectionResponse
  /** Milliseconds since 1970. Null on a server and while hydrating. */
  readonly now: number | null
  /** The heading level. */
  readonly level: number
}

/**
 * The progress of the backfill: how many days are read, which day is being read, and from which day on the history is
 * complete.
 */
export const Backfill = ({ backfill, connection, now, level }: BackfillProps): ReactNode => {
  const { t, locale } = useTexts(enConnectBackfill)
  const { done, total, requestsLeft, secondsLeft, reading } = backfill
  const { coverage, syncing } = connection

  const progress = t('backfill.progress', { done, total })
  const timeLeft = t('backfill.left', { time: formatDuration(locale, secondsLeft) })
  const upcomingSync = syncing ? null : getUpcomingSync(connection, now)
  return (
    <div className="claude-Block claude-Stack">
      <div className="claude-Spread">
        <Heading level={level}>{t('backfill.title')}</Heading>
        <span>
          {progress} · {timeLeft}
        </span>
      </div>
      <Progress label={t('backfill.title')} done={done} total={total} text={`${progress}, ${timeLeft}`} />
      <p>
        {reading && t('backfill.reading', { day: formatDay(locale, reading, true) })}
        {upcomingSync && t('backfill.waiting', { time: formatClock(locale, upcomingSync) })}{' '}
        {t('backfill.requests', { count: requestsLeft })}
      </p>
      <p>
        {!coverage && t('backfill.soon')}
        {coverage &&
          t(coverage.missing.length > 0 ? 'backfill.sinceExcept' : 'backfill.since', {
            day: formatDay(locale, coverage.first),
            missing: formatDays(locale, coverage.missing, coverage.through),
          })}
      </p>
    </div>
  )
}
