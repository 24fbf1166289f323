'use client'

import { type Day, dayAt } from '@windmill/claude-core'
import { type ReactNode, useState } from 'react'
import { toClaudeProblem } from '../../data/fetch/claude-problem.ts'
import type { useEmployeeAccess } from '../../data/hooks/use-employee-access.ts'
import { toPaging } from '../../data/query/paging.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'
import { useNow } from '../../shared/ui/use-now.ts'
import { AccessLogView } from './access-log-view.tsx'
import { useDataDownload } from './use-data-download.ts'

interface AccessLogControllerProps {
  readonly query: ReturnType<typeof useEmployeeAccess>
  readonly employeeId: string
  readonly employeeName: string | undefined
  readonly headingLevel: HeadingLevel
}

/** The lazily loaded part of `AccessLog`: the view with its data. */
export const AccessLogController = ({
  query,
  employeeId,
  employeeName,
  headingLevel,
}: AccessLogControllerProps): ReactNode => {
  const [today] = useState<Day>(() => dayAt(Date.now()))
  const isTimeZoneKnown = useNow() !== null
  const pages = query.data?.pages
  const [firstPage] = pages ?? []
  return (
    <AccessLogView
      employeeId={employeeId}
      employeeName={employeeName}
      access={firstPage && pages ? { ...firstPage, entries: pages.flatMap(({ entries }) => entries) } : null}
      problem={query.error && !pages ? toClaudeProblem(query.error) : null}
      onRetry={() => void query.refetch()}
      paging={toPaging(query)}
      download={useDataDownload(employeeId)}
      isTimeZoneKnown={isTimeZoneKnown}
      today={today}
      headingLevel={headingLevel}
    />
  )
}
