'use client'

import { type Day, dayAt } from '@windmill/claude-core'
import { type ReactNode, useState } from 'react'
import { asProblem } from '../../data/fetch/claude-problem.ts'
import type { useEmployeeAccess } from '../../data/hooks/use-employee-access.ts'
import { pagingOf } from '../../data/query/paging.ts'
import type { HeadingLevel } from '../../shared/ui/heading.tsx'
import { useNow } from '../../shared/ui/use-now.ts'
import { AccessLogView } from './access-log-view.tsx'

interface AccessLogControllerProps {
  readonly query: ReturnType<typeof useEmployeeAccess>
  readonly employeeName: string | undefined
  readonly headingLevel: HeadingLevel
}

/** Ties the view to the server. */
export const AccessLogController = ({ query, employeeName, headingLevel }: AccessLogControllerProps): ReactNode => {
  const [today] = useState<Day>(() => dayAt(Date.now()))
  const isTimeZoneKnown = useNow() !== null
  const pages = query.data?.pages
  const [newest] = pages ?? []
  return (
    <AccessLogView
      employeeName={employeeName}
      access={newest && pages ? { ...newest, reads: pages.flatMap(({ reads }) => reads) } : null}
      problem={query.error && !pages ? asProblem(query.error) : null}
      onRetry={() => void query.refetch()}
      paging={pagingOf(query)}
      isTimeZoneKnown={isTimeZoneKnown}
      today={today}
      headingLevel={headingLevel}
    />
  )
}
