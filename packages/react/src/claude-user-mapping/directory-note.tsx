'use client'

import type { Day, DirectoryStatus } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatDate } from '../format/days.ts'
import { enMapping } from '../texts/en-mapping.ts'
import { directoryProblemText, heldBackText } from '../texts/mapping-words.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Message } from '../ui/message.tsx'

interface DirectoryNoteProps {
  readonly directory: DirectoryStatus
  readonly today: Day
}

/** What is the matter with the directory that all matching rests on; nothing when all is well. */
export const DirectoryNote = ({ directory, today }: DirectoryNoteProps): ReactNode => {
  const words = useTexts(enMapping)
  const { t, locale } = words
  const { heldBack, problems, readAt, employees } = directory
  const day = readAt?.slice(0, 10) as Day | undefined
  return (
    <>
      {heldBack && (
        <Message tone="warn" title={t('mapping.heldBack')}>
          <p>
            {heldBackText(words, heldBack)}{' '}
            {day && t('mapping.inUse', { day: formatDate(locale, day, today), count: employees })}
          </p>
        </Message>
      )}
      {problems.length > 0 && (
        <details className="claude-Section claude-Mapping-problems">
          <summary className="claude-Link">{t('mapping.problems', { count: problems.length })}</summary>
          <ul className="claude-Stack claude-Text">
            {problems.map((problem) => (
              <li key={`${problem.code} ${problem.employeeId} ${problem.message}`}>
                {directoryProblemText(words, problem)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
