'use client'

import type { Day, DirectoryStatus } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatDate } from '../format/days.ts'
import { enMapping } from '../texts/en-mapping.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Message } from '../ui/message.tsx'

interface DirectoryNoteProps {
  readonly directory: DirectoryStatus
  readonly today: Day
}

/** What is the matter with the directory that all matching rests on; nothing when all is well. */
export const DirectoryNote = ({ directory, today }: DirectoryNoteProps): ReactNode => {
  const { t, locale } = useTexts(enMapping)
  const { heldBack, problems, readAt, employees } = directory
  const day = readAt?.slice(0, 10) as Day | undefined
  return (
    <>
      {heldBack && (
        <Message tone="warn" title={t('mapping.heldBack')}>
          <p>
            {heldBack.message} {day && t('mapping.inUse', { day: formatDate(locale, day, today), count: employees })}
          </p>
        </Message>
      )}
      {problems.length > 0 && (
        <details className="claude-Section claude-Mapping-problems">
          <summary className="claude-Link">{t('mapping.problems', { count: problems.length })}</summary>
          <ul className="claude-Stack claude-Text">
            {problems.map(({ code, employeeId, message }) => (
              <li key={`${code} ${employeeId} ${message}`}>{message}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
