'use client'

import {
  type AdoptionResponse,
  assessComparison,
  countDays,
  countUnservedDays,
  minRegularDaysPerWeek,
} from '@windmill/claude-core'
import { formatNumber } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { useTexts } from '../../shared/format/use-texts.ts'
import { VisuallyHidden } from '../../shared/ui/visually-hidden.tsx'
import { enAdoptionDetails } from '../../texts/en/adoption-details.ts'
import { Section } from './section.tsx'

interface EngagementCountsProps {
  readonly response: AdoptionResponse
  readonly level: number
}

/** How many people are new, regular, occasional or lapsed, each with its definition. */
export const EngagementCounts = ({ response, level }: EngagementCountsProps): ReactNode => {
  const { t, locale } = useTexts(enAdoptionDetails)
  // Without a full previous period, the lapsed count is unknown.
  const isCompared = assessComparison(response).kind !== 'withheld'
  const counts = { ...response.engagement, lapsed: isCompared ? response.engagement.lapsed : null }
  const readDays = countDays(response.period) - response.coverage.missing.length - countUnservedDays(response)
  return (
    <Section title={t('adoption.engagement')} note={t('adoption.engagement.note')} level={level}>
      <dl className="claude-Adoption-counts">
        {(['new', 'regular', 'occasional', 'lapsed'] as const).map((id) => (
          <div key={id}>
            <dt>{t(`adoption.${id}`)}</dt>
            <dd>
              <span className="claude-Figure" data-known={counts[id] !== null || undefined}>
                {counts[id] === null ? '–' : formatNumber(locale, counts[id])}
                {counts[id] === null && <VisuallyHidden> {t('adoption.engagement.unknown')}</VisuallyHidden>}
              </span>
            </dd>
            <dd className="claude-Quiet">{t(`adoption.${id}.text`, { days: minRegularDaysPerWeek })}</dd>
          </div>
        ))}
      </dl>
      {readDays < 7 && <p className="claude-Quiet">{t('adoption.engagement.few')}</p>}
      {counts.new === null && <p className="claude-Quiet">{t('adoption.engagement.why')}</p>}
    </Section>
  )
}
