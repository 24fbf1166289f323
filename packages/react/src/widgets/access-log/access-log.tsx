'use client'

import type { ReactNode } from 'react'
import { useEmployeeAccess } from '../../data/hooks/use-employee-access.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { perViewer } from '../../shared/ui/per-viewer.tsx'
import { Shell } from '../../shared/ui/shell.tsx'
import { enTitles } from '../../texts/en/titles.ts'
import { lazyAccessLogController } from './access-log-controller.lazy.ts'
import type { AccessLogProps } from './props.ts'

/**
 * Shows who can see an employee's stats, and who read them. Only the employee and viewers with `audit:view` may see
 * this.
 * @example
 * ```tsx
 * import { AccessLog } from '@windmill/claude-react'
 *
 * <AccessLog employeeId={employee.id} {...(employee.id !== viewer.id && { employeeName: employee.name })} />
 * ```
 */
export const AccessLog: (props: AccessLogProps) => ReactNode = perViewer(
  ({ employeeId, employeeName, headingLevel = 2 }) => {
    const { t } = useTexts(enTitles)
    // Starts the request while the lazy code loads.
    const query = useEmployeeAccess({ employeeId })
    return (
      <Shell
        name="AccessLog"
        title={employeeName ? t('access.titleOf', { employee: employeeName }) : t('access.title')}
        loadingText={t('access.loading')}
        headingLevel={headingLevel}
        part={lazyAccessLogController}
      >
        {({ AccessLogController }) => (
          <AccessLogController
            query={query}
            employeeId={employeeId}
            employeeName={employeeName}
            headingLevel={headingLevel}
          />
        )}
      </Shell>
    )
  },
)
