'use client'

import type { ConnectionResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { Attention } from '../../shared/connection/attention.tsx'
import { lazyBackfill } from '../../shared/connection/backfill.lazy.ts'
import { ConnectionFacts } from '../../shared/connection/connection-facts.tsx'
import type { ConnectionState } from '../../shared/connection/connection-reducer.ts'
import { DirectoryWarning } from '../../shared/connection/directory-warning.tsx'
import { lazyFailures } from '../../shared/connection/failures.lazy.ts'
import type { ConnectionControls } from '../../shared/connection/use-connection-controller.ts'
import { formatDays } from '../../shared/format/format-days.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { FailureNote } from '../../shared/ui/failure-note.tsx'
import { OnDemand } from '../../shared/ui/on-demand.tsx'
import { enConnectClaude } from '../../texts/en/connect-claude.ts'
import { lazyDisconnectDialog } from './disconnect-dialog.lazy.ts'
import { lazyReplaceKey } from './replace-key.lazy.ts'

interface ExistingConnectionProps {
  readonly connection: ConnectionResponse
  /** Path or URL of the page with `AcceptInvitation`. Undefined if the host has none. */
  readonly invitationUrl: string | undefined
  readonly state: ConnectionState
  readonly actions: ConnectionControls
  /** The current time in Unix milliseconds. Null on a server and while hydrating. */
  readonly now: number | null
  readonly level: number
}

/** Shows admins an existing connection: its progress, problems, facts and actions. */
export const ExistingConnection = (props: ExistingConnectionProps): ReactNode => {
  const { connection, invitationUrl, state, actions, now, level } = props
  const { t, locale } = useTexts(enConnectClaude)
  const { status, coverage, backfill, failures = [] } = connection
  const needsAttention = status === 'needs_attention'
  const footer = (
    <div className="claude-Footer">
      <div className="claude-Actions">
        <Button onClick={actions.sync} isBusy={state.task === 'sync' || connection.syncing}>
          {t(connection.syncing ? 'connected.syncing' : needsAttention ? 'attention.tryAgain' : 'connected.sync')}
        </Button>
        <Button
          variant={needsAttention ? 'primary' : 'secondary'}
          onClick={() => actions.open('replace')}
          {...lazyReplaceKey.preloadHandlers}
        >
          {t('connected.replace')}
        </Button>
      </div>
      <Button variant="quiet" onClick={() => actions.open('disconnect')} {...lazyDisconnectDialog.preloadHandlers}>
        {t('connected.disconnect')}
      </Button>
      {state.failure?.task === 'sync' && <FailureNote failure={state.failure} />}
    </div>
  )
  return (
    <>
      {needsAttention && <Attention reason={connection.reason} />}
      <DirectoryWarning connection={connection} />
      {backfill && (
        <OnDemand part={lazyBackfill} size="backfill">
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
        <OnDemand part={lazyFailures}>{({ Failures }) => <Failures failures={failures} now={now} />}</OnDemand>
      )}
      <ConnectionFacts connection={connection} now={now} />
      {/* The form replaces the buttons. Until it is open and loaded, the buttons are shown. */}
      <OnDemand
        part={lazyReplaceKey}
        isEnabled={state.openPanel === 'replace'}
        renderFallback={(failure) => (
          <>
            {footer}
            {failure}
          </>
        )}
      >
        {({ ReplaceKey }) => (
          <ReplaceKey
            connection={connection}
            invitationUrl={invitationUrl}
            state={state}
            actions={actions}
            level={level}
          />
        )}
      </OnDemand>
      <OnDemand part={lazyDisconnectDialog} isEnabled={state.openPanel === 'disconnect'}>
        {({ DisconnectDialog }) => <DisconnectDialog state={state} actions={actions} level={level} />}
      </OnDemand>
    </>
  )
}
