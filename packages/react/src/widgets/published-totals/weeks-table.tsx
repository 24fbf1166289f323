'use client'

import { adoptionIds, products, type RoundedCount } from '@windmill/claude-core'
import { formatNumber, getProductLabel } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { toPercent } from '../../shared/chart/position-styles.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Heading } from '../../shared/ui/heading.tsx'
import { ScrollableTable } from '../../shared/ui/scrollable-table.tsx'
import { VisuallyHidden } from '../../shared/ui/visually-hidden.tsx'
import { enTotals } from '../../texts/en/totals.ts'
import type { ListedWeek } from './fill-gaps.ts'
import { formatWeek } from './format-week.ts'

interface WeeksTableProps {
  /** The weeks to show, newest first. */
  readonly weeks: readonly ListedWeek[]
  readonly level: number
}

/**
 * Minimum number of Claude users that a bar of full length stands for. The hollow bar of a week with fewer than five is
 * therefore never longer than a quarter.
 */
const minFullLengthCount = 20

/** Shows the active Claude users of each week, as a bar and by product. */
export const WeeksTable = ({ weeks, level }: WeeksTableProps): ReactNode => {
  const language = useTexts(enTotals)
  const { t, locale } = language
  const toNumber = (count: RoundedCount | undefined) => (typeof count === 'number' ? count : 0)
  const fullLengthCount = Math.max(minFullLengthCount, ...weeks.map(({ active }) => toNumber(active?.any)))
  const contextDay = weeks[0]?.start
  return (
    <div className="claude-Adoption-part">
      <header>
        <Heading level={level}>{t('totals.weeks')}</Heading>
        <span className="claude-Quiet">{t('totals.weeks.note')}</span>
      </header>
      <ScrollableTable label={t('totals.weeks')}>
        <thead>
          <tr>
            <th scope="col">{t('totals.week')}</th>
            <td className="claude-Totals-bar" />
            <th scope="col">{t('totals.any')}</th>
            {products.map((product) => (
              <th key={product.id} scope="col">
                {getProductLabel(language, product.id)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map(({ start, active }) => (
            <tr key={start}>
              <th scope="row" style={{ whiteSpace: 'nowrap' }}>
                {formatWeek(locale, start, contextDay ?? start)}
              </th>
              {active ? (
                <>
                  <td className="claude-Totals-bar">
                    <span className="claude-Adoption-bar" aria-hidden="true">
                      <span
                        data-part={active.any === 'fewer_than_5' ? 'few' : 'counted'}
                        style={{ inlineSize: toPercent((100 * (toNumber(active.any) || 5)) / fullLengthCount) }}
                      />
                    </span>
                  </td>
                  {adoptionIds.map((adoptionId) => (
                    <td key={adoptionId}>
                      {active[adoptionId] === 'fewer_than_5' ? (
                        <>
                          <span className="claude-Quiet" aria-hidden="true">
                            {'<\u00a0'}
                            {formatNumber(locale, 5)}
                          </span>
                          <VisuallyHidden>{t('totals.fewer')}</VisuallyHidden>
                        </>
                      ) : (
                        formatNumber(locale, active[adoptionId])
                      )}
                    </td>
                  ))}
                </>
              ) : (
                <td colSpan={1 + adoptionIds.length} className="claude-Quiet" style={{ textAlign: 'start' }}>
                  {t('totals.gap')}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </ScrollableTable>
    </div>
  )
}
