'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { addDays, type ConnectionResponse, type Day, dayAt, maxDay, type Period } from '@windmill/claude-core'
import { useEffect, useReducer, useState } from 'react'
import type { ClaudeProblem } from '../../data/fetch/claude-problem.ts'
import { checkPeriod, type PeriodInput } from '../../data/fetch/parse-period.ts'
import { useConnection } from '../../data/hooks/use-connection.ts'
import { isReading, readingIntervalMs } from '../coverage/is-reading.ts'
import { type PeriodChoice, type Preset, presets, type ReviewPeriod, resolvePeriod } from './period-choice.ts'
import { initialPeriodState, periodReducer } from './period-reducer.ts'
import type { PeriodPickerProps } from './props.ts'

export interface PeriodOptions {
  readonly period?: PeriodInput | undefined
  readonly reviewPeriod?: ReviewPeriod | undefined
  readonly onPeriodChange?: ((period: Period) => void) | undefined
}

interface ChosenPeriod {
  readonly connection: ConnectionResponse | undefined
  readonly period: Period
  /** Why the host's period cannot be used; null once the viewer has chosen another. */
  readonly problem: ClaudeProblem | null
  /** Query options for the figures of the period. */
  readonly queryOptions: { readonly enabled: boolean; readonly refetchInterval: number | false }
  readonly picker: PeriodPickerProps
  readonly isTable: boolean
  readonly onToggleTable: () => void
  /** Refetches the figures, and the connection if that failed too. */
  readonly createRetryHandler: (refetch: UseQueryResult['refetch']) => () => void
}

/** Returns the period that a widget shows: the viewer's choice, the host's period or the last 30 days. */
export const usePeriod = (options: PeriodOptions): ChosenPeriod => {
  const { onPeriodChange } = options
  const { period: hostPeriod, problem: periodProblem } = checkPeriod(options.period)
  const { period: review = null, problem: reviewProblem } = checkPeriod(options.reviewPeriod)
  const [state, choose] = useReducer(periodReducer, initialPeriodState)
  const [isTable, setIsTable] = useState(false)
  const [today] = useState(() => dayAt(Date.now()))
  const connection = useConnection()

  // A new period from the host replaces the viewer's choice.
  const hostKey = hostPeriod && `${hostPeriod.from} ${hostPeriod.to}`
  const [lastHostKey, setLastHostKey] = useState(hostKey)
  if (lastHostKey !== hostKey) {
    setLastHostKey(hostKey)
    choose(undefined)
  }

  const end = connection.data?.coverage?.through ?? addDays(today, -1)
  const choice: PeriodChoice = state.choice ?? hostPeriod ?? '30'
  const period = resolvePeriod(choice, end, review)
  const problem = state.choice ? null : (periodProblem ?? reviewProblem)
  // A preset ends on the newest read day, which comes with the connection.
  const isSettled = typeof choice === 'object' || !connection.isPending
  // The host is notified once the end of the chosen period is known.
  const chosenKey = state.choice && isSettled && `${period.from} ${period.to}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: Hosts may pass a new function on every render.
  useEffect(() => {
    if (chosenKey) onPeriodChange?.(period)
  }, [chosenKey])
  return {
    connection: connection.data,
    period,
    problem,
    queryOptions: {
      enabled: isSettled && problem === null,
      refetchInterval: isReading(connection.data) ? readingIntervalMs : false,
    },
    picker: {
      selected: findPreset(choice, end, review),
      period,
      isSettled,
      lastDay: maxDay(end, addDays(today, -1)),
      reviewLabel: review?.label ?? null,
      isEditing: state.isEditing,
      onChoose: choose,
    },
    isTable,
    onToggleTable: () => setIsTable(!isTable),
    createRetryHandler: (refetch) => () => {
      if (connection.isError) void connection.refetch()
      void refetch()
    },
  }
}

/** Finds the preset that a choice equals. A host's period can equal a preset; the review period has priority. */
const findPreset = (choice: PeriodChoice, end: Day, review: Period | null): Preset | 'custom' => {
  if (typeof choice === 'string') return choice
  const isSamePeriod = ({ from, to }: Period) => from === choice.from && to === choice.to
  if (review && isSamePeriod(review)) return 'review'
  return presets.find((preset) => isSamePeriod(resolvePeriod(preset, end, review))) ?? 'custom'
}
