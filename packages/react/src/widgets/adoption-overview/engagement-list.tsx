'use client'

import type { AdoptionResponse } from '@windmill/claude-core'
import { countReadDays, formatNumber, minRegularDaysPerWeek } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { useTexts } from '../../shared/format/use-texts.ts'
import { VisuallyHidden } from '../../shared/ui/visually-hidden.tsx'
import { enAdoptionDetails } from '../../texts/en/adoption-details.ts'
import { engagementIds } from './engagement-ids.ts'
import { Section } from './section.tsx'

/** Minimum read days for meaningful counts: one week. With fewer days, a note is shown. */
const minMeaningfulDays = 7

interface EngagementListProps {
  readonly response: AdoptionResponse
  readonly level: number
}

/** Shows how many people are new, regular, occasional and lapsed. Each count has its definition. */
export const EngagementList = ({ response, level }: EngagementListProps): ReactNode => {
  const { t, locale } = useTexts(enAdoptionDetails)
  const counts = response.engagement
  const readDays = countReadDays(response)
  const regularDays = Math.ceil((readDays * minRegularDaysPerWeek) / 7)
  return (
    <Section title={t('adoption.engagement')} note={t('adoption.engagement.note')} level={level}>
      <dl className="claude-Adoption-counts">
        {engagementIds.map((id) => (
          <div key={id}>
            <dt>{t(`adoption.${id}`)}</dt>
            <dd>
              <span className="claude-Figure" translate="no" data-known={counts[id] !== null || undefined}>
                {counts[id] === null ? '–' : formatNumber(locale, counts[id])}
                {counts[id] === null && <VisuallyHidden> {t('adoption.engagement.unknown')}</VisuallyHidden>}
              </span>
            </dd>
            <dd className="claude-Quiet">{t(`adoption.${id}.text`, { days: regularDays, count: readDays })}</dd>
          </div>
        ))}
      </dl>
      {readDays < minMeaningfulDays && <p className="claude-Quiet">{t('adoption.engagement.few')}</p>}
      {counts.new === null && <p className="claude-Quiet">{t('adoption.engagement.why')}</p>}
      {counts.lapsed === null && <p className="claude-Quiet">{t('adoption.engagement.whyLapsed')}</p>}
    </Section>
  )
}
