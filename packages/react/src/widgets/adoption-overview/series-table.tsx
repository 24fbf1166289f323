'use client'

import { type AdoptionResponse, adoptionIds, type Engagement, products } from '@windmill/claude-core'
import { formatValue, getProductLabel } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { formatDay } from '../../shared/format/formatters.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { ScrollableTable } from '../../shared/ui/scrollable-table.tsx'
import { TableHead } from '../../shared/ui/table-head.tsx'
import { enAdoptionDetails } from '../../texts/en/adoption-details.ts'
import { enChart } from '../../texts/en/chart.ts'
import { enStatsDetails } from '../../texts/en/stats-details.ts'
import { engagementIds } from './engagement-ids.ts'
import { Section } from './section.tsx'

interface SeriesTableProps {
  readonly response: AdoptionResponse
  readonly level: number
}

/** Shows the chart's counts as a table, newest first. The last row has the counts of the whole period. */
export const SeriesTable = ({ response, level }: SeriesTableProps): ReactNode => {
  const language = useTexts(enAdoptionDetails)
  const { t, locale } = language
  const { t: tStats } = useTexts(enStatsDetails)
  const { t: tChart } = useTexts(enChart)
  const { bucket, series } = response
  const title = t('adoption.time', { bucket: tChart(`chart.${bucket}`) })
  const renderCells = (active: AdoptionResponse['active']) =>
    adoptionIds.map((id) => <td key={id}>{formatValue(locale, { kind: 'sum' }, active[id])}</td>)
  const hasEngagement = bucket !== 'day'
  const renderEngagement = (engagement: Engagement) =>
    engagementIds.map((id) => <td key={id}>{formatValue(locale, { kind: 'sum' }, engagement[id])}</td>)
  return (
    <Section title={title} level={level}>
      <ScrollableTable label={t('adoption.numbers', { title })}>
        <TableHead
          headers={[
            tStats(`table.${bucket}`),
            t('adoption.any'),
            ...products.map(({ id }) => getProductLabel(language, id)),
            ...(hasEngagement ? engagementIds.map((id) => t(`adoption.${id}`)) : []),
          ]}
        />
        <tbody>
          {series
            .map(({ start, active, engagement }) => (
              <tr key={start}>
                <th scope="row">{formatDay(locale, start)}</th>
                {renderCells(active)}
                {engagement && renderEngagement(engagement)}
              </tr>
            ))
            .reverse()}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{tStats('table.total')}</th>
            {renderCells(response.active)}
            {hasEngagement && renderEngagement(response.engagement)}
          </tr>
        </tfoot>
      </ScrollableTable>
    </Section>
  )
}
