'use client'

import type { ReactNode } from 'react'
import { useEmployeeAccess } from '../hooks/use-employee-access.ts'
import { enTitles } from '../texts/en-titles.ts'
import { useTexts } from '../texts/use-texts.ts'
import type { HeadingLevel } from '../ui/heading.tsx'
import { type Loadable, loadable } from '../ui/loadable.ts'
import { Shell } from '../ui/shell.tsx'

export interface AccessLogProps {
  readonly employeeId: string
  /** Whom it is about, for an admin who looks at someone else; left out, the viewer is addressed as the employee. */
  readonly employeeName?: string
  /** Where the widget stands in the page's outline; 2 by default. */
  readonly headingLevel?: HeadingLevel
}

const log: Loadable<typeof import('./log.chunk.ts')> = loadable(() => import('./log.chunk.ts'))

/** Who can see an employee's stats, and who looked: for the employee, and for admins about anyone. */
export const AccessLog = ({ employeeId, employeeName, headingLevel = 2 }: AccessLogProps): ReactNode => {
  const { t } = useTexts(enTitles)
  // Asked for while the code is on its way.
  const query = useEmployeeAccess(employeeId)
  return (
    <Shell
      name="AccessLog"
      title={employeeName ? t('access.titleOf', { employee: employeeName }) : t('access.title')}
      loading={t('access.loading')}
      headingLevel={headingLevel}
      part={log}
    >
      {({ Log }) => <Log query={query} employeeName={employeeName} headingLevel={headingLevel} />}
    </Shell>
  )
}
