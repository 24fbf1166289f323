'use client'

import { type AdoptionResponse, regularDaysAWeek } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatNumber } from '../format/formatters.ts'
import { enAdoptionMore } from '../texts/en-adoption-more.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Hidden } from '../ui/hidden.tsx'
import { Section } from './section.tsx'

interface EngagementCountsProps {
  readonly response: AdoptionResponse
  readonly level: number
}

/** How many people are new, regular, occasional or lapsed, each with what the word means. */
export const EngagementCounts = ({ response, level }: EngagementCountsProps): ReactNode => {
  const { t, locale } = useTexts(enAdoptionMore)
  const { engagement } = response
  return (
    <Section title={t('adoption.engagement')} note={t('adoption.engagement.note')} level={level}>
      <dl className="claude-Adoption-counts">
        {(['new', 'regular', 'occasional', 'lapsed'] as const).map((id) => (
          <div key={id}>
            <dt>{t(`adoption.${id}`)}</dt>
            <dd>
              <span className="claude-Figure" data-known={engagement[id] !== null || undefined}>
                {engagement[id] === null ? '–' : formatNumber(locale, engagement[id])}
                {engagement[id] === null && <Hidden> {t('adoption.engagement.unknown')}</Hidden>}
              </span>
            </dd>
            <dd className="claude-Quiet">{t(`adoption.${id}.text`, { days: regularDaysAWeek })}</dd>
          </div>
        ))}
      </dl>
      {engagement.new === null && <p className="claude-Quiet">{t('adoption.engagement.why')}</p>}
    </Section>
  )
}
