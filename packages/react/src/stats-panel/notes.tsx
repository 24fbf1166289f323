'use client'

import type { ReactNode } from 'react'
import { WhoCanSee } from '../access-log/who-can-see.tsx'
import { useEmployeeAccess } from '../hooks/use-employee-access.ts'
import { enStatsMore } from '../texts/en-stats-more.ts'
import { useTexts } from '../texts/use-texts.ts'

interface WhoCanSeeStatsProps {
  readonly employeeId: string
  readonly employeeName: string | undefined
}

/** By name where the server tells it, to the employee and to admins. Until then, and to others, the rule is told. */
export const WhoCanSeeStats = ({ employeeId, employeeName }: WhoCanSeeStatsProps): ReactNode => {
  const { t } = useTexts(enStatsMore)
  const { data } = useEmployeeAccess(employeeId)
  return (
    <>
      <WhoCanSee name={employeeName} managers={data?.pages[0]?.managers ?? null} />
      <p>{t('who.record')}</p>
    </>
  )
}

export const AboutNumbers = (): ReactNode => {
  const { t } = useTexts(enStatsMore)
  return (
    <>
      <p>{t('about.context')}</p>
      <p>{t('about.days')}</p>
      <p>{t('about.bedrock')}</p>
    </>
  )
}
