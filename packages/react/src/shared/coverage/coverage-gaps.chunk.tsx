'use client'

import type { ReactNode } from 'react'
import { enStatsDetails } from '../../texts/en/stats-details.ts'
import { useTexts } from '../format/use-texts.ts'
import { describeChecks } from './describe-checks.ts'
import { describeCoverage } from './describe-coverage.ts'
import { isReadingHistory } from './is-reading-history.ts'
import type { CoverageGapsProps } from './props.ts'

/**
 * Explains which days are missing, and what that means for the comparison. Says which months equal Claude's own totals.
 */
export const CoverageGaps = ({ response, connection }: CoverageGapsProps): ReactNode => {
  const language = useTexts(enStatsDetails)
  const { sentences, missingDays } = describeCoverage(language, response, isReadingHistory(connection))
  return (
    <>
      <p>{[...sentences, ...describeChecks(language, response)].join(' ')}</p>
      {missingDays && (
        <details>
          <summary>{language.t('coverage.which')}</summary>
          <p>{missingDays}</p>
        </details>
      )}
    </>
  )
}
