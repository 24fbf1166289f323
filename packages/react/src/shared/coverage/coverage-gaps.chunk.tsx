'use client'

import type { ReactNode } from 'react'
import { enStatsDetails } from '../../texts/en/stats-details.ts'
import { useTexts } from '../format/use-texts.ts'
import { describeCoverage } from './describe-coverage.ts'
import { isReading } from './is-reading.ts'
import type { CoverageLineProps } from './props.ts'

/** Which days are missing, and what that means for the comparison. */
export const CoverageGaps = ({ response, connection }: CoverageLineProps): ReactNode => {
  const words = useTexts(enStatsDetails)
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
