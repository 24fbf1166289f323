'use client'

import { type Day, dayAt } from '@windmill/claude-core'
import { type ReactNode, useState } from 'react'
import { asProblem } from '../fetch/claude-problem.ts'
import type { useEmployeeAccess } from '../hooks/use-employee-access.ts'
import { useNow } from '../hooks/use-now.ts'
import { pagingOf } from '../query/paging.ts'
import type { HeadingLevel } from '../ui/heading.tsx'
import { AccessLogView } from './view.tsx'

interface LogProps {
  readonly query: ReturnType<typeof useEmployeeAccess>
  readonly employeeName: string | undefined
  readonly headingLevel: HeadingLevel
}

/** Ties the view to the server. */
export const Log = ({ query, employeeName, headingLevel }: LogProps): ReactNode => {
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
