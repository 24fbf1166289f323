'use client'

import type { Day, DirectoryStatus } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatDate } from '../../shared/format/format-period.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Message } from '../../shared/ui/message.tsx'
import { enMapping } from '../../texts/en/mapping.ts'
import { describeDirectoryProblem, describeHeldBack } from './mapping-texts.ts'

interface DirectoryNoteProps {
  readonly directory: DirectoryStatus
  readonly today: Day
}

/** A held-back directory and directory problems. Empty when there are none. */
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
            {describeHeldBack(words, heldBack)}{' '}
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
                {describeDirectoryProblem(words, problem)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
