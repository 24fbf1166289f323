'use client'

import type { Day, EmployeeChoice, SuggestionReason } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatDate } from '../format/days.ts'
import { enMapping } from '../texts/en-mapping.ts'
import { useTexts } from '../texts/use-texts.ts'

interface EmployeeLineProps {
  readonly employee: EmployeeChoice
  /** Whether they are linked, or only may be; left out where neither is meant. */
  readonly label?: 'linkedTo' | 'perhaps'
  readonly today: Day
  readonly why?: SuggestionReason | null
}

/** An employee so that they cannot be taken for a namesake. */
export const EmployeeLine = ({ employee, label, today, why }: EmployeeLineProps): ReactNode => {
  const { t, locale } = useTexts(enMapping)
  const { name, emails, archivedOn } = employee
  const more = [
    emails.join(', '),
    why && t(`mapping.why.${why}`),
    archivedOn && t('mapping.left', { day: formatDate(locale, archivedOn, today) }),
  ]
  return (
    <span className="claude-Mapping-employee claude-Text">
      <strong>{label ? t(`mapping.${label}`, { name }) : name}</strong> <span>{more.filter(Boolean).join(' · ')}</span>
    </span>
  )
}
