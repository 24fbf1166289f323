'use client'

import type { ReactNode } from 'react'
import { enStatsMore } from '../texts/en-stats-more.ts'
import { useTexts } from '../texts/use-texts.ts'
import type { CoverageLineProps } from './coverage-line.tsx'
import { coverageNotes } from './coverage-notes.ts'
import { isReading } from './is-reading.ts'

/** Which days are not there, and what that means for the comparison. */
export const CoverageGaps = ({ response, connection }: CoverageLineProps): ReactNode => {
  const words = useTexts(enStatsMore)
  const { sentences, missing } = coverageNotes(words, response, isReading(connection))
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
