'use client'

import { type Day, firstDay, type Period } from '@windmill/claude-core'
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { formatDay } from '../format/formatters.ts'
import { useStatsTexts } from '../texts/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { type DatesProblem, findDatesProblem, type Preset } from './period-choice.ts'

export interface PeriodPickerProps {
  /** What is chosen; `custom` for two dates. */
  readonly selected: Preset | 'custom'
  readonly period: Period
  /** The newest day that can be chosen. */
  readonly last: Day
  readonly reviewLabel: string | null
  readonly editing: boolean
  readonly onPreset: (preset: Preset) => void
  readonly onCustom: () => void
  readonly onDates: (period: Period) => void
}

export const PeriodPicker = (props: PeriodPickerProps): ReactNode => {
  const { selected, reviewLabel, editing, onPreset, onCustom } = props
  const { t } = useStatsTexts()
  const name = useId()
  const options = [
    { value: '7', label: t('period.7') },
    { value: '30', label: t('period.30') },
    { value: '90', label: t('period.90') },
    { value: 'quarter', label: t('period.quarter') },
    { value: 'lastQuarter', label: t('period.lastQuarter') },
    ...(reviewLabel ? [{ value: 'review', label: reviewLabel } as const] : []),
    { value: 'custom', label: t('period.custom') },
  ] as const
  return (
    <Segmented
      label={t('period.label')}
      name={name}
      options={options}
      value={editing ? 'custom' : selected}
      onChange={(value) => (value === 'custom' ? onCustom() : onPreset(value))}
    />
  )
}

/** Two dates of one's own choice, which take effect when they are sent. */
export const CustomDates = ({
  period,
  last,
  onDates,
}: Pick<PeriodPickerProps, 'period' | 'last' | 'onDates'>): ReactNode => {
  const { t, locale } = useStatsTexts()
  const id = useId()
  const [problem, setProblem] = useState<DatesProblem | null>(null)

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const dates = new FormData(event.currentTarget)
    const [from, to] = [String(dates.get('from')), String(dates.get('to'))]
    const found = findDatesProblem(from, to, last)
    setProblem(found)
    if (!found) onDates({ from: from as Day, to: to as Day })
  }

  const field = (name: 'from' | 'to', label: string, value: Day) => (
    <label className="claude-Dates-field">
      {label}
      <input
        className="claude-Field-input"
        type="date"
        name={name}
        defaultValue={value}
        min={firstDay}
        max={last}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? id : undefined}
      />
    </label>
  )
  return (
    <form className="claude-Dates" onSubmit={submit} noValidate>
      {field('from', t('period.from'), period.from)}
      {field('to', t('period.to'), period.to)}
      <Button type="submit">{t('period.apply')}</Button>
      {problem && (
        <p className="claude-Failure" id={id} role="alert">
          {t(`period.${problem}`, { first: formatDay(locale, firstDay, true), last: formatDay(locale, last, true) })}
        </p>
      )}
    </form>
  )
}
