'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { addDays, type ConnectionResponse, type Day, dayAt, laterDay, type Period } from '@windmill/claude-core'
import { useReducer, useState } from 'react'
import { initialPanelState, panelReducer } from './machine.ts'
import { type PeriodChoice, type Preset, periodOf, presets, type ReviewPeriod } from './period-choice.ts'
import type { PeriodPickerProps } from './period-picker.tsx'

export interface PeriodOptions {
  readonly period: Period | undefined
  readonly reviewPeriod?: ReviewPeriod | undefined
  readonly onPeriodChange: ((period: Period) => void) | undefined
}

interface ChosenPeriod {
  readonly period: Period
  /** False while a preset has no end yet: presets end on the newest day, which the connection tells. */
  readonly isSettled: boolean
  readonly picker: PeriodPickerProps
  readonly table: boolean
  readonly onTable: () => void
}

/** The period that a widget shows, by the host and by what the viewer chose, and how it is shown. */
export const usePeriodChoice = (
  { period: hostPeriod, reviewPeriod, onPeriodChange }: PeriodOptions,
  connection: Pick<UseQueryResult<ConnectionResponse>, 'data' | 'isPending'>,
): ChosenPeriod => {
  const review = reviewPeriod ?? null
  const [state, dispatch] = useReducer(panelReducer, initialPanelState)
  const [today] = useState(() => dayAt(Date.now()))

  // A host that sets another period means it, whatever was chosen before.
  const hostKey = hostPeriod && `${hostPeriod.from} ${hostPeriod.to}`
  const [followed, setFollowed] = useState(hostKey)
  if (followed !== hostKey) {
    setFollowed(hostKey)
    dispatch({ type: 'chosen', choice: null })
  }

  const end = connection.data?.coverage?.through ?? addDays(today, -1)
  const choice: PeriodChoice = state.choice ?? hostPeriod ?? '30'
  const period = periodOf(choice, end, review)

  const choose = (next: PeriodChoice) => {
    dispatch({ type: 'chosen', choice: next })
    onPeriodChange?.(periodOf(next, end, review))
  }

  return {
    period,
    isSettled: typeof choice === 'object' || !connection.isPending,
    picker: {
      selected: presetOf(choice, end, review),
      period,
      last: laterDay(end, addDays(today, -1)),
      reviewLabel: review?.label ?? null,
      editing: state.editing,
      onPreset: choose,
      onCustom: () => dispatch({ type: 'custom' }),
      onDates: choose,
    },
    table: state.table,
    onTable: () => dispatch({ type: 'table' }),
  }
}

/** Which preset a choice amounts to: a host's period may be one of them, and then goes by the host's own name for it. */
const presetOf = (choice: PeriodChoice, end: Day, review: ReviewPeriod | null): Preset | 'custom' => {
  if (typeof choice === 'string') return choice
  const isChosen = ({ from, to }: Period) => from === choice.from && to === choice.to
  if (review && isChosen(review)) return 'review'
  return presets.find((preset) => isChosen(periodOf(preset, end, review))) ?? 'custom'
}
