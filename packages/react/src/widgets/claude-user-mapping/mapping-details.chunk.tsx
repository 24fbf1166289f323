'use client'

import type { ReactNode } from 'react'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { enMappingDetails } from '../../texts/en/mapping-details.ts'
import { EmployeePicker } from './employee-picker.tsx'
import { canDecide } from './link-decisions.ts'
import { LinkHistory } from './link-history.tsx'
import type { MappingDetailsProps } from './props.ts'

/** The details in an open row: the employee picker, the other decisions and the history of the link. */
export const MappingDetails = (props: MappingDetailsProps): ReactNode => {
  const { user, isBusy, decide, today } = props
  const { t } = useTexts(enMappingDetails)
  const decisions = (['unlink', 'ignore', 'automatic'] as const).filter((decision) => canDecide(user, decision))
  return (
    <>
      <EmployeePicker
        isBusy={isBusy}
        today={today}
        onLink={(employeeId) => decide([[user.id, { decision: 'link', employeeId }]])}
      />
      <ul className="claude-Mapping-choices claude-Text">
        {decisions.map((decision) => (
          <li key={decision}>
            <Button isBusy={isBusy} onClick={() => decide([[user.id, { decision }]])}>
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
