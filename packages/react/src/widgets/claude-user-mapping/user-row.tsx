'use client'

import type { Day, MappedClaudeUser } from '@windmill/claude-core'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { formatDate } from '../../shared/format/format-period.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { FailureNote } from '../../shared/ui/failure-note.tsx'
import { chevronIcon, Icon } from '../../shared/ui/icon.tsx'
import { OnDemand } from '../../shared/ui/on-demand.tsx'
import { Pill } from '../../shared/ui/pill.tsx'
import { enMapping } from '../../texts/en/mapping.ts'
import { EmployeeLine } from './employee-line.tsx'
import { listLinkOptions } from './link-decisions.ts'
import { lazyMappingDetails } from './mapping-details.lazy.ts'
import { describeReason, formatUserLabel } from './mapping-texts.ts'
import type { ClaudeUserMappingViewProps, MappingActions } from './props.ts'

interface UserRowProps {
  readonly user: MappedClaudeUser
  readonly state: ClaudeUserMappingViewProps['state']
  readonly actions: MappingActions
  readonly today: Day
  readonly level: number
}

/** One Claude user with the reason for their state, the linked or suggested employees and, when open, all decisions. */
export const UserRow = ({ user, state, actions, today, level }: UserRowProps): ReactNode => {
  const words = useTexts(enMapping)
  const { t, locale } = words
  const id = useId()
  const rowRef = useRef<HTMLLIElement>(null)
  const hasDecided = useRef(false)
  const name = formatUserLabel(words, user)
  const busy = state.pendingIds.has(user.id)
  const isOpen = state.openId === user.id
  const failure = state.failures.get(user.id)

  // The pressed button may disappear with the answer; the row then takes the focus.
  useEffect(() => {
    if (busy || !hasDecided.current) return
    hasDecided.current = false
    if (document.activeElement === document.body) rowRef.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus()
  }, [busy])
  const decide: MappingActions['decide'] = (decisions) => {
    hasDecided.current = true
    actions.decide(decisions)
  }

  return (
    <li ref={rowRef} className="claude-Section claude-Mapping-row" tabIndex={-1} aria-busy={busy || undefined}>
      <div>
        <label className="claude-Check">
          <input
            type="checkbox"
            checked={state.selectedIds.has(user.id)}
            onChange={(event) => actions.select([user.id], event.target.checked)}
          />
          <strong>{name}</strong>
        </label>
        <p className="claude-Text">
          {user.state !== state.filter && <Pill tone={tones[user.state]}>{t(`mapping.state.${user.state}`)}</Pill>}{' '}
          {describeReason(words, user)}
        </p>
        <p className="claude-Quiet">
          {user.lastActiveOn
            ? t('mapping.active', { day: formatDate(locale, user.lastActiveOn, today) })
            : t('mapping.inactive')}
        </p>
      </div>
      <ul className="claude-Stack">
        {listLinkOptions(user).map(({ employee, kind, suggestionReason }) => (
          <li key={employee.id} className="claude-Spread">
            <EmployeeLine
              employee={employee}
              label={kind === 'link' ? 'perhaps' : 'linkedTo'}
              today={today}
              suggestionReason={suggestionReason}
            />
            {kind !== 'linked' && (
              <Button
                busy={busy}
                aria-label={t(kind === 'keep' ? 'mapping.keepWith' : 'mapping.linkTo', {
                  user: name,
                  name: employee.name,
                })}
                onClick={() => decide([[user.id, { decision: 'link', employeeId: employee.id }]])}
              >
                {t(`mapping.${kind}`)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button
        variant="quiet"
        aria-expanded={isOpen}
        aria-controls={id}
        aria-label={t('mapping.changeOf', { user: name })}
        onClick={() => actions.open(isOpen ? null : user.id)}
        {...lazyMappingDetails.onIntent}
      >
        {t('mapping.change')}
        <Icon path={chevronIcon} />
      </Button>
      {failure && <FailureNote failure={failure} />}
      {isOpen && (
        <div id={id} className="claude-Stack claude-Mapping-details">
          <OnDemand part={lazyMappingDetails} size="notes">
            {({ MappingDetails }) => (
              <MappingDetails user={user} busy={busy} decide={decide} today={today} level={level} />
            )}
          </OnDemand>
        </div>
      )}
    </li>
  )
}

const tones = { unmatched: 'neutral', conflict: 'warn', flagged: 'warn', ignored: 'neutral', matched: 'good' } as const
