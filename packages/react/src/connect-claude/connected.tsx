'use client'

import type { ConnectionResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatDays } from '../format/day-runs.ts'
import { enConnectClaude } from '../texts/en-connect-claude.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { FailureNote } from '../ui/failure-note.tsx'
import { OnDemand } from '../ui/on-demand.tsx'
import { Attention } from './attention.tsx'
import { Facts } from './facts.tsx'
import type { ConnectState } from './machine.ts'
import { backfill as backfillPart, changes, failures as failuresPart } from './parts.ts'
import type { ConnectActions } from './use-connect-claude.ts'

interface ConnectedProps {
  readonly connection: ConnectionResponse
  readonly state: ConnectState
  readonly actions: ConnectActions
  readonly now: number | null
  readonly level: number
}

/** A connection at work, or one that needs attention. For admins. */
export const Connected = ({ connection, state, actions, now, level }: ConnectedProps): ReactNode => {
  const { t, locale } = useTexts(enConnectClaude)
  const { status, coverage, backfill, failures = [] } = connection
  const needsAttention = status === 'needs_attention'
  const foot = (
    <div className="claude-Foot">
      <div className="claude-Actions">
        <Button onClick={actions.sync} busy={state.task === 'sync' || connection.syncing}>
          {t(connection.syncing ? 'connected.syncing' : needsAttention ? 'attention.tryAgain' : 'connected.sync')}
        </Button>
        <Button
          variant={needsAttention ? 'primary' : 'secondary'}
          onClick={() => actions.open('replace')}
          {...changes.onIntent}
        >
          {t('connected.replace')}
        </Button>
      </div>
      <Button variant="quiet" onClick={() => actions.open('disconnect')} {...changes.onIntent}>
        {t('connected.disconnect')}
      </Button>
      {state.failure?.task === 'sync' && <FailureNote failure={state.failure} />}
    </div>
  )
  return (
    <>
      {needsAttention && <Attention reason={connection.reason} />}
      {backfill && (
        <OnDemand part={backfillPart} size="backfill">
          {({ Backfill }) => <Backfill backfill={backfill} connection={connection} now={now} level={level} />}
        </OnDemand>
      )}
      {!backfill && status === 'connecting' && <p className="claude-Block">{t('connected.starting')}</p>}
      {!backfill && status === 'connected' && (
        <p className="claude-Block">
          {t('connected.lag')}{' '}
          {coverage &&
            coverage.missing.length > 0 &&
            t('connected.missing', {
              count: coverage.missing.length,
              days: formatDays(locale, coverage.missing, coverage.through),
            })}
        </p>
      )}
      {!needsAttention && failures.length > 0 && now !== null && (
        <OnDemand part={failuresPart}>{({ Failures }) => <Failures failures={failures} now={now} />}</OnDemand>
      )}
      <Facts connection={connection} now={now} />
      <OnDemand
        part={changes}
        wanted={state.open === 'replace'}
        instead={(failure) => (
          <>
            {foot}
            {failure}
          </>
        )}
      >
        {({ ReplaceKey }) => <ReplaceKey state={state} actions={actions} level={level} />}
      </OnDemand>
      <OnDemand part={changes} wanted={state.open === 'disconnect'}>
        {({ DisconnectDialog }) => <DisconnectDialog state={state} actions={actions} level={level} />}
      </OnDemand>
    </>
  )
}
