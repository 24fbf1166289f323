'use client'

import { type Day, firstServedDay } from '@windmill/claude-core'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { enStatsMore } from '../../texts/en/stats-details.ts'
import { formatDay } from '../format/formatters.ts'
import { useTexts } from '../format/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { type DatesProblem, findDatesProblem } from './find-dates-problem.ts'
import type { PeriodPickerProps } from './period-picker.tsx'

/** Two dates of one's own choice, which take effect when they are sent. */
export const CustomDates = ({
  period,
  last,
  onChoose,
}: Pick<PeriodPickerProps, 'period' | 'last' | 'onChoose'>): ReactNode => {
  const { t, locale } = useTexts(enStatsMore)
  const id = useId()
  const [problem, setProblem] = useState<DatesProblem | null>(null)

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const dates = new FormData(event.currentTarget)
    const [from, to] = [String(dates.get('from')), String(dates.get('to'))]
    const found = findDatesProblem(from, to, last)
    setProblem(found)
    if (!found) onChoose({ from: from as Day, to: to as Day })
  }

  const field = (name: 'from' | 'to', label: string, value: Day) => (
    <label className="claude-Dates-field">
      {label}
      <input
        className="claude-Field-input"
        type="date"
        name={name}
        defaultValue={value}
        min={firstServedDay}
        max={last}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? id : undefined}
      />
    </label>
  )
  return (
    <form className="claude-Dates claude-Actions" onSubmit={submit} noValidate>
      {field('from', t('period.from'), period.from)}
      {field('to', t('period.to'), period.to)}
      <Button type="submit">{t('period.apply')}</Button>
      {problem && (
        <p className="claude-Failure" id={id} role="alert">
          {t(`period.${problem}`, {
            first: formatDay(locale, firstServedDay, true),
            last: formatDay(locale, last, true),
          })}
        </p>
      )}
    </form>
  )
}
