'use client'

import { type EmployeeStatsResponse, listProductStats, type ProductDefinition } from '@windmill/claude-core'
import { formatValue, getComparedDays, getProductLabel } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { formatDay } from '../format/formatters.ts'
import { getStatText } from '../format/get-stat-text.ts'
import { useTexts } from '../format/use-texts.ts'
import { ScrollableTable } from '../ui/scrollable-table.tsx'
import { TableHead } from '../ui/table-head.tsx'
import { detailTexts } from './detail-texts.ts'
import { formatStatValue } from './format-stat-value.ts'

interface StatTableProps {
  readonly product: ProductDefinition
  readonly response: EmployeeStatsResponse
  /** Whether the periods can be compared, so that the compared values are shown. */
  readonly hasComparison: boolean
}

/**
 * A table of a product's stats: one row per bucket, newest first, then the totals of the whole period, of its settled
 * days if there are newer days, and of the previous period.
 */
export const StatTable = ({ product, response, hasComparison }: StatTableProps): ReactNode => {
  const language = useTexts(detailTexts)
  const { t, locale } = language
  const stats = listProductStats(product.id)
  const caption = t('table.caption', {
    product: getProductLabel(language, product.id),
    bucket: t(`chart.${response.bucket}`),
  })
  const bucketStarts = response.stats[stats[0]?.id ?? 'chat.messages'].series.map(({ start }) => start)
  const { to } = getComparedDays(response)
  const renderTotals = (
    label: string,
    key: 'value' | 'compared' | 'previous',
    partialKey: 'partial' | 'previousPartial',
  ) => (
    <tr>
      <th scope="row">{label}</th>
      {stats.map((stat) => (
        <td key={stat.id}>
          {formatStatValue(language, stat, response.stats[stat.id][key], response.stats[stat.id][partialKey])}
        </td>
      ))}
    </tr>
  )
  return (
    <ScrollableTable label={caption}>
      <TableHead
        headers={[t(`table.${response.bucket}`), ...stats.map((stat) => getStatText(language, stat, 'shortLabel'))]}
      />
      <tbody>
        {bucketStarts
          .map((start, index) => (
            <tr key={start}>
              <th scope="row">{formatDay(locale, start)}</th>
              {stats.map((stat) => (
                <td key={stat.id}>{formatValue(locale, stat, response.stats[stat.id].series[index]?.value ?? null)}</td>
              ))}
            </tr>
          ))
          .reverse()}
      </tbody>
      <tfoot>
        {renderTotals(t('table.total'), 'value', 'partial')}
        {hasComparison &&
          to < response.period.to &&
          renderTotals(t('table.compared', { day: formatDay(locale, to) }), 'compared', 'partial')}
        {hasComparison && renderTotals(t('table.previous'), 'previous', 'previousPartial')}
      </tfoot>
    </ScrollableTable>
  )
}
