'use client'

import { type AdoptionId, type AdoptionResponse, assessComparison } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { ChangeMark } from '../stats-panel/change-mark.tsx'
import { changeText } from '../stats-panel/change-text.ts'
import { enStatsPanel } from '../texts/en-stats-panel.ts'
import { useTexts } from '../texts/use-texts.ts'

interface PeopleChangeProps {
  readonly response: AdoptionResponse
  readonly id: AdoptionId
}

/** How many more or fewer people than in the period before: in neutral ink, with the number it comes from. */
export const PeopleChange = ({ response, id }: PeopleChangeProps): ReactNode => {
  const words = useTexts(enStatsPanel)
  if (assessComparison(response).kind === 'withheld') return null
  const change = changeText(
    words,
    { kind: 'sum' },
    {
      value: response.active[id],
      previous: response.previousActive[id],
    },
  )
  return change ? <ChangeMark change={change} /> : null
}
