'use client'

import { type Day, dayAt, isArchived } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { useEmployeeAccess } from '../../data/hooks/use-employee-access.ts'
import { useClaude } from '../../provider.tsx'
import { enStatsDetails } from '../../texts/en/stats-details.ts'
import { useTexts } from '../format/use-texts.ts'
import { WhoCanSee } from './who-can-see.tsx'

interface WhoCanSeeStatsProps {
  readonly employeeId: string
  readonly employeeName: string | undefined
  /** The day on which the employee left. Null if they are still employed, or if it is not known. */
  readonly archivedOn: Day | null
}

/**
 * Explains who can see an employee's stats. Employees read the names of their own managers, after the response has
 * arrived. All others read the general rule, and nothing is requested for them: most of them may not know the names.
 */
export const WhoCanSeeStats = ({ employeeId, employeeName, archivedOn }: WhoCanSeeStatsProps): ReactNode => {
  const { t } = useTexts(enStatsDetails)
  const { client } = useClaude()
  const isOwn = client.viewerId === employeeId
  const { data } = useEmployeeAccess({ employeeId, query: { enabled: isOwn } })
  const access = data?.pages[0]
  return (
    <>
      <WhoCanSee
        name={employeeName}
        isOwn={isOwn}
        managers={access?.managers ?? null}
        isDirectoryStale={access?.directoryStale}
        isOnlySelf={access?.onlySelf}
        hasLeft={isArchived({ archivedOn }, dayAt(Date.now()))}
      />
      <p>{t(isOwn ? 'who.recordOwn' : 'who.record')}</p>
    </>
  )
}
