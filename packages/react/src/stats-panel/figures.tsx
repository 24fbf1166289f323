'use client'

import { type EmployeeStatsResponse, firstDay, products } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatDay } from '../format/formatters.ts'
import { useStatsTexts } from '../texts/use-texts.ts'
import { Message } from '../ui/message.tsx'
import { comparisonOf } from './comparison.ts'
import { ProductSection } from './product-section.tsx'
import { situationOf } from './situation.ts'
import { Tiles } from './tiles.tsx'

interface FiguresProps {
  readonly response: EmployeeStatsResponse
  readonly isReading: boolean
  readonly table: boolean
  readonly level: number
}

/** The figures of a period, or why there are none. */
export const Figures = ({ response, isReading, table, level }: FiguresProps): ReactNode => {
  const { t, locale } = useStatsTexts()
  const { coverage } = response
  const message = (title: string, ...texts: readonly string[]) => (
    <Message title={title}>
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </Message>
  )

  switch (situationOf(response, isReading)) {
    case 'before_records':
      return message(t('empty.before.title'), t('empty.before.text', { day: formatDay(locale, firstDay, true) }))
    case 'unpublished':
      return message(
        t('empty.unpublished.title'),
        t('empty.unpublished.text', { day: coverage.latestDay ? formatDay(locale, coverage.latestDay) : '–' }),
      )
    case 'reading':
      return message(t('empty.reading.title'), t('empty.reading.text'))
    case 'not_read':
      return message(t('empty.notRead.title'), t('empty.notRead.text'))
    case 'not_matched':
      return message(t('empty.notMatched.title'), t('empty.notMatched.text'), t('empty.notMatched.why'))
    case 'no_activity':
      return message(
        t('empty.noActivity.title'),
        t(coverage.missing.length > 0 ? 'empty.noActivity.some' : 'empty.noActivity.text'),
      )
    case 'figures':
      return <Products response={response} table={table} level={level} />
  }
}

const Products = ({ response, table, level }: Omit<FiguresProps, 'isReading'>) => {
  const isCompared = comparisonOf(response).kind !== 'withheld'
  return (
    <>
      <Tiles response={response} isCompared={isCompared} />
      <div className="claude-StatsPanel-products" data-table={table || undefined}>
        {products.map((product) => (
          <ProductSection
            key={product.id}
            product={product}
            response={response}
            isCompared={isCompared}
            table={table}
            level={level}
          />
        ))}
      </div>
    </>
  )
}
