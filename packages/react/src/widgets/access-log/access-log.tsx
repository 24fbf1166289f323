'use client'

import type { ReactNode } from 'react'
import { useEmployeeAccess } from '../../data/hooks/use-employee-access.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Shell } from '../../shared/ui/shell.tsx'
import { enTitles } from '../../texts/en/titles.ts'
import { lazyAccessLogController } from './lazy.ts'
import type { AccessLogProps } from './props.ts'

/** Who can see an employee's stats, and who looked: for the employee, and for admins about anyone. */
export const AccessLog = ({ employeeId, employeeName, headingLevel = 2 }: AccessLogProps): ReactNode => {
  const { t } = useTexts(enTitles)
  // Asked for while the code is on its way.
  const query = useEmployeeAccess({ employeeId })
  return (
    <Shell
      name="AccessLog"
      title={employeeName ? t('access.titleOf', { employee: employeeName }) : t('access.title')}
      loading={t('access.loading')}
      headingLevel={headingLevel}
      part={lazyAccessLogController}
    >
      {({ AccessLogController: Log }) => <Log query={query} employeeName={employeeName} headingLevel={headingLevel} />}
    </Shell>
  )
}
