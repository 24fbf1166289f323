'use client'

import { type EmployeeStatsResponse, listProductStats, type ProductDefinition } from '@windmill/claude-core'
import { formatValue, getProductLabel } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { formatDay } from '../format/formatters.ts'
import { statText } from '../format/stat-texts.ts'
import { useTexts } from '../format/use-texts.ts'
import { detailTexts } from './detail-texts.ts'

interface StatTableProps {
  readonly product: ProductDefinition
  readonly response: EmployeeStatsResponse
  readonly isCompared: boolean
}

/** The figures of a product's stats per bucket, newest first. */
export const StatTable = ({ product, response, isCompared }: StatTableProps): ReactNode => {
  const words = useTexts(detailTexts)
  const { t, locale } = words
  const stats = listProductStats(product.id)
  const caption = t('table.caption', {
    product: getProductLabel(words, product.id),
    bucket: t(`chart.${response.bucket}`),
  })
  const starts = response.stats[stats[0]?.id ?? 'chat.messages'].series.map(({ start }) => start)
  const renderTotals = (label: string, key: 'value' | 'previous') => (
    <tr>
      <th scope="row">{label}</th>
      {stats.map((stat) => (
        <td key={stat.id}>{formatValue(locale, stat, response.stats[stat.id][key])}</td>
      ))}
    </tr>
  )
  return (
    // Focusable, so that the keyboard can scroll a table wider than its container.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard (WCAG 2.1.1).
    <section className="claude-Table" aria-label={caption} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t(`table.${response.bucket}`)}</th>
            {stats.map((stat) => (
              <th key={stat.id} scope="col">
                {statText(words, stat, 'shortLabel')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {starts
            .map((start, index) => (
              <tr key={start}>
                <th scope="row">{formatDay(locale, start)}</th>
                {stats.map((stat) => (
                  <td key={stat.id}>
                    {formatValue(locale, stat, response.stats[stat.id].series[index]?.value ?? null)}
                  </td>
                ))}
              </tr>
            ))
            .reverse()}
        </tbody>
        <tfoot>
          {renderTotals(t('table.total'), 'value')}
          {isCompared && renderTotals(t('table.previous'), 'previous')}
        </tfoot>
      </table>
    </section>
  )
}
