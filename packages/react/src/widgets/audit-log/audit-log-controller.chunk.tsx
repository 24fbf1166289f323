'use client'

import { type Day, dayAt } from '@windmill/claude-core'
import { type ReactNode, useState } from 'react'
import { toClaudeProblem } from '../../data/fetch/claude-problem.ts'
import type { useLog } from '../../data/hooks/use-log.ts'
import { toPaging } from '../../data/query/paging.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'
import { useNow } from '../../shared/ui/use-now.ts'
import { AuditLogView } from './audit-log-view.tsx'

interface AuditLogControllerProps {
  readonly query: ReturnType<typeof useLog>
  readonly headingLevel: HeadingLevel
}

/** The lazily loaded part of `AuditLog`: the view with its data. */
export const AuditLogController = ({ query, headingLevel }: AuditLogControllerProps): ReactNode => {
  const [today] = useState<Day>(() => dayAt(Date.now()))
  const isTimeZoneKnown = useNow() !== null
  const pages = query.data?.pages
  const [firstPage] = pages ?? []
  return (
    <AuditLogView
      log={firstPage && pages ? { ...firstPage, entries: pages.flatMap(({ entries }) => entries) } : null}
      problem={query.error && !pages ? toClaudeProblem(query.error) : null}
      onRetry={() => void query.refetch()}
      paging={toPaging(query)}
      isTimeZoneKnown={isTimeZoneKnown}
      today={today}
      headingLevel={headingLevel}
    />
  )
}
