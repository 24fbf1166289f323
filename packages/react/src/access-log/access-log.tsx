'use client'

import { type Day, dayAt } from '@windmill/claude-core'
import { type ReactNode, useState } from 'react'
import { asProblem } from '../fetch/claude-problem.ts'
import { useEmployeeAccess } from '../hooks/use-employee-access.ts'
import { useNow } from '../hooks/use-now.ts'
import { pagingOf } from '../query/paging.ts'
import type { HeadingLevel } from '../ui/heading.tsx'
import { AccessLogView } from './view.tsx'

export interface AccessLogProps {
  readonly employeeId: string
  /** Whom it is about, for an admin who looks at someone else; left out, the viewer is addressed as the employee. */
  readonly employeeName?: string
  /** Where the widget stands in the page's outline; 2 by default. */
  readonly headingLevel?: HeadingLevel
}

/** Who can see an employee's stats, and who looked: for the employee, and for admins about anyone. */
export const AccessLog = ({ employeeId, employeeName, headingLevel = 2 }: AccessLogProps): ReactNode => {
  const query = useEmployeeAccess(employeeId)
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
