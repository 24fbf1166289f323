'use client'

import { type Day, firstServedDay } from '@windmill/claude-core'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { enStatsDetails } from '../../texts/en/stats-details.ts'
import { formatDay } from '../format/formatters.ts'
import { useTexts } from '../format/use-texts.ts'
import { Button } from '../ui/button.tsx'
import { FieldGroup } from '../ui/field-group.tsx'
import { PlainInput } from '../ui/plain-controls.tsx'
import { useUniqueId } from '../ui/use-unique-id.ts'
import { type DatesProblem, findDatesProblem } from './find-dates-problem.ts'
import type { PeriodPickerProps } from './props.ts'

/** Fields for the first and last day of a period. The period applies on Enter and with the button. */
export const CustomDates = ({
  period,
  lastDay,
  onChoose,
}: Pick<PeriodPickerProps, 'period' | 'lastDay' | 'onChoose'>): ReactNode => {
  const { t, locale } = useTexts(enStatsDetails)
  const id = useUniqueId()
  const fromRef = useRef<HTMLInputElement>(null)
  const toRef = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<DatesProblem | null>(null)

  // An edited field ignores a new `defaultValue`, so the effect sets the dates of a new period, for example when the
  // host restores its own period.
  useEffect(() => {
    if (fromRef.current) fromRef.current.value = period.from
    if (toRef.current) toRef.current.value = period.to
  }, [period.from, period.to])

  const submit = () => {
    const [from, to] = [fromRef.current?.value ?? '', toRef.current?.value ?? '']
    const newProblem = findDatesProblem(from, to, lastDay)
    setProblem(newProblem)
    if (!newProblem) onChoose({ from: from as Day, to: to as Day })
  }

  const renderField = (inputRef: RefObject<HTMLInputElement | null>, label: string, value: Day) => (
    <label className="claude-Dates-field">
      {label}
      <PlainInput
        inputRef={inputRef}
        className="claude-Field-input"
        type="date"
        defaultValue={value}
        min={firstServedDay}
        max={lastDay}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? id : undefined}
      />
    </label>
  )
  return (
    <FieldGroup className="claude-Dates claude-Actions" onSubmit={submit}>
      {renderField(fromRef, t('period.from'), period.from)}
      {renderField(toRef, t('period.to'), period.to)}
      <Button onClick={submit}>{t('period.apply')}</Button>
      {problem && (
        <p className="claude-Failure" id={id} role="alert">
          {t(`period.${problem}`, {
            first: formatDay(locale, firstServedDay, true),
            last: formatDay(locale, lastDay, true),
          })}
        </p>
      )}
    </FieldGroup>
  )
}
