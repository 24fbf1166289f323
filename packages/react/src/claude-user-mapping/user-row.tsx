'use client'

import type { MappedClaudeUser, Day } from '@windmill/claude-core'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { formatDate } from '../format/days.ts'
import { enMapping } from '../texts/en-mapping.ts'
import { reasonText } from '../texts/mapping-words.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { FailureNote } from '../ui/failure-note.tsx'
import { chevronIcon, Icon } from '../ui/icon.tsx'
import { OnDemand } from '../ui/on-demand.tsx'
import { Pill } from '../ui/pill.tsx'
import { EmployeeLine } from './employee-line.tsx'
import { offersOf } from './offers.ts'
import { matter } from './parts.ts'
import { nameOf } from './result-text.ts'
import type { MappingActions } from './use-claude-user-mapping.ts'
import type { ClaudeUserMappingViewProps } from './view.tsx'

interface UserRowProps {
  readonly user: MappedClaudeUser
  readonly state: ClaudeUserMappingViewProps['state']
  readonly actions: MappingActions
  readonly today: Day
  readonly level: number
}

/** One claude user: why they are in their state, whose they are or may be, and opened, all that can be decided. */
export const UserRow = ({ user, state, actions, today, level }: UserRowProps): ReactNode => {
  const words = useTexts(enMapping)
  const { t, locale } = words
  const id = useId()
  const row = useRef<HTMLLIElement>(null)
  const hasDecided = useRef(false)
  const name = nameOf(words, user)
  const busy = state.pending.has(user.id)
  const isOpen = state.open === user.id
  const failure = state.failures.get(user.id)

  // What was pressed may be gone with the answer.
  useEffect(() => {
    if (busy || !hasDecided.current) return
    hasDecided.current = false
    if (document.activeElement === document.body) row.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus()
  }, [busy])
  const decide: MappingActions['decide'] = (decisions) => {
    hasDecided.current = true
    actions.decide(decisions)
  }

  return (
    <li ref={row} className="claude-Section claude-Mapping-row" tabIndex={-1} aria-busy={busy || undefined}>
      <div>
        <label className="claude-Check">
          <input
            type="checkbox"
            checked={state.selected.has(user.id)}
            onChange={(event) => actions.select([user.id], event.target.checked)}
          />
          <strong>{name}</strong>
        </label>
        <p className="claude-Text">
          {user.state !== state.filter && <Pill tone={tones[user.state]}>{t(`mapping.state.${user.state}`)}</Pill>}{' '}
          {reasonText(words, user)}
        </p>
        <p className="claude-Quiet">
          {user.lastActiveOn
            ? t('mapping.active', { day: formatDate(locale, user.lastActiveOn, today) })
            : t('mapping.inactive')}
        </p>
      </div>
      <ul className="claude-Stack">
        {offersOf(user).map(({ employee, kind, why }) => (
          <li key={employee.id} className="claude-Spread">
            <EmployeeLine
              employee={employee}
              label={kind === 'link' ? 'perhaps' : 'linkedTo'}
              today={today}
              why={why}
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
        {...matter.onIntent}
      >
        {t('mapping.change')}
        <Icon path={chevronIcon} />
      </Button>
      {failure && <FailureNote failure={failure} />}
      {isOpen && (
        <div id={id} className="claude-Stack claude-Mapping-matter">
          <OnDemand part={matter} size="notes">
            {({ Matter }) => <Matter user={user} busy={busy} decide={decide} today={today} level={level} />}
          </OnDemand>
        </div>
      )}
    </li>
  )
}

const tones = { unmatched: 'neutral', conflict: 'warn', flagged: 'warn', ignored: 'neutral', matched: 'good' } as const
