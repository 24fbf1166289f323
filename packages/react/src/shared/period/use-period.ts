'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { addDays, type ConnectionResponse, type Day, dayAt, maxDay, type Period } from '@windmill/claude-core'
import { useEffect, useReducer, useState } from 'react'
import type { ClaudeProblem } from '../../data/fetch/claude-problem.ts'
import { checkPeriod, type PeriodInput } from '../../data/fetch/parse-period.ts'
import { useConnection } from '../../data/hooks/use-connection.ts'
import { isReading, readingIntervalMs } from '../coverage/is-reading.ts'
import { type PeriodChoice, type Preset, presets, type ReviewPeriod, resolvePeriod } from './period-choice.ts'
import type { PeriodPickerProps } from './period-picker.tsx'
import { initialPeriodState, periodReducer } from './period-reducer.ts'

export interface PeriodOptions {
  readonly period?: PeriodInput | undefined
  readonly reviewPeriod?: ReviewPeriod | undefined
  readonly onPeriodChange?: ((period: Period) => void) | undefined
}

interface ChosenPeriod {
  readonly connection: ConnectionResponse | undefined
  readonly period: Period
  /** Why the host's period cannot be used, while the viewer has not chosen another. */
  readonly problem: ClaudeProblem | null
  /** How to ask for figures of the period. */
  readonly asking: { readonly enabled: boolean; readonly refetchInterval: number | false }
  readonly picker: PeriodPickerProps
  readonly table: boolean
  readonly onTable: () => void
  /** Asks for the figures again, and for the connection where that failed. */
  readonly onRetry: (refetch: UseQueryResult['refetch']) => () => void
}

/** The period that a widget shows: the host's, or what the viewer chose, from the newest day that was read. */
export const usePeriod = (options: PeriodOptions): ChosenPeriod => {
  const { onPeriodChange } = options
  const { period: hostPeriod, problem: periodProblem } = checkPeriod(options.period)
  const { period: review = null, problem: reviewProblem } = checkPeriod(options.reviewPeriod)
  const [state, choose] = useReducer(periodReducer, initialPeriodState)
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
  const period = resolvePeriod(choice, end, review)
  const problem = state.choice ? null : (periodProblem ?? reviewProblem)
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
    problem,
    asking: {
      enabled: settled && problem === null,
      refetchInterval: isReading(connection.data) ? readingIntervalMs : false,
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
const presetOf = (choice: PeriodChoice, end: Day, review: Period | null): Preset | 'custom' => {
  if (typeof choice === 'string') return choice
  const isChosen = ({ from, to }: Period) => from === choice.from && to === choice.to
  if (review && isChosen(review)) return 'review'
  return presets.find((preset) => isChosen(resolvePeriod(preset, end, review))) ?? 'custom'
}
