'use client'

import { minGroupSize } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { useTexts } from '../../shared/format/use-texts.ts'
import { enAdoptionMore } from '../../texts/en/adoption-details.ts'
import { enStatsMore } from '../../texts/en/stats-details.ts'

/** Says who can see adoption figures, and that every read is recorded. */
export const WhoCanSeeAdoption = (): ReactNode => {
  const { t } = useTexts(enAdoptionMore)
  const { t: tMore } = useTexts(enStatsMore)
  return (
    <>
      <p>{t('adoption.who', { size: minGroupSize })}</p>
      <p>{tMore('who.record')}</p>
    </>
  )
}
