'use client'

import { type AdoptionResponse, products } from '@windmill/claude-core'
import { formatValue, getProductLabel } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { buildBars } from '../../shared/chart/build-bars.ts'
import { ChartMarks } from '../../shared/chart/chart-marks.tsx'
import { buildTrendPoints } from '../../shared/chart/trend.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { ScrollableTable } from '../../shared/ui/scrollable-table.tsx'
import { enAdoptionDetails } from '../../texts/en/adoption-details.ts'
import { formatAverage } from './format-average.ts'
import { formatShare } from './format-share.ts'
import { computePeopleScale, getPeopleTrend } from './people-trend.ts'
import { Section } from './section.tsx'
import { WeeklyChange } from './weekly-change.tsx'

interface ProductsProps {
  readonly response: AdoptionResponse
  readonly level: number
}

/**
 * Shows how many people use each product, in the period and per week. All trends have the chart's scale, so that they
 * can be compared.
 */
export const Products = ({ response, level }: ProductsProps): ReactNode => {
  const language = useTexts(enAdoptionDetails)
  const { t, locale } = language
  const { weekly } = response
  const hasWeeks = weekly.people !== null
  return (
    <Section title={t('adoption.products')} note={t('adoption.products.note')} level={level}>
      <ScrollableTable label={t('adoption.numbers', { title: t('adoption.products') })}>
        <thead>
          <tr>
            <th scope="col">{t('adoption.product')}</th>
            <th scope="col" className="claude-Adoption-trend">
              {t('adoption.trend')}
            </th>
            <th scope="col">{t('adoption.people')}</th>
            {hasWeeks && <th scope="col">{t('adoption.weekly.head')}</th>}
          </tr>
        </thead>
        <tbody>
          {products.map(({ id }) => (
            <tr key={id}>
              <th scope="row">{getProductLabel(language, id)}</th>
              <td className="claude-Adoption-trend">
                <ChartMarks
                  marks={buildBars(buildTrendPoints(getPeopleTrend(response, id)), computePeopleScale(response))}
                />
              </td>
              <td>
                <span className="claude-Figure" translate="no" data-known={response.active[id] !== null || undefined}>
                  {formatValue(locale, { kind: 'sum' }, response.active[id])}
                </span>
                {'\u00a0'}
                <span className="claude-Quiet">{formatShare(locale, response.active[id], response.people)}</span>
              </td>
              {hasWeeks && (
                <td>
                  {formatAverage(locale, weekly.active[id])} <WeeklyChange response={response} id={id} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </ScrollableTable>
    </Section>
  )
}
