'use client'

import type { LinkRequest } from '@windmill/claude-core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type ClaudeProblem, toClaudeProblem } from '../../data/fetch/claude-problem.ts'
import { useClaudeUserActions } from '../../data/hooks/use-claude-user-actions.ts'
import { useClaudeUsers } from '../../data/hooks/use-claude-users.ts'
import { formatDay } from '../../shared/format/formatters.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { FailureNote } from '../../shared/ui/failure-note.tsx'
import { enMapping } from '../../texts/en/mapping.ts'

/** Maximum number of Claude users that are offered. The list of Claude users has the rest. */
const maxLikelyUsers = 3

interface LikelyUsersProps {
  readonly employeeId: string
  /** Renders why there are no figures, with this advice. `@default` the usual advice */
  readonly renderMessage: (advice?: ReactNode) => ReactNode
}

/**
 * The unmatched Claude users that may belong to an employee, each with a button that links the Claude user, and the
 * result of the last decision.
 */
export const LikelyUsers = ({ employeeId, renderMessage }: LikelyUsersProps): ReactNode => {
  const { t, locale } = useTexts(enMapping)
  const { data } = useClaudeUsers({ state: 'unmatched', suggestedFor: employeeId })
  const { decide, refresh } = useClaudeUserActions()
  const [pendingId, setPendingId] = useState<string | null>(null)
  const [decidedId, setDecidedId] = useState<string | null>(null)
  const [failure, setFailure] = useState<ClaudeProblem | null>(null)
  const statusRef = useRef<HTMLParagraphElement>(null)

  // The pressed button disappears with the decision.
  useEffect(() => {
    if (decidedId !== null && pendingId === null && document.activeElement === document.body) statusRef.current?.focus()
  }, [decidedId, pendingId])

  const users = data?.pages[0]?.claudeUsers.slice(0, maxLikelyUsers) ?? []
  const offers = users.flatMap((user) => {
    const suggestion = user.suggestions.find(({ id }) => id === employeeId)
    return suggestion && user.employee === null ? { ...user, label: user.email ?? user.id, suggestion } : []
  })
  const decidedUser = users.find(({ id }) => id === decidedId)
  const linkedEmployee = decidedUser?.employee

  const send = async (id: string, request: LinkRequest) => {
    setPendingId(id)
    setFailure(null)
    try {
      await decide(id, request)
      setDecidedId(id)
      // A failure is harmless: the figures are read again with the next sync.
      await refresh().catch(() => {})
    } catch (error) {
      setFailure(toClaudeProblem(error))
    }
    setPendingId(null)
  }

  return (
    <>
      {renderMessage(
        offers.length > 0 ? (
          <>
            <p>{t('mapping.likely', { count: offers.length })}</p>
            <ul className="claude-Stack">
              {offers.map(({ id, label, suggestion, lastActiveOn }) => (
                <li key={id} className="claude-Spread">
                  <span>
                    <strong className="claude-Text">{label}</strong>{' '}
                    <span className="claude-Quiet">
                      {t(`mapping.why.${suggestion.reason}`)}
                      {lastActiveOn && ` · ${t('mapping.active', { day: formatDay(locale, lastActiveOn, true) })}`}
                    </span>
                  </span>
                  <Button
                    variant="primary"
                    isBusy={pendingId !== null}
                    aria-label={t('mapping.linkTo', { user: label, name: suggestion.name })}
                    onClick={() => send(id, { decision: 'link', employeeId })}
                  >
                    {t('mapping.link')}
                  </Button>
                </li>
              ))}
            </ul>
          </>
        ) : linkedEmployee ? null : undefined,
      )}
      {(failure || decidedUser) && (
        <div className="claude-Part">
          {failure && <FailureNote failure={failure} />}
          <div className="claude-Actions">
            <p role="status" tabIndex={-1} ref={statusRef}>
              {decidedUser &&
                t(linkedEmployee ? 'mapping.linked' : 'mapping.nobody', {
                  user: decidedUser.email ?? decidedUser.id,
                  name: linkedEmployee?.name ?? '',
                })}
            </p>
            {decidedUser && linkedEmployee && (
              <Button isBusy={pendingId !== null} onClick={() => send(decidedUser.id, { decision: 'undo' })}>
                {t('mapping.undo')}
              </Button>
            )}
          </div>
        </div>
      )}
    </>
  )
}
