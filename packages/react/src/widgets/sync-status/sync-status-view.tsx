'use client'

import type { ConnectionResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { Attention } from '../../shared/connection/attention.tsx'
import { Backfill } from '../../shared/connection/backfill.chunk.tsx'
import { canManageConnection } from '../../shared/connection/can-manage-connection.ts'
import { ConnectionFacts } from '../../shared/connection/connection-facts.tsx'
import { DirectoryWarning } from '../../shared/connection/directory-warning.tsx'
import { Failures } from '../../shared/connection/failures.chunk.tsx'
import { formatDays } from '../../shared/format/format-days.ts'
import { formatDay } from '../../shared/format/formatters.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { FailureNote } from '../../shared/ui/failure-note.tsx'
import { Heading } from '../../shared/ui/heading.tsx'
import { LiveRegion } from '../../shared/ui/live-region.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { Pill } from '../../shared/ui/pill.tsx'
import { ProblemMessage } from '../../shared/ui/problem-message.tsx'
import { Root } from '../../shared/ui/root.tsx'
import { useUniqueId } from '../../shared/ui/use-unique-id.ts'
import { enSyncStatus } from '../../texts/en/sync-status.ts'
import { enTitles } from '../../texts/en/titles.ts'
import { CheckedMonths } from './checked-months.tsx'
import { getSyncCondition, type SyncCondition } from './get-sync-condition.ts'
import { LastFailure } from './last-failure.tsx'
import type { SyncStatusViewProps } from './props.ts'

/** `SyncStatus` with its data as props. It makes no requests. */
export const SyncStatusView = (props: SyncStatusViewProps): ReactNode => {
  const { connection, problem, onRetry, state, headingLevel } = props
  const { t } = useTexts(enTitles)
  const { t: tStatus } = useTexts(enSyncStatus)
  const id = useUniqueId()
  const condition = connection && getSyncCondition(connection)
  return (
    <Root name="SyncStatus" labelledBy={id} state={condition ?? (problem ? 'error' : 'loading')}>
      <header className="claude-Header">
        <div className="claude-Header-text">
          <Heading level={headingLevel} id={id}>
            {t('sync.title')}
          </Heading>
        </div>
        {condition && <Pill tone={toneByCondition[condition]}>{tStatus(`sync.status.${condition}`)}</Pill>}
      </header>
      {connection && condition && <SyncStatusBody {...props} connection={connection} condition={condition} />}
      {!connection &&
        (problem ? <ProblemMessage problem={problem} onRetry={onRetry} /> : <Loading>{t('sync.loading')}</Loading>)}
      <LiveRegion>
        {state.completedTask === 'sync' && tStatus('sync.started')}
        {state.completedTask === 'compare' && tStatus('months.checkStarted')}
      </LiveRegion>
    </Root>
  )
}

const toneByCondition = {
  disconnected: 'neutral',
  connecting: 'accent',
  backfill: 'accent',
  syncing: 'accent',
  connected: 'good',
  failing: 'warn',
  gaps: 'warn',
  needs_attention: 'warn',
} as const

interface SyncStatusBodyProps extends SyncStatusViewProps {
  readonly connection: ConnectionResponse
  readonly condition: SyncCondition
}

const SyncStatusBody = (props: SyncStatusBodyProps) => {
  const { connection, condition, state, onSync, reconciliation, onCheckMonths, now, headingLevel } = props
  const { t, locale } = useTexts(enSyncStatus)
  const { status, coverage, backfill, failures = [] } = connection
  const canManage = canManageConnection(connection)
  const isConnected = status !== 'disconnected'
  const sentences = [
    status === 'disconnected' && t(canManage ? 'sync.disconnectedAdmin' : 'sync.disconnected'),
    status === 'needs_attention' && !canManage && t('sync.attention'),
    condition === 'connecting' && !backfill && t('sync.connecting'),
    coverage && t(isConnected ? 'sync.through' : 'sync.kept', { day: formatDay(locale, coverage.through) }),
    isConnected &&
      coverage?.provisionalFrom &&
      t('sync.provisional', { day: formatDay(locale, coverage.provisionalFrom) }),
    coverage?.keptFrom && t('sync.keptFrom', { day: formatDay(locale, coverage.keptFrom) }),
    isConnected && coverage?.notServed && t('sync.notServed', { day: formatDay(locale, coverage.notServed.to) }),
  ].filter(Boolean)
  return (
    <>
      {sentences.length > 0 && <p className="claude-Block">{sentences.join(' ')}</p>}
      {canManage && status === 'needs_attention' && (
        <Attention reason={connection.reason}>
          <p>{t('sync.attentionAdmin')}</p>
        </Attention>
      )}
      <DirectoryWarning connection={connection} />
      {condition === 'failing' && <LastFailure connection={connection} now={now} />}
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
      {isConnected && <ConnectionFacts connection={connection} now={now} />}
      {isConnected && canManage && reconciliation && (
        <CheckedMonths
          {...reconciliation}
          isBusy={state.task === 'compare'}
          failure={state.failure?.task === 'compare' ? state.failure : null}
          onCheck={onCheckMonths}
          level={headingLevel + 1}
        />
      )}
      {isConnected && canManage && (
        <div className="claude-Footer">
          <Button onClick={onSync} isBusy={state.task === 'sync' || connection.syncing}>
            {t(connection.syncing ? 'sync.status.syncing' : status === 'needs_attention' ? 'sync.again' : 'sync.now')}
          </Button>
          {state.failure?.task === 'sync' && <FailureNote failure={state.failure} />}
        </div>
      )}
    </>
  )
}
