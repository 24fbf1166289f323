'use client'

import type { ConnectionResponse } from '@windmill/claude-core'
import { keyPageUrl } from '@windmill/claude-core/internal'
import { type ReactNode, useState } from 'react'
import { privateFieldAttributes, privateFieldClasses } from '../../shared/connection/private-field.ts'
import { toLocalDay } from '../../shared/format/format-time.ts'
import { formatClock, formatDay } from '../../shared/format/formatters.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { copyText } from '../../shared/ui/copy-text.ts'
import { FailureNote } from '../../shared/ui/failure-note.tsx'
import { LiveRegion } from '../../shared/ui/live-region.tsx'
import { enConnectInvitation } from '../../texts/en/connect-invitation.ts'
import { useInviteOwner } from './use-invite-owner.ts'

interface InviteOwnerProps {
  /** The invitation that can still be used. Null if there is none. */
  readonly invitation: ConnectionResponse['invitation'] | null
  /** Path or URL of the page with `AcceptInvitation`. */
  readonly invitationUrl: string
}

/** Makes or revokes a link for the Primary Owner, who can then save the key without an account in the host app. */
export const InviteOwner = ({ invitation, invitationUrl }: InviteOwnerProps): ReactNode => {
  const { t, locale } = useTexts(enConnectInvitation)
  const { state, make, revoke } = useInviteOwner(invitationUrl)
  const [copyResult, setCopyResult] = useState<'link' | 'instructions' | 'failed' | null>(null)
  const { task, link, problem } = state
  const expiresAt = link?.expiresAt ?? invitation?.expiresAt
  const until =
    expiresAt === undefined ? '' : `${formatDay(locale, toLocalDay(expiresAt))}, ${formatClock(locale, expiresAt)}`

  const renderCopyButton = (content: 'link' | 'instructions', text: string) => (
    <Button
      variant={content === 'instructions' ? 'primary' : 'secondary'}
      onClick={async () => setCopyResult((await copyText({ 'text/plain': text })) ? content : 'failed')}
    >
      {t(copyResult === content ? 'invite.copied' : `invite.copy.${content}`)}
    </Button>
  )
  return (
    <div className="claude-ConnectClaude-invite claude-Stack claude-Text">
      <p>{t('invite.text')}</p>
      {link && (
        <>
          <code className={`claude-ConnectClaude-link ${privateFieldClasses}`} dir="ltr" {...privateFieldAttributes}>
            {link.url}
          </code>
          <div className="claude-Actions">
            {renderCopyButton('instructions', t('invite.instructions', { page: keyPageUrl, link: link.url, until }))}
            {renderCopyButton('link', link.url)}
          </div>
          {copyResult === 'failed' && <p>{t('invite.notCopied')}</p>}
        </>
      )}
      {expiresAt !== undefined && <p>{t(link ? 'invite.made' : 'invite.open', { until })}</p>}
      {problem && <FailureNote failure={problem} />}
      <div className="claude-Actions">
        <Button
          variant={expiresAt === undefined ? 'secondary' : 'quiet'}
          onClick={() => {
            setCopyResult(null)
            make()
          }}
          isBusy={task === 'make'}
        >
          {t(task === 'make' ? 'invite.making' : expiresAt === undefined ? 'invite.make' : 'invite.again')}
        </Button>
        {expiresAt !== undefined && (
          <Button variant="quiet" onClick={revoke} isBusy={task === 'revoke'}>
            {t('invite.revoke')}
          </Button>
        )}
      </div>
      <LiveRegion>
        {copyResult
          ? t(copyResult === 'failed' ? 'invite.notCopied' : 'invite.copied')
          : link && t('invite.announcement')}
      </LiveRegion>
    </div>
  )
}
