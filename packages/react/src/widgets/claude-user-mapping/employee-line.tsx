'use client'

import type { Day, EmployeeChoice, SuggestionReason } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatDayInContext } from '../../shared/format/format-period.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { enMapping } from '../../texts/en/mapping.ts'

interface EmployeeLineProps {
  readonly employee: EmployeeChoice
  /**
   * The text around the name: `linkedTo` for a linked employee, `perhaps` for a possible one. Without a label, only the
   * name is shown.
   */
  readonly label?: 'linkedTo' | 'perhaps'
  readonly today: Day
  /** Why the employee is suggested. Null for an employee who is not a suggestion. */
  readonly suggestionReason?: SuggestionReason | null
}

/** An employee's name with their e-mails and the day they left, which distinguish people with the same name. */
export const EmployeeLine = ({ employee, label, today, suggestionReason }: EmployeeLineProps): ReactNode => {
  const { t, locale } = useTexts(enMapping)
  const { name, emails, archivedOn } = employee
  const details = [
    emails.join(', '),
    suggestionReason && t(`mapping.why.${suggestionReason}`),
    archivedOn && t('mapping.left', { day: formatDayInContext(locale, archivedOn, today) }),
  ]
  return (
    <span className="claude-Mapping-employee claude-Text">
      <strong>{label ? t(`mapping.${label}`, { name }) : <bdi>{name}</bdi>}</strong>{' '}
      <span>{details.filter(Boolean).join(' · ')}</span>
    </span>
  )
}
