'use client'

import type { ConnectionResponse, Day } from '@windmill/claude-core'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { formatDay } from '../format/formatters.ts'
import { useClaude } from '../provider.tsx'
import { explain } from '../texts/explain.ts'
import { useConnectTexts } from '../texts/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { Heading, type HeadingLevel } from '../ui/heading.tsx'
import { Hidden } from '../ui/hidden.tsx'
import { Icon, trendIcon } from '../ui/icon.tsx'
import { Live } from '../ui/live.tsx'
import { Message } from '../ui/message.tsx'
import { Pill } from '../ui/pill.tsx'
import { Root } from '../ui/root.tsx'
import { Connected } from './connected.tsx'
import type { ConnectState, Task } from './machine.ts'
import { ReadAndNever } from './read-and-never.tsx'
import { Setup } from './setup.tsx'
import type { ConnectActions } from './use-connect-claude.ts'

export interface ConnectClaudeViewProps {
  /** Null while it loads. */
  readonly connection: ConnectionResponse | null
  /** Why it could not be loaded. */
  readonly problem: { readonly code: string; readonly title: string; readonly detail: string } | null
  readonly onRetry: () => void
  readonly canManage: boolean
  readonly state: ConnectState
  readonly actions: ConnectActions
  /** Milliseconds since 1970; null where the viewer's clock is not known. */
  readonly now: number | null
  readonly headingLevel: HeadingLevel
}

/** `ConnectClaude` without a network: everything it shows comes in as props. */
export const ConnectClaudeView = (props: ConnectClaudeViewProps): ReactNode => {
  const { connection, problem, canManage, state, headingLevel } = props
  const { t, locale } = useConnectTexts()
  const titleId = useId()
  const title = useRef<HTMLHeadingElement>(null)
  const isSetup = connection?.status === 'disconnected' && canManage

  // What had the focus is gone once a key is saved or the connection ended.
  useEffect(() => {
    if (state.done === 'connect' || state.done === 'disconnect') title.current?.focus()
  }, [state.done])

  return (
    <Root name="ConnectClaude" labelledBy={titleId} state={connection?.status ?? (problem ? 'error' : 'loading')}>
      <header className="claude-Head">
        <span className="claude-Mark">
          <Icon path={trendIcon} />
        </span>
        <div className="claude-Head-text">
          <Heading level={headingLevel} id={titleId} tabIndex={-1} ref={title}>
            {t(isSetup ? 'connect.title' : 'connected.title')}
          </Heading>
          <p>
            {connection?.key
              ? t('connected.key', {
                  lastFour: connection.key.lastFour,
                  day: formatDay(locale, connection.key.savedAt.slice(0, 10) as Day, true),
                })
              : t(isSetup ? 'connect.subtitle' : 'connected.subtitle')}
          </p>
        </div>
        {connection && <Pill tone={tones[connection.status]}>{t(`connect.status.${connection.status}`)}</Pill>}
      </header>
      <Body {...props} level={headingLevel + 1} />
      <Live>{state.done && t(announcements[state.done])}</Live>
    </Root>
  )
}

const tones = { disconnected: 'neutral', connecting: 'accent', connected: 'good', needs_attention: 'warn' } as const

const announcements = {
  check: 'live.found',
  connect: 'live.saved',
  sync: 'live.syncing',
  disconnect: 'live.disconnected',
} as const satisfies Record<Task, string>

const Body = (props: ConnectClaudeViewProps & { readonly level: number }) => {
  const { connection, problem, onRetry, canManage, state, actions, now, level } = props
  const { t, locale } = useConnectTexts()
  const { texts } = useClaude()

  if (!connection) {
    if (!problem) return <Loading />
    const { title, advice } = explain(texts, problem)
    return (
      <Message tone="warn" title={title} alert actions={<Button onClick={onRetry}>{t('retry')}</Button>}>
        <p>{advice}</p>
      </Message>
    )
  }

  const { status, coverage } = connection
  if (!canManage) {
    return (
      <>
        <p className="claude-ConnectClaude-note">
          {status === 'connected' && coverage
            ? t('status.connectedThrough', { day: formatDay(locale, coverage.through) })
            : t(`status.${status}`)}
        </p>
        <ReadAndNever level={level} />
      </>
    )
  }
  if (status !== 'disconnected') {
    return <Connected connection={connection} state={state} actions={actions} now={now} level={level} />
  }
  return (
    <>
      {coverage && (
        <p className="claude-ConnectClaude-note">{t('connect.kept', { day: formatDay(locale, coverage.through) })}</p>
      )}
      <Setup state={state} actions={actions} level={level} />
    </>
  )
}

const Loading = () => {
  const { t } = useConnectTexts()
  return (
    <div className="claude-ConnectClaude-loading" role="status">
      <Hidden>{t('loading.connection')}</Hidden>
      <span className="claude-Bone" data-size="line" />
      <span className="claude-Bone" data-size="block" />
      <span className="claude-Bone" data-size="block" />
    </div>
  )
}
