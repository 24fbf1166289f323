'use client'

import type { Day, DirectoryStatus } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatDayInContext } from '../../shared/format/format-period.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Message } from '../../shared/ui/message.tsx'
import { enMapping } from '../../texts/en/mapping.ts'
import { describeDirectoryProblem, describeHeldBack } from './mapping-texts.ts'

interface DirectoryNoteProps {
  readonly directory: DirectoryStatus
  readonly today: Day
}

/**
 * Says that a newer directory is held back, and lists the directory's problems. Renders nothing if no directory is held
 * back and there are no problems.
 */
export const DirectoryNote = ({ directory, today }: DirectoryNoteProps): ReactNode => {
  const language = useTexts(enMapping)
  const { t, locale } = language
  const { heldBack, problems, readAt, employees } = directory
  const readDay = readAt?.slice(0, 10) as Day | undefined
  return (
    <>
      {heldBack && (
        <Message tone="warn" title={t('mapping.heldBack')}>
          <p>
            {describeHeldBack(language, heldBack)}{' '}
            {readDay && t('mapping.inUse', { day: formatDayInContext(locale, readDay, today), count: employees })}
          </p>
        </Message>
      )}
      {problems.length > 0 && (
        <details className="claude-Section claude-Mapping-problems">
          <summary className="claude-Link">{t('mapping.problems', { count: problems.length })}</summary>
          <ul className="claude-Stack claude-Text">
            {problems.map((problem) => (
              <li key={`${problem.code} ${problem.employeeId} ${problem.message}`}>
                {describeDirectoryProblem(language, problem)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
