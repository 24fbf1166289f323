'use client'

import { defaultRangeExtractor } from '@tanstack/virtual-core'
import { assessComparison, type StatDefinition, getStat, type TeamMember, type TeamStatsResponse } from '@windmill/claude-core'
import { type CSSProperties, type ReactNode, useRef, useSyncExternalStore } from 'react'
import { enTeamTable } from '../texts/en-team-table.ts'
import { productText, statText, unitText } from '../texts/stat-texts.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Hidden } from '../ui/hidden.tsx'
import type { TeamColumns } from './machine.ts'
import { PersonRow } from './person-row.tsx'
import { sortedBy, type TeamSort } from './rows.ts'
import { StatCell } from './stat-cell.tsx'
import { usePlace } from './use-place.ts'
import { useVirtualizer } from './use-virtualizer.ts'

interface GridProps {
  readonly response: TeamStatsResponse
  readonly stats: readonly StatDefinition[]
  /** Those to show, in their order. */
  readonly people: readonly TeamMember[]
  readonly columns: TeamColumns
  readonly sort: TeamSort
  readonly onSort: (sort: TeamSort) => void
  readonly personHref?: ((employeeId: string) => string) | undefined
  readonly onPerson?: ((employeeId: string) => void) | undefined
}

/** The height of a row, and of the grid at most, in rem, as the stylesheet has them. */
const rowHeight = 3
const gridHeight = 44
const perDay = { day: 'team.perDay', week: 'team.perWeek', month: 'team.perMonth' } as const

/**
 * The people as a grid of which only the rows in view are in the page. Heads, names and totals stay where they are, and
 * the row that has the focus stays in the page wherever it is scrolled to.
 */
export const Grid = (props: GridProps): ReactNode => {
  const { response, stats, people, columns, sort, onSort, personHref, onPerson } = props
  const words = useTexts(enTeamTable)
  const { t } = words
  const scroller = useRef<HTMLDivElement>(null)
  const isCompared = columns.changes && assessComparison(response).kind !== 'withheld'
  const trend = columns.trend && getStat(columns.trend)
  const width = 1 + stats.length + (trend ? 1 : 0)
  const rem = useSyncExternalStore(never, remInPixels, () => 16)

  const { place, onKeyDown, onFocus } = usePlace(scroller, {
    rows: people.length + 2,
    columns: width,
    page: Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / (rowHeight * rem)) - 2),
  })
  const virtualizer = useVirtualizer({
    count: people.length,
    getScrollElement: () => scroller.current,
    // Until it is measured, and on a server, which cannot.
    initialRect: { width: 0, height: gridHeight * rem },
    estimateSize: () => rowHeight * rem,
    getItemKey: (index) => people[index]?.id ?? index,
    overscan: 6,
    rangeExtractor: (range) => {
      const inView = defaultRangeExtractor(range)
      const focused = place.row - 1
      return focused < 0 || focused >= people.length || inView.includes(focused)
        ? inView
        : [...inView, focused].sort((a, b) => a - b)
    },
  })

  const tabIndexAt = (row: number, column: number) => (place.row === row && place.column === column ? 0 : -1)
  const head = (column: number, by: TeamSort['by'], label: ReactNode, title?: string) => (
    <div
      key={by}
      role="columnheader"
      aria-sort={sort.by === by ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      className="claude-TeamStats-cell"
    >
      <button
        type="button"
        title={title}
        data-place={`0 ${column}`}
        tabIndex={tabIndexAt(0, column)}
        onClick={() => onSort(sortedBy(sort, by))}
      >
        {label}
        <span aria-hidden="true">{sort.by === by && (sort.descending ? ' ↓' : ' ↑')}</span>
      </button>
    </div>
  )
  const total = people.length + 1
  const totals = { count: response.people.length }
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={-1}
      className="claude-TeamStats-grid"
      aria-label={t('team.total', totals)}
      aria-rowcount={people.length + 2}
      aria-colcount={width}
      style={{ '--_stats': stats.length, '--_trend': trend ? 1 : 0 } as CSSProperties}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      <div role="rowgroup" className="claude-TeamStats-heads">
        <div role="row" aria-rowindex={1} className="claude-TeamStats-row">
          {head(0, 'name', t('team.name'))}
          {stats.map((stat, index) =>
            head(
              1 + index,
              stat.id,
              <>
                {statText(words, stat, 'shortLabel')}
                {stat.unit !== '%' && <Hidden> ({unitText(words, stat.unit)})</Hidden>}{' '}
                <span className="claude-Quiet">{productText(words, stat.product)}</span>
              </>,
              statText(words, stat, 'description'),
            ),
          )}
          {trend && (
            <div
              role="columnheader"
              className="claude-TeamStats-cell"
              title={statText(words, trend, 'description')}
              data-place={`0 ${width - 1}`}
              tabIndex={tabIndexAt(0, width - 1)}
            >
              {t(perDay[response.trend?.bucket ?? 'day'], { stat: statText(words, trend, 'shortLabel') })}{' '}
              <span className="claude-Quiet">{productText(words, trend.product)}</span>
            </div>
          )}
        </div>
      </div>
      <div role="rowgroup" className="claude-TeamStats-people" style={{ blockSize: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const person = people[index]
          return (
            person && (
              <PersonRow
                key={key}
                person={person}
                row={index + 1}
                start={start}
                focused={place.row === index + 1 ? place.column : null}
                response={response}
                stats={stats}
                trend={trend}
                isCompared={isCompared}
                personHref={personHref}
                onPerson={onPerson}
              />
            )
          )
        })}
      </div>
      <div role="rowgroup" className="claude-TeamStats-totals">
        <div role="row" aria-rowindex={total + 1} className="claude-TeamStats-row">
          <div
            role="rowheader"
            className="claude-TeamStats-cell"
            data-place={`${total} 0`}
            tabIndex={tabIndexAt(total, 0)}
          >
            {t('team.total', totals)}
          </div>
          {stats.map((stat, index) => (
            <StatCell
              key={stat.id}
              stat={stat}
              result={response.totals[stat.id]}
              isCompared={isCompared}
              place={`${total} ${1 + index}`}
              tabIndex={tabIndexAt(total, 1 + index)}
            />
          ))}
          {trend && (
            <div
              role="gridcell"
              className="claude-TeamStats-cell"
              data-place={`${total} ${width - 1}`}
              tabIndex={tabIndexAt(total, width - 1)}
            />
          )}
        </div>
      </div>
    </div>
  )
}

/** How many pixels a rem has: whoever has larger letters has higher rows. */
const remInPixels = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize)

/** Nobody says when it changes; it is read at every render. */
const never = () => () => {}
