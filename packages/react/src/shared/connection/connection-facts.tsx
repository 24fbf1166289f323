'use client'

import type { ConnectionResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { enConnectClaude } from '../../texts/en/connect-claude.ts'
import { formatClock, formatDay } from '../format/formatters.ts'
import { formatAgo } from '../format/time.ts'
import { useTexts } from '../format/use-texts.ts'

interface ConnectionFactsProps {
  readonly connection: ConnectionResponse
  /** Null while it is not known yet: on a server. */
  readonly now: number | null
}

export const ConnectionFacts = ({ connection, now }: ConnectionFactsProps): ReactNode => {
  const { t, locale } = useTexts(enConnectClaude)
  const { people, coverage, lastSyncAt, nextSyncAt, syncing } = connection

  // Times of day depend on the viewer's time zone, which a server does not know.
  const last = lastSyncAt === null ? t('connected.never') : now === null ? '…' : formatAgo(locale, lastSyncAt, now)
  const isNextKnown = !syncing && nextSyncAt !== null && now !== null && Date.parse(nextSyncAt) > now
  const sync = isNextKnown
    ? t('connected.nextSync', { time: formatClock(locale, nextSyncAt) })
    : t('connected.lastSync')

  const fact = (value: string, label: string) => (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
  return (
    <dl className="claude-Facts claude-Cells">
      {people &&
        fact(
          // Before the first day is read nobody is known, which is not "0 of 0".
          coverage ? t('connected.peopleOf', { matched: people.matched, total: people.claudeUsers }) : '–',
          t('connected.people'),
        )}
      {fact(coverage ? formatDay(locale, coverage.through) : '–', t('connected.latestDay'))}
      {fact(last, sync)}
    </dl>
  )
}
