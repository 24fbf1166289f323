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

/** The change in active people from the previous period. Neither good nor bad, so its color is neutral. */
export const PeopleChange = ({ response, id }: PeopleChangeProps): ReactNode => {
  const words = useTexts(enStatsPanel)
  if (assessComparison(response).kind === 'withheld') return null
  const change = describeChange(
    words,
    { kind: 'sum' },
    {
      value: response.active[id],
      previous: response.previousActive[id],
    },
  )
  return change ? <ChangeMark change={change} /> : null
}
