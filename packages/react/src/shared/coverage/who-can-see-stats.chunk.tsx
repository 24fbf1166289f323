'use client'

import type { ReactNode } from 'react'
import { useEmployeeAccess } from '../../data/hooks/use-employee-access.ts'
import { enStatsDetails } from '../../texts/en/stats-details.ts'
import { useTexts } from '../format/use-texts.ts'
import { WhoCanSee } from './who-can-see.tsx'

interface WhoCanSeeStatsProps {
  readonly employeeId: string
  readonly employeeName: string | undefined
}

/**
 * Explains who can see an employee's stats. The server sends the managers' names only to the employee and to viewers
 * with `audit:view`. All other viewers see the general rule. Until the response arrives, everyone sees the rule.
 */
export const WhoCanSeeStats = ({ employeeId, employeeName }: WhoCanSeeStatsProps): ReactNode => {
  const { t } = useTexts(enStatsDetails)
  const { data } = useEmployeeAccess({ employeeId })
  const access = data?.pages[0]
  return (
    <>
      <WhoCanSee
        name={employeeName}
        managers={access?.managers ?? null}
        isDirectoryStale={access?.directoryStale}
        isOnlySelf={access?.onlySelf}
      />
      <p>{t('who.record')}</p>
    </>
  )
}
