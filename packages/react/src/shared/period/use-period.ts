'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { addDays, type ConnectionResponse, type Day, dayAt, maxDay, minDay, type Period } from '@windmill/claude-core'
import { isolateText } from '@windmill/claude-core/internal'
import { useEffect, useReducer, useState } from 'react'
import type { ClaudeProblem } from '../../data/fetch/claude-problem.ts'
import { checkPeriod, type PeriodInput } from '../../data/fetch/parse-period.ts'
import { useConnection } from '../../data/hooks/use-connection.ts'
import { isReadingHistory, readingIntervalMs } from '../coverage/is-reading-history.ts'
import {
  defaultPreset,
  getPresetEnd,
  type PeriodChoice,
  type Preset,
  presets,
  type ReviewPeriod,
  resolvePeriod,
} from './period-choice.ts'
import { initialPeriodState, periodReducer } from './period-reducer.ts'
import type { PeriodPickerProps } from './props.ts'

/** The props of a widget that decide its period. */
export interface PeriodOptions {
  /** The host's period. The viewer can choose another period. `@default` the last 30 days */
  readonly period?: PeriodInput | undefined
  /** A review period that the picker offers as a preset. */
  readonly reviewPeriod?: ReviewPeriod | undefined
  /** The preset if neither the host nor the viewer has chosen a period. `@default` the last 30 days */
  readonly defaultPreset?: Preset | undefined
  /** The last day of the employee, if it is known. Presets end on it if it is before the newest read day. */
  readonly archivedOn?: Day | null | undefined
  /** Called when the viewer has chosen a period. */
  readonly onPeriodChange?: ((period: Period) => void) | undefined
}

interface ChosenPeriod {
  readonly connection: ConnectionResponse | undefined
  readonly period: Period
  /** Why the host's period or review period cannot be used. Null after the viewer has chosen a period. */
  readonly problem: ClaudeProblem | null
  /** Query options for the figures of the period. */
  readonly queryOptions: { readonly enabled: boolean; readonly refetchInterval: number | false }
  readonly picker: PeriodPickerProps
  /** Whether the viewer has switched from charts to tables. */
  readonly isTable: boolean
  readonly onToggleTable: () => void
  /**
   * Creates the handler of a retry button. It refetches the figures, and also the connection if the connection could
   * not be loaded.
   */
  readonly createRetryHandler: (refetch: UseQueryResult['refetch']) => () => void
}

/**
 * Returns the period that a widget shows: the viewer's choice, otherwise the host's period, otherwise the default.
 */
export const usePeriod = (options: PeriodOptions): ChosenPeriod => {
  const { onPeriodChange } = options
  const { period: hostPeriod, problem: periodProblem } = checkPeriod(options.period)
  const { period: review = null, problem: reviewProblem } = checkPeriod(options.reviewPeriod)
  const [state, choose] = useReducer(periodReducer, initialPeriodState)
  const [isTable, setIsTable] = useState(false)
  const [today] = useState(() => dayAt(Date.now()))
  const connection = useConnection()

  const newestDay = getPresetEnd(connection.data, today)
  const presetEnd = minDay(newestDay, options.archivedOn ?? newestDay)
  const choice: PeriodChoice = state.choice ?? hostPeriod ?? options.defaultPreset ?? defaultPreset
  const period = resolvePeriod(choice, presetEnd, review)
  // A new period from the host replaces the viewer's choice, unless the host only passes the chosen period back.
  const hostKey = hostPeriod && formatKey(hostPeriod)
  const [lastHostKey, setLastHostKey] = useState(hostKey)
  if (lastHostKey !== hostKey) {
    setLastHostKey(hostKey)
    if (hostKey !== formatKey(period)) choose(undefined)
  }

  const problem = state.choice ? null : (periodProblem ?? reviewProblem)
  // A preset ends on the newest read day, which is unknown until the connection is loaded.
  const isPeriodFinal = typeof choice === 'object' || !connection.isPending
  // The host is notified as soon as the chosen period is final.
  const chosenKey = state.choice && isPeriodFinal && formatKey(period)
  // biome-ignore lint/correctness/useExhaustiveDependencies: Hosts may pass a new function on every render.
  useEffect(() => {
    if (chosenKey) onPeriodChange?.(period)
  }, [chosenKey])
  return {
    connection: connection.data,
    period,
    problem,
    queryOptions: {
      enabled: isPeriodFinal && problem === null,
      refetchInterval: isReadingHistory(connection.data) ? readingIntervalMs : false,
    },
    picker: {
      selected: findPreset(choice, presetEnd, review),
      period,
      isPeriodFinal,
      lastDay: maxDay(newestDay, addDays(today, -1)),
      reviewLabel: review ? isolateText(review.label) : null,
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

const formatKey = ({ from, to }: Period) => `${from} ${to}`

/**
 * Finds the preset with the same dates as a choice, because dates from the host can equal a preset. Prefers `review`.
 */
const findPreset = (choice: PeriodChoice, presetEnd: Day, review: Period | null): Preset | 'custom' => {
  if (typeof choice === 'string') return choice
  const isSamePeriod = (period: Period) => formatKey(period) === formatKey(choice)
  if (review && isSamePeriod(review)) return 'review'
  return presets.find((preset) => isSamePeriod(resolvePeriod(preset, presetEnd, review))) ?? 'custom'
}
