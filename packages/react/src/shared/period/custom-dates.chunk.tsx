'use client'

import { type Day, firstServedDay } from '@windmill/claude-core'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { enStatsDetails } from '../../texts/en/stats-details.ts'
import { formatDay } from '../format/formatters.ts'
import { useTexts } from '../format/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { type DatesProblem, findDatesProblem } from './find-dates-problem.ts'
import type { PeriodPickerProps } from './props.ts'

/** A form with the first and last day of a period. The period applies on submit. */
export const CustomDates = ({
  period,
  lastDay,
  onChoose,
}: Pick<PeriodPickerProps, 'period' | 'lastDay' | 'onChoose'>): ReactNode => {
  const { t, locale } = useTexts(enStatsDetails)
  const id = useId()
  const [problem, setProblem] = useState<DatesProblem | null>(null)

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const dates = new FormData(event.currentTarget)
    const [from, to] = [String(dates.get('from')), String(dates.get('to'))]
    const newProblem = findDatesProblem(from, to, lastDay)
    setProblem(newProblem)
    if (!newProblem) onChoose({ from: from as Day, to: to as Day })
  }

  const renderField = (name: 'from' | 'to', label: string, value: Day) => (
    <label className="claude-Dates-field">
      {label}
      <input
        className="claude-Field-input"
        type="date"
        name={name}
        defaultValue={value}
        min={firstServedDay}
        max={lastDay}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? id : undefined}
      />
    </label>
  )
  return (
    <form className="claude-Dates claude-Actions" onSubmit={submit} noValidate>
      {renderField('from', t('period.from'), period.from)}
      {renderField('to', t('period.to'), period.to)}
      <Button type="submit">{t('period.apply')}</Button>
      {problem && (
        <p className="claude-Failure" id={id} role="alert">
          {t(`period.${problem}`, {
            first: formatDay(locale, firstServedDay, true),
            last: formatDay(locale, lastDay, true),
          })}
        </p>
      )}
    </form>
  )
}
