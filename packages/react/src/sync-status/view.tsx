'use client'

import type { ConnectionResponse } from '@windmill/claude-core'
import { type ReactNode, useId } from 'react'
import { Attention } from '../connect-claude/attention.tsx'
import { Backfill } from '../connect-claude/backfill.tsx'
import { Facts } from '../connect-claude/facts.tsx'
import { Failures } from '../connect-claude/failures.tsx'
import type { ConnectState } from '../connect-claude/machine.ts'
import { formatDays } from '../format/day-runs.ts'
import { formatDay } from '../format/formatters.ts'
import { enSyncStatus } from '../texts/en-sync-status.ts'
import { enTitles } from '../texts/en-titles.ts'
import type { Explainable } from '../texts/explain.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { FailureNote } from '../ui/failure-note.tsx'
import { Heading, type HeadingLevel } from '../ui/heading.tsx'
import { Live } from '../ui/live.tsx'
import { Loading } from '../ui/loading.tsx'
import { Pill } from '../ui/pill.tsx'
import { ProblemMessage } from '../ui/problem-message.tsx'
import { Root } from '../ui/root.tsx'
import { LastFailure } from './last-failure.tsx'
import { type Standing, standingOf } from './standing.ts'

export interface SyncStatusViewProps {
  /** Null while it loads. */
  readonly connection: ConnectionResponse | null
  /** Why it could not be loaded. */
  readonly problem: Explainable | null
  readonly onRetry: () => void
  /** What the viewer has asked for. */
  readonly state: Pick<ConnectState, 'task' | 'failure' | 'done'>
  readonly onSync: () => void
  /** Milliseconds since 1970; null where the viewer's clock is not known. */
  readonly now: number | null
  readonly headingLevel: HeadingLevel
}

/** `SyncStatus` without a network: everything it shows comes in as props. */
export const SyncStatusView = (props: SyncStatusViewProps): ReactNode => {
  const { connection, problem, onRetry, state, headingLevel } = props
  const { t } = useTexts(enTitles)
  const { t: tStatus } = useTexts(enSyncStatus)
  const id = useId()
  const standing = connection && standingOf(connection)
  return (
    <Root name="SyncStatus" labelledBy={id} state={standing ?? (problem ? 'error' : 'loading')}>
      <header className="claude-Head">
        <div className="claude-Head-text">
          <Heading level={headingLevel} id={id}>
            {t('sync.title')}
          </Heading>
        </div>
        {standing && <Pill tone={tones[standing]}>{tStatus(`sync.status.${standing}`)}</Pill>}
      </header>
      {connection && standing && <Known {...props} {...{ connection, standing }} />}
      {!connection &&
        (problem ? <ProblemMessage problem={problem} onRetry={onRetry} /> : <Loading>{t('sync.loading')}</Loading>)}
      <Live>{state.done === 'sync' && tStatus('sync.started')}</Live>
    </Root>
  )
}

const tones = {
  disconnected: 'neutral',
  connecting: 'accent',
  backfill: 'accent',
  syncing: 'accent',
  connected: 'good',
  failing: 'warn',
  gaps: 'warn',
  needs_attention: 'warn',
} as const

interface KnownProps extends SyncStatusViewProps {
  readonly connection: ConnectionResponse
  readonly standing: Standing
}

const Known = (props: KnownProps) => {
  const { connection, standing, state, onSync, now, headingLevel } = props
  const { t, locale } = useTexts(enSyncStatus)
  const { status, coverage, backfill, failures = [] } = connection
  // Only admins are told of the key.
  const isAdmin = connection.key !== undefined
  const isConnected = status !== 'disconnected'
  const sentences = [
    status === 'disconnected' && t(isAdmin ? 'sync.disconnectedAdmin' : 'sync.disconnected'),
    status === 'needs_attention' && !isAdmin && t('sync.attention'),
    standing === 'connecting' && !backfill && t('sync.connecting'),
    coverage && t(isConnected ? 'sync.through' : 'sync.kept', { day: formatDay(locale, coverage.through) }),
    isConnected &&
      coverage?.provisionalFrom &&
      t('sync.provisional', { day: formatDay(locale, coverage.provisionalFrom) }),
  ].filter(Boolean)
  return (
    <>
      {sentences.length > 0 && <p className="claude-Block">{sentences.join(' ')}</p>}
      {isAdmin && status === 'needs_attention' && (
        <Attention reason={connection.reason}>
          <p>{t('sync.attentionAdmin')}</p>
        </Attention>
      )}
      {standing === 'failing' && <LastFailure {...{ connection, now }} />}
      {backfill && <Backfill backfill={backfill} connection={connection} now={now} level={headingLevel + 1} />}
      {coverage && coverage.missing.length > 0 && !backfill && (
        <details className="claude-Block">
          <summary>
            <span className="claude-Link">{t('sync.missing', { count: coverage.missing.length })}</span>
          </summary>
          <p>{t('sync.missingText', { days: formatDays(locale, coverage.missing, coverage.through) })}</p>
        </details>
      )}
      {status !== 'needs_attention' && failures.length > 0 && now !== null && (
        <Failures failures={failures} now={now} />
      )}
      {isConnected && <Facts connection={connection} now={now} />}
      {isConnected && isAdmin && (
        <div className="claude-Foot">
          <Button onClick={onSync} busy={state.task === 'sync' || connection.syncing}>
            {t(connection.syncing ? 'sync.status.syncing' : status === 'needs_attention' ? 'sync.again' : 'sync.now')}
          </Button>
          {state.failure?.task === 'sync' && <FailureNote failure={state.failure} />}
        </div>
      )}
    </>
  )
}
