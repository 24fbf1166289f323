'use client'

import type { ConnectionResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { enConnectClaude } from '../../texts/en/connect-claude.ts'
import { formatTimeAgo } from '../format/format-time.ts'
import { formatClock, formatDay } from '../format/formatters.ts'
import { useTexts } from '../format/use-texts.ts'
import { getUpcomingSync } from './get-upcoming-sync.ts'

interface ConnectionFactsProps {
  readonly connection: ConnectionResponse
  /** Milliseconds since 1970. Null on a server and while hydrating. */
  readonly now: number | null
}

/** The key facts of a connection: matched people, newest read day, last and next sync. */
export const ConnectionFacts = ({ connection, now }: ConnectionFactsProps): ReactNode => {
  const { t, locale } = useTexts(enConnectClaude)
  const { people, coverage, lastSyncAt, syncing } = connection

  // `now` is null on a server, which does not know the viewer's time zone.
  const lastSync =
    lastSyncAt === null ? t('connected.never') : now === null ? '…' : formatTimeAgo(locale, lastSyncAt, now)
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
          // Before the first day is read, the Claude users are unknown. "0 of 0" would look like a result.
          coverage ? t('connected.peopleOf', { matched: people.matched, total: people.claudeUsers }) : '–',
          people.ignored > 0 ? t('connected.peopleIgnored', { count: people.ignored }) : t('connected.people'),
        )}
      {renderFact(coverage ? formatDay(locale, coverage.through) : '–', t('connected.latestDay'))}
      {renderFact(lastSync, syncLabel)}
    </dl>
  )
}
