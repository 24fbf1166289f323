'use client'

import type { ReactNode } from 'react'
import { enStatsMore } from '../texts/en-stats-more.ts'
import { useTexts } from '../texts/use-texts.ts'

export const WhoCanSee = ({ employeeName }: { readonly employeeName: string | undefined }): ReactNode => {
  const { t } = useTexts(enStatsMore)
  return (
    <>
      <ul>
        <li>{employeeName ? t('who.self', { name: employeeName }) : t('who.selfUnnamed')}</li>
        <li>{t('who.managers')}</li>
        <li>{t('who.admins')}</li>
        <li>{t('who.never')}</li>
      </ul>
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
