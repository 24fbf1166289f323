'use client'

import type { LogResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { useTexts } from '../../shared/format/use-texts.ts'
import { LogDays } from '../../shared/log/log-days.tsx'
import { Card } from '../../shared/ui/card.tsx'
import { isRetryUseful } from '../../shared/ui/is-retry-useful.ts'
import { Loading } from '../../shared/ui/loading.tsx'
import { Message } from '../../shared/ui/message.tsx'
import { ProblemMessage } from '../../shared/ui/problem-message.tsx'
import { enAuditLog } from '../../texts/en/audit-log.ts'
import { enLog } from '../../texts/en/log.ts'
import { enTitles } from '../../texts/en/titles.ts'
import { describeMergedEntry } from './describe-merged-entry.ts'
import { mergeEntries } from './merge-entries.ts'
import type { AuditLogViewProps } from './props.ts'

const textTable = { ...enAuditLog, ...enLog }

/** `AuditLog` with its data as props. It makes no requests. */
export const AuditLogView = (props: AuditLogViewProps): ReactNode => {
  const { log, problem, onRetry, headingLevel } = props
  const { t } = useTexts(enTitles)
  return (
    <Card
      name="AuditLog"
      title={t('audit.title')}
      state={log ? 'ready' : problem ? 'error' : 'loading'}
      isBusy={!log && !problem}
      headingLevel={headingLevel}
    >
      {log && <AuditLogBody {...props} log={log} />}
      {!log &&
        (problem ? (
          <ProblemMessage problem={problem} onRetry={isRetryUseful(problem) ? onRetry : null} />
        ) : (
          <Loading>{t('audit.loading')}</Loading>
        ))}
    </Card>
  )
}

const AuditLogBody = (props: AuditLogViewProps & { readonly log: LogResponse }) => {
  const { log, paging, isTimeZoneKnown, today, headingLevel } = props
  const language = useTexts(textTable)
  const { t, locale } = language
  return (
    <>
      <div className="claude-Section claude-Stack claude-Log">
        {log.entries.length === 0 && (
          <Message title={t('audit.none.title')}>
            <p>{t('audit.none.text')}</p>
          </Message>
        )}
        <LogDays
          entries={mergeEntries(locale, log.entries)}
          describe={(entry) => describeMergedEntry(language, entry)}
          paging={paging}
          isTimeZoneKnown={isTimeZoneKnown}
          today={today}
          level={headingLevel + 1}
        />
      </div>
      <p className="claude-Section claude-Text">{t('audit.kept', { count: log.keptForDays })}</p>
    </>
  )
}
