'use client'

import { type AdoptionId, type AdoptionResponse, assessComparison } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { ChangeMark } from '../../shared/figures/change-mark.tsx'
import { describeChange } from '../../shared/figures/describe-change.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'

interface WeeklyChangeProps {
  readonly response: AdoptionResponse
  readonly id: AdoptionId
}

/**
 * Whether the weekly averages of a period can be compared. They cover settled weeks only, so that days that are still
 * arriving do not look like a drop.
 */
export const canCompareWeeks = (response: AdoptionResponse): boolean =>
  assessComparison(response).kind !== 'withheld' && response.weeks.length > 0 && response.previousWeeks.length > 0

/**
 * Shows how the average number of weekly active people changed, or nothing if the periods cannot be compared. The color
 * is neutral, because a change is neither good nor bad.
 */
export const WeeklyChange = ({ response, id }: WeeklyChangeProps): ReactNode => {
  const language = useTexts(enStatsPanel)
  const [compared, previous] = [response.weekly, response.previousWeekly].map(({ active }) =>
    active[id] === null ? null : Math.round(active[id]),
  )
  if (!canCompareWeeks(response) || compared === undefined || previous === undefined) return null
  const change = describeChange(
    language,
    { kind: 'sum' },
    { compared, previous, partial: false, previousPartial: false },
    // An average does not grow with the number of weeks.
    1,
  )
  return change ? <ChangeMark change={change} /> : null
}
