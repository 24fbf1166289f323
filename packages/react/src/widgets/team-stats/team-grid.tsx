'use client'

import { defaultRangeExtractor } from '@tanstack/virtual-core'
import {
  assessComparison,
  getStat,
  type StatDefinition,
  type TeamMember,
  type TeamStatsResponse,
} from '@windmill/claude-core'
import { getProductLabel } from '@windmill/claude-core/internal'
import { type CSSProperties, type ReactNode, useRef, useSyncExternalStore } from 'react'
import { statText, unitText } from '../../shared/format/stat-texts.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { VisuallyHidden } from '../../shared/ui/visually-hidden.tsx'
import { enTeamTable } from '../../texts/en/team-table.ts'
import { PersonRow } from './person-row.tsx'
import { type TeamSort, toggleSort } from './sort-people.ts'
import { StatCell } from './stat-cell.tsx'
import type { TeamColumns } from './team-columns-reducer.ts'
import { useGridPosition } from './use-grid-position.ts'
import { useVirtualizer } from './use-virtualizer.ts'

interface TeamGridProps {
  readonly response: TeamStatsResponse
  readonly stats: readonly StatDefinition[]
  /** People to show, in display order. The totals cover the whole team. */
  readonly people: readonly TeamMember[]
  readonly columns: TeamColumns
  readonly sort: TeamSort
  readonly onSort: (sort: TeamSort) => void
  readonly personHref?: ((employeeId: string) => string) | undefined
  readonly onPersonClick?: ((employeeId: string) => void) | undefined
}

/** Height of a row and maximum height of the grid. Both equal the values in the stylesheet. */
const rowHeightRem = 3
const maxGridHeightRem = 44

const trendHeaders = { day: 'team.perDay', week: 'team.perWeek', month: 'team.perMonth' } as const

/**
 * The people as a virtualized grid: only the rows in view are in the DOM. Headers, names and totals are sticky. The
 * row with the focus stays in the DOM when it scrolls out of view.
 */
export const TeamGrid = (props: TeamGridProps): ReactNode => {
  const { response, stats, people, columns, sort, onSort, personHref, onPersonClick } = props
  const words = useTexts(enTeamTable)
  const { t } = words
  const gridRef = useRef<HTMLDivElement>(null)
  const isCompared = columns.changes && assessComparison(response).kind !== 'withheld'
  const trend = columns.trend && getStat(columns.trend)
  const columnCount = 1 + stats.length + (trend ? 1 : 0)
  const remPx = useSyncExternalStore(subscribeToNothing, readRemPx, () => 16)

  const { position, onKeyDown, onFocus } = useGridPosition(gridRef, {
    rows: people.length + 2,
    columns: columnCount,
    visibleRows: Math.max(1, Math.floor((gridRef.current?.clientHeight ?? 0) / (rowHeightRem * remPx)) - 2),
  })
  const virtualizer = useVirtualizer({
    count: people.length,
    getScrollElement: () => gridRef.current,
    // Used on the server and until the browser has measured the grid.
    initialRect: { width: 0, height: maxGridHeightRem * remPx },
    estimateSize: () => rowHeightRem * remPx,
    getItemKey: (index) => people[index]?.id ?? index,
    overscan: 6,
    rangeExtractor: (range) => {
      const inView = defaultRangeExtractor(range)
      const focusedIndex = position.row - 1
      return focusedIndex < 0 || focusedIndex >= people.length || inView.includes(focusedIndex)
        ? inView
        : [...inView, focusedIndex].sort((a, b) => a - b)
    },
  })

  const tabIndexAt = (row: number, column: number) => (position.row === row && position.column === column ? 0 : -1)
  const renderHeader = (column: number, by: TeamSort['by'], label: ReactNode, title?: string) => (
    <div
      key={by}
      role="columnheader"
      aria-sort={sort.by === by ? (sort.descending ? 'descending' : 'ascending') : 'none'}
      className="claude-TeamStats-cell"
    >
      <button
        type="button"
        title={title}
        data-position={`0 ${column}`}
        tabIndex={tabIndexAt(0, column)}
        onClick={() => onSort(toggleSort(sort, by))}
      >
        {label}
        <span aria-hidden="true">{sort.by === by && (sort.descending ? ' ↓' : ' ↑')}</span>
      </button>
    </div>
  )
  const totalsRow = people.length + 1
  const totalsLabel = t('team.total', { count: response.people.length })
  return (
    <div
      ref={gridRef}
      role="grid"
      tabIndex={-1}
      className="claude-TeamStats-grid"
      aria-label={totalsLabel}
      aria-rowcount={people.length + 2}
      aria-colcount={columnCount}
      style={{ '--_stats': stats.length, '--_trend': trend ? 1 : 0 } as CSSProperties}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      <div role="rowgroup" className="claude-TeamStats-header">
        <div role="row" aria-rowindex={1} className="claude-TeamStats-row">
          {renderHeader(0, 'name', t('team.name'))}
          {stats.map((stat, index) =>
            renderHeader(
              1 + index,
              stat.id,
              <>
                {statText(words, stat, 'shortLabel')}
                {stat.unit !== '%' && <VisuallyHidden> ({unitText(words, stat.unit)})</VisuallyHidden>}{' '}
                <span className="claude-Quiet">{getProductLabel(words, stat.product)}</span>
              </>,
              statText(words, stat, 'description'),
            ),
          )}
          {trend && (
            <div
              role="columnheader"
              className="claude-TeamStats-cell"
              title={statText(words, trend, 'description')}
              data-position={`0 ${columnCount - 1}`}
              tabIndex={tabIndexAt(0, columnCount - 1)}
            >
              {t(trendHeaders[response.trend?.bucket ?? 'day'], { stat: statText(words, trend, 'shortLabel') })}{' '}
              <span className="claude-Quiet">{getProductLabel(words, trend.product)}</span>
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
                offsetPx={start}
                focusedColumn={position.row === index + 1 ? position.column : null}
                response={response}
                stats={stats}
                trend={trend}
                isCompared={isCompared}
                personHref={personHref}
                onPersonClick={onPersonClick}
              />
            )
          )
        })}
      </div>
      <div role="rowgroup" className="claude-TeamStats-totals">
        <div role="row" aria-rowindex={totalsRow + 1} className="claude-TeamStats-row">
          <div
            role="rowheader"
            className="claude-TeamStats-cell"
            data-position={`${totalsRow} 0`}
            tabIndex={tabIndexAt(totalsRow, 0)}
          >
            {totalsLabel}
          </div>
          {stats.map((stat, index) => (
            <StatCell
              key={stat.id}
              stat={stat}
              result={response.totals[stat.id]}
              isCompared={isCompared}
              position={`${totalsRow} ${1 + index}`}
              tabIndex={tabIndexAt(totalsRow, 1 + index)}
            />
          ))}
          {trend && (
            <div
              role="gridcell"
              className="claude-TeamStats-cell"
              data-position={`${totalsRow} ${columnCount - 1}`}
              tabIndex={tabIndexAt(totalsRow, columnCount - 1)}
            />
          )}
        </div>
      </div>
    </div>
  )
}

/** Pixels per rem: rows grow with the reader's font size. */
const readRemPx = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize)

/** The browser does not announce a new font size, so it is read at every render. */
const subscribeToNothing = () => () => {}
