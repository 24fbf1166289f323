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
  const situation = situationOf(response, isReading)
  if (situation === 'figures') return <Products response={response} table={table} level={level} />

  const { latestDay, missing } = response.coverage
  const day = situation === 'before_records' ? firstDay : latestDay
  const values = { day: day === null ? '–' : formatDay(locale, day, true) }
  return (
    <Message title={t(`empty.${situation}.title`)}>
      <p>{t(`empty.${situation}.text`, values)}</p>
      {situation === 'no_activity' && missing.length > 0 && <p>{t('empty.no_activity.missing')}</p>}
      {situation === 'not_matched' && <p>{t('empty.not_matched.why')}</p>}
    </Message>
  )
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
