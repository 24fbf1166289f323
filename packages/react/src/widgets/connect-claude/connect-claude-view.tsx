'use client'

import type { Day } from '@windmill/claude-core'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Task } from '../../shared/connection/connection-reducer.ts'
import { lazyDataScope } from '../../shared/connection/data-scope.lazy.ts'
import { formatTimeAgo } from '../../shared/format/format-time.ts'
import { formatDay } from '../../shared/format/formatters.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Heading } from '../../shared/ui/heading.tsx'
import { Icon, trendIcon } from '../../shared/ui/icon.tsx'
import { LiveRegion } from '../../shared/ui/live-region.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { OnDemand } from '../../shared/ui/on-demand.tsx'
import { Pill } from '../../shared/ui/pill.tsx'
import { ProblemMessage } from '../../shared/ui/problem-message.tsx'
import { Root } from '../../shared/ui/root.tsx'
import { useUniqueId } from '../../shared/ui/use-unique-id.ts'
import { enConnectClaude } from '../../texts/en/connect-claude.ts'
import { lazyAdminSetup } from './admin-setup.lazy.ts'
import { ExistingConnection } from './existing-connection.tsx'
import type { ConnectClaudeViewProps } from './props.ts'

/** The presentation of `ConnectClaude`. It loads no data: everything that it shows comes in as props. */
export const ConnectClaudeView = (props: ConnectClaudeViewProps): ReactNode => {
  const { connection, problem, canManage, state, now, headingLevel } = props
  const { t, locale } = useTexts(enConnectClaude)
  const titleId = useUniqueId()
  const headerRef = useRef<HTMLElement>(null)
  const isSetupShown = connection?.status === 'disconnected' && canManage

  // Saving a key or disconnecting removes the focused control, so the title takes the focus.
  useEffect(() => {
    if (state.completedTask === 'connect' || state.completedTask === 'disconnect')
      headerRef.current?.querySelector<HTMLElement>('[tabindex]')?.focus()
  }, [state.completedTask])

  return (
    <Root name="ConnectClaude" labelledBy={titleId} state={connection?.status ?? (problem ? 'error' : 'loading')}>
      <header ref={headerRef} className="claude-Header">
        <span className="claude-Mark">
          <Icon path={trendIcon} />
        </span>
        <div className="claude-Header-text">
          <Heading level={headingLevel} id={titleId} tabIndex={-1}>
            {t(isSetupShown ? 'connect.title' : 'connected.title')}
          </Heading>
          <p>
            {connection?.key
              ? t(now === null ? 'connected.key' : 'connected.keyAge', {
                  lastFour: connection.key.lastFour,
                  day: formatDay(locale, connection.key.savedAt.slice(0, 10) as Day, true),
                  ago: formatTimeAgo(locale, connection.key.savedAt, now ?? 0),
                })
              : t(isSetupShown ? 'connect.subtitle' : 'connected.subtitle')}
          </p>
        </div>
        {connection && <Pill tone={toneByStatus[connection.status]}>{t(`connect.status.${connection.status}`)}</Pill>}
      </header>
      <Body {...props} level={headingLevel + 1} />
      <LiveRegion>{state.completedTask && t(announcementByTask[state.completedTask])}</LiveRegion>
    </Root>
  )
}

const toneByStatus = {
  disconnected: 'neutral',
  connecting: 'accent',
  connected: 'good',
  needs_attention: 'warn',
} as const

const announcementByTask = {
  check: 'live.found',
  connect: 'live.saved',
  sync: 'live.syncing',
  compare: 'live.syncing',
  disconnect: 'live.disconnected',
} as const satisfies Record<Task, string>

const Body = (props: ConnectClaudeViewProps & { readonly level: number }) => {
  const { connection, problem, onRetry, canManage, invitationUrl, state, actions, now, level } = props
  const { t, locale } = useTexts(enConnectClaude)

  if (!connection) {
    return problem ? (
      <ProblemMessage problem={problem} onRetry={onRetry} />
    ) : (
      <Loading>{t('loading.connection')}</Loading>
    )
  }

  const { status, coverage } = connection
  if (!canManage) {
    return (
      <>
        <p className="claude-Block">
          {status === 'connected' && coverage
            ? t('status.connectedThrough', { day: formatDay(locale, coverage.through) })
            : t(`status.${status}`)}
        </p>
        <OnDemand part={lazyDataScope} size="reads">
          {({ DataScope }) => <DataScope level={level} />}
        </OnDemand>
      </>
    )
  }
  if (status !== 'disconnected') {
    return (
      <ExistingConnection
        connection={connection}
        invitationUrl={invitationUrl}
        state={state}
        actions={actions}
        now={now}
        level={level}
      />
    )
  }
  return (
    <>
      {coverage && <p className="claude-Block">{t('connect.kept', { day: formatDay(locale, coverage.through) })}</p>}
      <OnDemand part={lazyAdminSetup} size="setup">
        {({ AdminSetup }) => (
          <AdminSetup
            connection={connection}
            invitationUrl={invitationUrl}
            state={state}
            actions={actions}
            level={level}
          />
        )}
      </OnDemand>
    </>
  )
}
