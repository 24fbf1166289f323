'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { Setup } from '../../shared/connection/setup.tsx'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Heading } from '../../shared/ui/heading.tsx'
import { checkIcon, Icon, trendIcon } from '../../shared/ui/icon.tsx'
import { LiveRegion } from '../../shared/ui/live-region.tsx'
import { Loading } from '../../shared/ui/loading.tsx'
import { Message } from '../../shared/ui/message.tsx'
import { ProblemMessage } from '../../shared/ui/problem-message.tsx'
import { Root } from '../../shared/ui/root.tsx'
import { useUniqueId } from '../../shared/ui/use-unique-id.ts'
import { enAcceptInvitation } from '../../texts/en/accept-invitation.ts'
import { enTitles } from '../../texts/en/titles.ts'
import { type AcceptInvitationViewProps, isEnded } from './props.ts'

/** `AcceptInvitation` with its data as props. It makes no requests. */
export const AcceptInvitationView = (props: AcceptInvitationViewProps): ReactNode => {
  const { status, state, headingLevel } = props
  const { t } = useTexts(enAcceptInvitation)
  const { t: tTitle } = useTexts(enTitles)
  const titleId = useUniqueId()
  const headerRef = useRef<HTMLElement>(null)
  const isSaved = state.completedTask === 'connect'
  const isAccepted = isSaved || status === 'accepted'

  // Saving the key removes the focused control, so the title takes the focus.
  useEffect(() => {
    if (isSaved) headerRef.current?.querySelector<HTMLElement>('[tabindex]')?.focus()
  }, [isSaved])

  const shownState = isAccepted ? 'accepted' : typeof status === 'string' ? status : 'error'
  return (
    <Root name="AcceptInvitation" labelledBy={titleId} state={shownState} isBusy={shownState === 'checking'}>
      <header ref={headerRef} className="claude-Header">
        <span className="claude-Mark">
          <Icon path={trendIcon} />
        </span>
        <div className="claude-Header-text">
          <Heading level={headingLevel} id={titleId} tabIndex={-1}>
            {tTitle('accept.title')}
          </Heading>
          {shownState === 'open' && <p>{t('accept.text')}</p>}
        </div>
      </header>
      {isAccepted ? (
        <Message tone="good" icon={checkIcon} title={t('accept.done.title')}>
          <p>{t('accept.done.text')}</p>
        </Message>
      ) : (
        <Body {...props} level={headingLevel + 1} />
      )}
      <LiveRegion>{isSaved && t('accept.done.title')}</LiveRegion>
    </Root>
  )
}

const Body = ({ status, onRetry, state, actions, level }: AcceptInvitationViewProps & { readonly level: number }) => {
  const { t } = useTexts(enAcceptInvitation)
  const { t: tTitle } = useTexts(enTitles)
  if (status === 'checking') return <Loading>{tTitle('accept.loading')}</Loading>
  if (status === 'missing') {
    return (
      <Message title={t('accept.missing.title')}>
        <p>{t('accept.missing.text')}</p>
      </Message>
    )
  }
  if (status === 'open' || status === 'accepted') return <Setup state={state} actions={actions} level={level} />
  return <ProblemMessage problem={status} onRetry={isEnded(status) ? null : onRetry} />
}
