'use client'

import type { Day, MappedClaudeUser } from '@windmill/claude-core'
import { type ReactNode, useEffect, useRef } from 'react'
import { formatDayInContext } from '../../shared/format/format-period.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { FailureNote } from '../../shared/ui/failure-note.tsx'
import { chevronIcon, Icon } from '../../shared/ui/icon.tsx'
import { OnDemand } from '../../shared/ui/on-demand.tsx'
import { Pill } from '../../shared/ui/pill.tsx'
import { PlainInput } from '../../shared/ui/plain-controls.tsx'
import { useUniqueId } from '../../shared/ui/use-unique-id.ts'
import { enMapping } from '../../texts/en/mapping.ts'
import { EmployeeLine } from './employee-line.tsx'
import { listLinkOptions } from './link-decisions.ts'
import { lazyMappingDetails } from './mapping-details.lazy.ts'
import { describeReason, formatUserLabel } from './mapping-texts.ts'
import type { ClaudeUserMappingViewProps, MappingActions } from './props.ts'

interface ClaudeUserRowProps {
  readonly user: MappedClaudeUser
  readonly state: ClaudeUserMappingViewProps['state']
  readonly actions: MappingActions
  readonly today: Day
  /** Level of the headings in the details. */
  readonly level: number
}

/**
 * A Claude user's row, with the reason for their state and the linked and suggested employees. An open row also has all
 * decisions and the history.
 */
export const ClaudeUserRow = ({ user, state, actions, today, level }: ClaudeUserRowProps): ReactNode => {
  const language = useTexts(enMapping)
  const { t, locale } = language
  const id = useUniqueId()
  const rowRef = useRef<HTMLLIElement>(null)
  const hasDecided = useRef(false)
  const name = formatUserLabel(language, user)
  const isBusy = state.pendingIds.has(user.id)
  const isOpen = state.openId === user.id
  const failure = state.failures.get(user.id)

  // The pressed button may disappear with the response. The row's toggle then takes the focus.
  useEffect(() => {
    if (isBusy || !hasDecided.current) return
    hasDecided.current = false
    if (document.activeElement === document.body) rowRef.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus()
  }, [isBusy])
  const decide: MappingActions['decide'] = (decisions) => {
    hasDecided.current = true
    actions.decide(decisions)
  }

  return (
    <li ref={rowRef} className="claude-Section claude-Mapping-row" tabIndex={-1} aria-busy={isBusy || undefined}>
      <div>
        <label className="claude-Check">
          <PlainInput
            type="checkbox"
            checked={state.selectedIds.has(user.id)}
            onChange={(event) => actions.select([user.id], event.target.checked)}
          />
          <strong>{name}</strong>
        </label>
        <p className="claude-Text">
          {user.state !== state.filter && (
            <Pill tone={toneByState[user.state]}>{t(`mapping.state.${user.state}`)}</Pill>
          )}{' '}
          {describeReason(language, user)}
        </p>
        {/* The server sends `lastActiveOn` only to viewers with `people:view`. */}
        {user.lastActiveOn !== undefined && (
          <p className="claude-Quiet">
            {user.lastActiveOn
              ? t('mapping.active', { day: formatDayInContext(locale, user.lastActiveOn, today) })
              : t('mapping.inactive')}
          </p>
        )}
      </div>
      <ul className="claude-Stack">
        {listLinkOptions(user).map(({ employee, action, suggestionReason }) => (
          <li key={employee.id} className="claude-Spread">
            <EmployeeLine
              employee={employee}
              label={action === 'link' ? 'perhaps' : 'linkedTo'}
              today={today}
              suggestionReason={suggestionReason}
            />
            {action && (
              <Button
                isBusy={isBusy}
                aria-label={t(action === 'keep' ? 'mapping.keepWith' : 'mapping.linkTo', {
                  user: name,
                  name: employee.name,
                })}
                onClick={() => decide([[user.id, { decision: 'link', employeeId: employee.id }]])}
              >
                {t(`mapping.${action}`)}
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
        {...lazyMappingDetails.preloadHandlers}
      >
        {t('mapping.change')}
        <Icon path={chevronIcon} />
      </Button>
      {failure && <FailureNote failure={failure} />}
      {isOpen && (
        <div id={id} className="claude-Stack claude-Mapping-details">
          <OnDemand part={lazyMappingDetails} size="notes">
            {({ MappingDetails }) => (
              <MappingDetails user={user} isBusy={isBusy} decide={decide} today={today} level={level} />
            )}
          </OnDemand>
        </div>
      )}
    </li>
  )
}

const toneByState = {
  unmatched: 'neutral',
  conflict: 'warn',
  flagged: 'warn',
  ignored: 'neutral',
  matched: 'good',
} as const
