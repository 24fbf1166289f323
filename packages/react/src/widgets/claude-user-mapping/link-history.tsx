'use client'

import type { LinkChange, LinkValue } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { toClaudeProblem } from '../../data/fetch/claude-problem.ts'
import { useClaudeUser } from '../../data/hooks/use-claude-user.ts'
import { formatDayInContext } from '../../shared/format/format-period.ts'
import { toLocalDay } from '../../shared/format/format-time.ts'
import { formatClock } from '../../shared/format/formatters.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Heading } from '../../shared/ui/heading.tsx'
import { ProblemMessage } from '../../shared/ui/problem-message.tsx'
import { Skeleton } from '../../shared/ui/skeleton.tsx'
import { enMappingDetails } from '../../texts/en/mapping-details.ts'
import { canDecide } from './link-decisions.ts'
import type { MappingDetailsProps } from './props.ts'

/** The changes to a Claude user's link, newest first. The newest change has an undo button if an admin made it. */
export const LinkHistory = ({ user, isBusy, decide, today, level }: MappingDetailsProps): ReactNode => {
  const { t, locale } = useTexts(enMappingDetails)
  const { data, error, refetch } = useClaudeUser({ claudeUserId: user.id })
  const describeLink = ({ employee, ignored }: LinkValue) =>
    employee?.name ?? t(ignored ? 'history.ignored' : 'history.nobody')
  const renderChange = ({ at, by, from, to }: LinkChange) => (
    <>
      {t(by ? 'history.by' : 'history.rules', { name: by?.name ?? '', from: describeLink(from), to: describeLink(to) })}{' '}
      <span className="claude-Quiet">
        {formatDayInContext(locale, toLocalDay(at), today)}, {formatClock(locale, at)}
      </span>
    </>
  )
  return (
    <div className="claude-Stack">
      <Heading level={level}>{t('history.title')}</Heading>
      {data && (
        <ol className="claude-Stack">
          {data.changes.map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: changes are only added in front, so numbers from the end are stable. Times can be equal.
            <li key={data.changes.length - index}>
              {renderChange(change)}{' '}
              {index === 0 && canDecide(data, 'undo') && (
                <Button isBusy={isBusy} onClick={() => decide([[user.id, { decision: 'undo' }]])}>
                  {t('history.undo')}
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
      {data?.changes.length === 0 && <p>{t('history.none')}</p>}
      {!data &&
        (error ? (
          <ProblemMessage problem={toClaudeProblem(error)} onRetry={() => void refetch()} />
        ) : (
          <Skeleton size="line" />
        ))}
    </div>
  )
}
