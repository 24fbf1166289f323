'use client'

import type { ReactNode } from 'react'
import { useClaude } from '../../provider.tsx'
import { enStatsDetails } from '../../texts/en/stats-details.ts'
import { useTexts } from '../format/use-texts.ts'

/** Explains what the numbers mean and what they do not mean. */
export const AboutNumbers = (): ReactNode => {
  const { t } = useTexts(enStatsDetails)
  const { differencesHref } = useClaude()
  return (
    <>
      <p>{t('about.context')}</p>
      <p>{t('about.days')}</p>
      <p>{t('about.checks')}</p>
      {differencesHref !== undefined && (
        <p>
          <a className="claude-Link" href={differencesHref}>
            {t('about.differences')}
          </a>
        </p>
      )}
      <p>{t('about.bedrock')}</p>
    </>
  )
}
