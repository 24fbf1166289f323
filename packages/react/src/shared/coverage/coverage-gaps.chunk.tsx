'use client'

import type { ReactNode } from 'react'
import { enStatsMore } from '../../texts/en/stats-details.ts'
import { useTexts } from '../format/use-texts.ts'
import type { CoverageLineProps } from './coverage-line.tsx'
import { describeCoverage } from './describe-coverage.ts'
import { isReading } from './is-reading.ts'

/** Which days are missing, and what that means for the comparison. */
export const CoverageGaps = ({ response, connection }: CoverageLineProps): ReactNode => {
  const words = useTexts(enStatsMore)
  const { sentences, missing } = describeCoverage(words, response, isReading(connection))
  return (
    <>
      <p>{sentences.join(' ')}</p>
      {missing && (
        <details>
          <summary>{words.t('coverage.which')}</summary>
          <p>{missing}</p>
        </details>
      )}
    </>
  )
}
