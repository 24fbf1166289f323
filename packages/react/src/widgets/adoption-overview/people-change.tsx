'use client'

import { type AdoptionId, type AdoptionResponse, assessComparison } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { ChangeMark } from '../../shared/figures/change-mark.tsx'
import { describeChange } from '../../shared/figures/describe-change.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'

interface PeopleChangeProps {
  readonly response: AdoptionResponse
  readonly id: AdoptionId
}

/**
 * Shows how the number of active people changed from the previous period, or nothing if the periods cannot be compared.
 * The color is neutral, because a change is neither good nor bad.
 */
export const PeopleChange = ({ response, id }: PeopleChangeProps): ReactNode => {
  const language = useTexts(enStatsPanel)
  if (assessComparison(response).kind === 'withheld') return null
  const change = describeChange(
    language,
    { kind: 'sum' },
    {
      value: response.active[id],
      previous: response.previousActive[id],
      partial: false,
      previousPartial: false,
    },
    // Each person counts once, so the count does not grow in proportion to the length of the period.
    1,
  )
  return change ? <ChangeMark change={change} /> : null
}
