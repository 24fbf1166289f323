'use client'

import { addDays, type Day, dayAt, laterDay, type Period } from '@windmill/claude-core'
import { useReducer, useState } from 'react'
import { useConnection } from '../hooks/use-connection.ts'
import { useEmployeeStats } from '../hooks/use-employee-stats.ts'
import { contentOf } from './content.ts'
import { isReading, readingInterval } from './is-reading.ts'
import { initialPanelState, panelReducer } from './machine.ts'
import { bucketFor, type PeriodChoice, type Preset, periodOf, presets, type ReviewPeriod } from './period-choice.ts'
import { useRefetchAfterSync } from './use-refetch-after-sync.ts'
import type { StatsPanelViewProps } from './view.tsx'

interface StatsPanelOptions {
  readonly employeeId: string
  readonly period: Period | undefined
  readonly reviewPeriod: ReviewPeriod | undefined
  readonly onPeriodChange: ((period: Period) => void) | undefined
}

/** Ties the panel's machine to the server: what to ask for, and what the answers amount to. */
export const useStatsPanel = (
  options: StatsPanelOptions,
): Omit<StatsPanelViewProps, 'employeeName' | 'headingLevel'> => {
  const { employeeId, period: hostPeriod, reviewPeriod, onPeriodChange } = options
  const review = reviewPeriod ?? null
  const [state, dispatch] = useReducer(panelReducer, initialPanelState)
  const [today] = useState(() => dayAt(Date.now()))
  const connection = useConnection()

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

  const stats = useEmployeeStats(
    { employeeId, from: period.from, to: period.to, bucket: bucketFor(period) },
    {
      // Presets end on the newest day, which the connection tells.
      enabled: typeof choice === 'object' || !connection.isPending,
      refetchInterval: isReading(connection.data) ? readingInterval : false,
    },
  )

  useRefetchAfterSync(connection.data)

  const choose = (next: PeriodChoice) => {
    dispatch({ type: 'chosen', choice: next })
    onPeriodChange?.(periodOf(next, end, review))
  }

  return {
    employeeId,
    connection: connection.data,
    content: contentOf(connection.data, stats),
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
    onRetry: () => {
      if (connection.isError) void connection.refetch()
      void stats.refetch()
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
