'use client'

import type { MappedClaudeUser, Day } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { enMappingMore } from '../texts/en-mapping-more.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { EmployeePicker } from './employee-picker.tsx'
import { History } from './history.tsx'
import { canDecide } from './offers.ts'
import type { MappingActions } from './use-claude-user-mapping.ts'

export interface MatterProps {
  readonly user: MappedClaudeUser
  readonly busy: boolean
  readonly decide: MappingActions['decide']
  readonly today: Day
  readonly level: number
}

/** All that can be decided about a claude user, and what was. */
export const Matter = (props: MatterProps): ReactNode => {
  const { user, busy, decide, today } = props
  const { t } = useTexts(enMappingMore)
  const choices = (['unlink', 'ignore', 'automatic'] as const).filter((decision) => canDecide(user, decision))
  return (
    <>
      <EmployeePicker
        busy={busy}
        today={today}
        onLink={(employeeId) => decide([[user.id, { decision: 'link', employeeId }]])}
      />
      <ul className="claude-Mapping-choices claude-Text">
        {choices.map((decision) => (
          <li key={decision}>
            <Button busy={busy} onClick={() => decide([[user.id, { decision }]])}>
              {t(`decide.${decision}`)}
            </Button>{' '}
            {t(`decide.${decision}.text`, { name: user.employee?.name ?? '' })}
          </li>
        ))}
      </ul>
      <History {...props} />
    </>
  )
}
