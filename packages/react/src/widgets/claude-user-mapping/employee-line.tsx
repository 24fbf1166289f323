'use client'

import type { Day, EmployeeChoice, SuggestionReason } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatDate } from '../../shared/format/format-period.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { enMapping } from '../../texts/en/mapping.ts'

interface EmployeeLineProps {
  readonly employee: EmployeeChoice
  /** Whether the employee is linked or suggested. Without it, only the name is shown. */
  readonly label?: 'linkedTo' | 'perhaps'
  readonly today: Day
  /** Why the employee is suggested. */
  readonly suggestionReason?: SuggestionReason | null
}

/** An employee with enough detail to tell namesakes apart. */
export const EmployeeLine = ({ employee, label, today, suggestionReason }: EmployeeLineProps): ReactNode => {
  const { t, locale } = useTexts(enMapping)
  const { name, emails, archivedOn } = employee
  const details = [
    emails.join(', '),
    suggestionReason && t(`mapping.why.${suggestionReason}`),
    archivedOn && t('mapping.left', { day: formatDate(locale, archivedOn, today) }),
  ]
  return (
    <span className="claude-Mapping-employee claude-Text">
      <strong>{label ? t(`mapping.${label}`, { name }) : name}</strong>{' '}
      <span>{details.filter(Boolean).join(' · ')}</span>
    </span>
  )
}
