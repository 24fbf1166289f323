'use client'

import type { AccessResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { WhoCanSee } from '../../shared/coverage/who-can-see.tsx'
import type { ExplainableProblem } from '../../shared/format/explain-problem.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { LogDays } from '../../shared/log/log-days.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { FailureNote } from '../../shared/ui/failure-note.tsx'
import { Heading } from '../../shared/ui/heading.tsx'
import { isRetryUseful } from '../../shared/ui/is-retry-useful.ts'
import { Loading } from '../../shared/ui/loading.tsx'
import { Message } from '../../shared/ui/message.tsx'
import { ProblemMessage } from '../../shared/ui/problem-message.tsx'
import { enAccessLog } from '../../texts/en/access-log.ts'
import { enLog } from '../../texts/en/log.ts'
import { enTitles } from '../../texts/en/titles.ts'
import { describeEntry } from './describe-entry.ts'
import type { AccessLogViewProps } from './props.ts'

/** `AccessLog` with its data as props. It makes no requests. */
export const AccessLogView = (props: AccessLogViewProps): ReactNode => {
  const { employeeName, access, problem, headingLevel } = props
  const { t } = useTexts(enTitles)
  return (
    <Card
      name="AccessLog"
      title={employeeName ? t('access.titleOf', { employee: employeeName }) : t('access.title')}
      state={access ? 'ready' : problem ? 'error' : 'loading'}
      isBusy={!access && !problem}
      headingLevel={headingLevel}
    >
      {access && <AccessLogBody {...props} access={access} level={headingLevel + 1} />}
      {!access &&
        (problem ? <AccessLogProblem {...props} problem={problem} /> : <Loading>{t('access.loading')}</Loading>)}
    </Card>
  )
}

const AccessLogProblem = ({ problem, onRetry }: AccessLogViewProps & { readonly problem: ExplainableProblem }) => (
  <ProblemMessage problem={problem} onRetry={isRetryUseful(problem) ? onRetry : null} />
)

const textTable = { ...enAccessLog, ...enLog }

const AccessLogBody = (props: AccessLogViewProps & { readonly access: AccessResponse; readonly level: number }) => {
  const { employeeId, employeeName, access, paging, download, isTimeZoneKnown, today, level } = props
  const { t } = useTexts(textTable)
  return (
    <>
      <div className="claude-Block">
        <WhoCanSee
          name={employeeName}
          isOwn={employeeName === undefined}
          managers={access.managers}
          isDirectoryStale={access.directoryStale}
          isOnlySelf={access.onlySelf}
          hasLeft={access.hasLeft}
        />
      </div>
      <div className="claude-Section claude-Stack claude-Log">
        <Heading level={level}>{t('access.looked')}</Heading>
        {access.entries.length === 0 && (
          <Message title={t('access.none.title')}>
            <p>{t('access.none.text')}</p>
          </Message>
        )}
        <LogDays
          entries={access.entries}
          describe={(entry) => describeEntry(t, entry, { id: employeeId, name: employeeName })}
          paging={paging}
          isTimeZoneKnown={isTimeZoneKnown}
          today={today}
          level={level + 1}
        />
      </div>
      <p className="claude-Section claude-Text">{t('access.kept', { count: access.keptForDays })}</p>
      {download && (
        <div className="claude-Footer">
          <Button onClick={download.onStart} isBusy={download.isBusy}>
            {t('access.download')}
          </Button>
          {download.failure && <FailureNote failure={download.failure} />}
        </div>
      )}
    </>
  )
}
