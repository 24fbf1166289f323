'use client'

import type { ConnectionResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { enConnectClaude } from '../../texts/en/connect-claude.ts'
import { formatClock, formatDay } from '../format/formatters.ts'
import { formatAgo } from '../format/time.ts'
import { useTexts } from '../format/use-texts.ts'
import { getUpcomingSync } from './get-upcoming-sync.ts'

interface ConnectionFactsProps {
  readonly connection: ConnectionResponse
  /** Milliseconds since 1970; null while unknown, on a server. */
  readonly now: number | null
}

/** The key facts of a connection: matched people, latest read day and syncs. */
export const ConnectionFacts = ({ connection, now }: ConnectionFactsProps): ReactNode => {
  const { t, locale } = useTexts(enConnectClaude)
  const { people, coverage, lastSyncAt, syncing } = connection

  // A server shows no times, because it does not know the viewer's time zone.
  const lastSync = lastSyncAt === null ? t('connected.never') : now === null ? '…' : formatAgo(locale, lastSyncAt, now)
  const upcomingSync = syncing ? null : getUpcomingSync(connection, now)
  const syncLabel = upcomingSync
    ? t('connected.nextSync', { time: formatClock(locale, upcomingSync) })
    : t('connected.lastSync')

  const renderFact = (value: string, label: string) => (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
  return (
    <dl className="claude-Facts claude-Cells">
      {people &&
        renderFact(
          // Before the first day is read, no Claude user is known. That is not "0 of 0".
          coverage ? t('connected.peopleOf', { matched: people.matched, total: people.claudeUsers }) : '–',
          t('connected.people'),
        )}
      {renderFact(coverage ? formatDay(locale, coverage.through) : '–', t('connected.latestDay'))}
      {renderFact(lastSync, syncLabel)}
    </dl>
  )
}
