'use client'

import type { ReactNode } from 'react'
import { useTexts } from '../../shared/format/use-texts.ts'
import { enAdoptionDetails } from '../../texts/en/adoption-details.ts'
import { enStatsDetails } from '../../texts/en/stats-details.ts'

/** Explains who can see adoption figures, and that people can see who looked at their own figures. */
export const WhoCanSeeAdoption = (): ReactNode => {
  const { t } = useTexts(enAdoptionDetails)
  const { t: tStats } = useTexts(enStatsDetails)
  return (
    <>
      <p>{t('adoption.who')}</p>
      <p>{tStats('who.record')}</p>
    </>
  )
}
