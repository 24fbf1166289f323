'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { addDays, type ConnectionResponse, type Day, dayAt, maxDay, type Period } from '@windmill/claude-core'
import { useEffect, useReducer, useState } from 'react'
import { useConnection } from '../hooks/use-connection.ts'
import { isReading, readingInterval } from './is-reading.ts'
import { choiceReducer, initialChoice } from './machine.ts'
import { type PeriodChoice, type Preset, periodOf, presets, type ReviewPeriod } from './period-choice.ts'
import type { PeriodPickerProps } from './period-picker.tsx'

export interface PeriodOptions {
  readonly period?: Period | undefined
  readonly reviewPeriod?: ReviewPeriod | undefined
  readonly onPeriodChange?: ((period: Period) => void) | undefined
}

interface ChosenPeriod {
  readonly connection: ConnectionResponse | undefined
  readonly period: Period
  /** How to ask for figures of the period. */
  readonly asking: { readonly enabled: boolean; readonly refetchInterval: number | false }
  readonly picker: PeriodPickerProps
  readonly table: boolean
  readonly onTable: () => void
  /** Asks for the figures again, and for the connection where that failed. */
  readonly onRetry: (refetch: UseQueryResult['refetch']) => () => void
}

/** The period that a widget shows: the host's, or what the viewer chose, from the newest day that was read. */
export const usePeriod = ({ period: hostPeriod, reviewPeriod, onPeriodChange }: PeriodOptions): ChosenPeriod => {
  const review = reviewPeriod ?? null
  const [state, choose] = useReducer(choiceReducer, initialChoice)
  const [table, setTable] = useState(false)
  const [today] = useState(() => dayAt(Date.now()))
  const connection = useConnection()

  // A host that sets another period means it, whatever was chosen before.
  const hostKey = hostPeriod && `${hostPeriod.from} ${hostPeriod.to}`
  const [followed, setFollowed] = useState(hostKey)
  if (followed !== hostKey) {
    setFollowed(hostKey)
    choose(undefined)
  }

  const end = connection.data?.coverage?.through ?? addDays(today, -1)
  const choice: PeriodChoice = state.choice ?? hostPeriod ?? '30'
  const period = periodOf(choice, end, review)
  // Presets end on the newest day, which the connection tells.
  const settled = typeof choice === 'object' || !connection.isPending
  // The host is told of what was chosen when it is known where it ends.
  const told = state.choice && settled && `${period.from} ${period.to}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: A host's function may be another one each time.
  useEffect(() => {
    if (told) onPeriodChange?.(period)
  }, [told])
  return {
    connection: connection.data,
    period,
    asking: {
      enabled: settled,
      refetchInterval: isReading(connection.data) ? readingInterval : false,
    },
    picker: {
      selected: presetOf(choice, end, review),
      period,
      settled,
      last: maxDay(end, addDays(today, -1)),
      reviewLabel: review?.label ?? null,
      editing: state.editing,
      onChoose: choose,
    },
    table,
    onTable: () => setTable(!table),
    onRetry: (refetch) => () => {
      if (connection.isError) void connection.refetch()
      void refetch()
    },
  }
}

/** Which preset a choice amounts to: a host's period may be one of them, and then goes by the host's own name for it. */
const presetOf = (choice: PeriodChoice, end: Day, review: ReviewPeriod | null): Preset | 'custom' => {
  if (typeof choice === 'string') return choice
  const isChosen = ({ from, to }: Period) => from === choice.from && to === choice.to
  if (review && isChosen(review)) return 'review'
  return presets.find((preset) => isChosen(periodOf(preset, end, review))) ?? 'custom'
}
