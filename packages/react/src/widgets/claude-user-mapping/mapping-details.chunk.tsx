'use client'

import type { ReactNode } from 'react'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { enMappingDetails } from '../../texts/en/mapping-details.ts'
import { EmployeePicker } from './employee-picker.tsx'
import { canDecide } from './link-decisions.ts'
import { LinkHistory } from './link-history.tsx'
import type { MappingDetailsProps } from './props.ts'

/** An open row: employee picker, other decisions and the history of a Claude user's link. */
export const MappingDetails = (props: MappingDetailsProps): ReactNode => {
  const { user, busy, decide, today } = props
  const { t } = useTexts(enMappingDetails)
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
      <LinkHistory {...props} />
    </>
  )
}
