'use client'

import type { EmployeeStatsResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { useStatsTexts } from '../texts/use-texts.ts'
import { Icon, infoIcon } from '../ui/icon.tsx'
import { coverageNotes } from './coverage-notes.ts'

interface CoverageLineProps {
  readonly response: EmployeeStatsResponse
  readonly isReading: boolean
}

/** What the figures rest on: through which day, what may change, what is not there. */
export const CoverageLine = ({ response, isReading }: CoverageLineProps): ReactNode => {
  const words = useStatsTexts()
  const { sentences, missing } = coverageNotes(words, response, isReading)
  return (
    <div className="claude-StatsPanel-coverage">
      <Icon path={infoIcon} />
      <div>
        <p>{sentences.join(' ')}</p>
        {missing && (
          <details>
            <summary>{words.t('coverage.which')}</summary>
            <p>{missing}</p>
          </details>
        )}
      </div>
    </div>
  )
}
