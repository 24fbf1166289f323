'use client'

import type { ConnectionResponse, Day } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { enConnectClaude } from '../../texts/en/connect-claude.ts'
import { formatDay } from '../format/formatters.ts'
import { useTexts } from '../format/use-texts.ts'
import { Message } from '../ui/message.tsx'

interface DirectoryWarningProps {
  readonly connection: Pick<ConnectionResponse, 'directoryWarning'>
}

/** Warns viewers with `connection:manage` that the employee directory is old. Renders nothing if it is not. */
export const DirectoryWarning = ({ connection }: DirectoryWarningProps): ReactNode => {
  const { t, locale } = useTexts(enConnectClaude)
  const { directoryWarning } = connection
  if (!directoryWarning) return null
  const { readAt, staleAt, isStale } = directoryWarning
  // Days are UTC, as everywhere.
  const formatInstant = (instant: string | null) => instant && formatDay(locale, instant.slice(0, 10) as Day)
  const kind = readAt === null ? 'unread' : isStale ? 'stale' : 'old'
  return (
    <Message tone="warn" title={t('directory.title')}>
      <p>
        {t(`directory.${kind}`, { day: formatInstant(readAt) ?? '', until: formatInstant(staleAt) ?? '' })}{' '}
        {t('directory.log')}
      </p>
    </Message>
  )
}
