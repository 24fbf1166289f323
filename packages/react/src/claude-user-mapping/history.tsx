'use client'

import type { LinkChange, LinkValue } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { asProblem } from '../fetch/claude-problem.ts'
import { formatDate } from '../format/days.ts'
import { formatClock } from '../format/formatters.ts'
import { localDay } from '../format/time.ts'
import { useClaudeUser } from '../hooks/use-claude-user.ts'
import { enMappingMore } from '../texts/en-mapping-more.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Bone } from '../ui/bone.tsx'
import { Button } from '../ui/button.tsx'
import { Heading } from '../ui/heading.tsx'
import { ProblemMessage } from '../ui/problem-message.tsx'
import type { MatterProps } from './matter.tsx'
import { canDecide } from './offers.ts'

/** Every change to whose a claude user is, newest first. What an admin did last can be taken back. */
export const History = ({ user, busy, decide, today, level }: MatterProps): ReactNode => {
  const { t, locale } = useTexts(enMappingMore)
  const { data, error, refetch } = useClaudeUser(user.id)
  const words = ({ employee, ignored }: LinkValue) =>
    employee?.name ?? t(ignored ? 'history.ignored' : 'history.nobody')
  const change = ({ at, by, from, to }: LinkChange) => (
    <>
      {t(by ? 'history.by' : 'history.rules', { name: by?.name ?? '', from: words(from), to: words(to) })}{' '}
      <span className="claude-Quiet">
        {formatDate(locale, localDay(at), today)}, {formatClock(locale, at)}
      </span>
    </>
  )
  return (
    <div className="claude-Stack">
      <Heading level={level}>{t('history.title')}</Heading>
      {data && (
        <ol className="claude-Stack">
          {data.changes.map((entry, index) => (
            <li key={entry.at}>
              {change(entry)}{' '}
              {index === 0 && canDecide(data, 'undo') && (
                <Button busy={busy} onClick={() => decide([[user.id, { decision: 'undo' }]])}>
                  {t('history.undo')}
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
      {data?.changes.length === 0 && <p>{t('history.none')}</p>}
      {!data &&
        (error ? <ProblemMessage problem={asProblem(error)} onRetry={() => void refetch()} /> : <Bone size="line" />)}
    </div>
  )
}
