'use client'

import { type EmployeeStatsResponse, type ProductDefinition, listProductStats } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatDay } from '../format/formatters.ts'
import { formatValue } from '../format/values.ts'
import { productText, statText } from '../texts/stat-texts.ts'
import { useTexts } from '../texts/use-texts.ts'
import { moreTexts } from './more-texts.ts'

interface StatTableProps {
  readonly product: ProductDefinition
  readonly response: EmployeeStatsResponse
  readonly isCompared: boolean
}

/** The numbers behind a product's trends, newest first. */
export const StatTable = ({ product, response, isCompared }: StatTableProps): ReactNode => {
  const words = useTexts(moreTexts)
  const { t, locale } = words
  const stats = listProductStats(product.id)
  const caption = t('table.caption', {
    product: productText(words, product.id),
    bucket: t(`chart.${response.bucket}`),
  })
  const starts = response.stats[stats[0]?.id ?? 'chat.messages'].series.map(({ start }) => start)
  const summary = (label: string, of: 'value' | 'previous') => (
    <tr>
      <th scope="row">{label}</th>
      {stats.map((stat) => (
        <td key={stat.id}>{formatValue(locale, stat, response.stats[stat.id][of])}</td>
      ))}
    </tr>
  )
  return (
    // Focusable, so that the keyboard can scroll a table that is wider than its place.
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
          {summary(t('table.total'), 'value')}
          {isCompared && summary(t('table.previous'), 'previous')}
        </tfoot>
      </table>
    </section>
  )
}
