'use client'

import { defaultRangeExtractor } from '@tanstack/virtual-core'
import {
  assessComparison,
  getStat,
  type StatDefinition,
  type TeamMember,
  type TeamStatsResponse,
} from '@windmill/claude-core'
import { computeLengthRatio, getProductLabel } from '@windmill/claude-core/internal'
import { type CSSProperties, type ReactNode, useMemo, useRef, useSyncExternalStore } from 'react'
import { getStatMeaning } from '../../shared/figures/get-stat-meaning.ts'
import { computeTrendScale } from '../../shared/figures/stat-trend.ts'
import { getStatText, getUnitText } from '../../shared/format/get-stat-text.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { PlainButton } from '../../shared/ui/plain-controls.tsx'
import { VisuallyHidden } from '../../shared/ui/visually-hidden.tsx'
import { enTeamTable } from '../../texts/en/team-table.ts'
import { isWholeTeam } from './is-whole-team.ts'
import { PersonRow } from './person-row.tsx'
import { type TeamSort, toggleSort } from './sort-people.ts'
import { StatCell } from './stat-cell.tsx'
import type { TeamColumns } from './team-columns-reducer.ts'
import { useGridPosition } from './use-grid-position.ts'
import { useIsPrinting } from './use-is-printing.ts'
import { useVirtualizer } from './use-virtualizer.ts'

interface TeamGridProps {
  readonly response: TeamStatsResponse
  /** The stats with a column, in display order. */
  readonly stats: readonly StatDefinition[]
  /** The people to show, in display order. They can be a part of the team. The totals cover the whole team. */
  readonly people: readonly TeamMember[]
  /** Number of people of the team with a Claude account. */
  readonly matchedCount: number
  readonly columns: TeamColumns
  readonly sort: TeamSort
  readonly onSortChange: (sort: TeamSort) => void
  readonly personHref?: ((employeeId: string) => string) | undefined
  readonly onPersonClick?: ((employeeId: string) => void) | undefined
  readonly personNotes?: ReadonlyMap<string, string> | undefined
}

/** Height of a row, maximum height of the grid and its font size. All must equal the values in the stylesheet. */
const rowHeightRem = 3
const fontSizeRem = 0.875
const maxGridHeightRem = 44
/** The size on a server, where the reader's font size is unknown, and until the grid is in the page. */
const defaultRemPx = 16

const trendHeaderKeys = { day: 'team.perDay', week: 'team.perWeek', month: 'team.perMonth' } as const

/**
 * A virtualized grid of the people: only the rows in view and a few around them are in the DOM, or all rows while the
 * page is printed. Headers, names and totals are sticky. The row with the focus stays in the DOM when it scrolls out of view.
 */
export const TeamGrid = (props: TeamGridProps): ReactNode => {
  const { response, stats, people, matchedCount, columns, sort, onSortChange, personHref, onPersonClick, personNotes } =
    props
  const language = useTexts(enTeamTable)
  const { t } = language
  const gridRef = useRef<HTMLDivElement>(null)
  const shouldShowChanges = columns.shouldShowChanges && assessComparison(response).kind !== 'withheld'
  const trendStat = columns.trendStatId && getStat(columns.trendStatId)
  const trendScale = useMemo(
    () =>
      computeTrendScale(
        trendStat ?? { kind: 'sum' },
        response.people.flatMap(({ trend = [] }) => trend),
      ),
    [trendStat, response],
  )
  const hasTotals = isWholeTeam(response)
  const columnCount = 1 + stats.length + (trendStat ? 1 : 0)
  const remPx = useSyncExternalStore(
    subscribeToNothing,
    () => readRemPx(gridRef.current),
    () => defaultRemPx,
  )

  const { position, onKeyDown, onFocus } = useGridPosition(gridRef, {
    rowCount: people.length + (hasTotals ? 2 : 1),
    columnCount,
    visibleRowCount: Math.max(1, Math.floor((gridRef.current?.clientHeight ?? 0) / (rowHeightRem * remPx)) - 2),
  })
  const isPrinting = useIsPrinting()
  const virtualizer = useVirtualizer({
    count: people.length,
    getScrollElement: () => gridRef.current,
    // Applies on a server and until the browser has measured the grid.
    initialRect: { width: 0, height: maxGridHeightRem * remPx },
    estimateSize: () => rowHeightRem * remPx,
    getItemKey: (index) => people[index]?.id ?? index,
    overscan: 6,
    rangeExtractor: (range) => {
      if (isPrinting) return people.map((_, index) => index)
      const rowsInView = defaultRangeExtractor(range)
      const focusedIndex = position.row - 1
      return focusedIndex < 0 || focusedIndex >= people.length || rowsInView.includes(focusedIndex)
        ? rowsInView
        : [...rowsInView, focusedIndex].sort((a, b) => a - b)
    },
  })

  const getTabIndex = (row: number, column: number) => (position.row === row && position.column === column ? 0 : -1)
  const renderHeader = (columnIndex: number, stat?: StatDefinition) => {
    const column = stat?.id ?? 'name'
    const isSorted = sort.column === column
    return (
      <div
        key={column}
        role="columnheader"
        aria-sort={isSorted ? (sort.isDescending ? 'descending' : 'ascending') : 'none'}
        className="claude-TeamStats-cell"
      >
        <PlainButton
          title={stat && getStatMeaning(language, stat.id).description}
          data-position={`0 ${columnIndex}`}
          tabIndex={getTabIndex(0, columnIndex)}
          onClick={() => onSortChange(toggleSort(sort, column))}
        >
          {stat ? getStatText(language, stat, 'shortLabel') : t('team.name')}
          {stat && stat.unit !== '%' && <VisuallyHidden> ({getUnitText(language, stat.unit)})</VisuallyHidden>}
          <span aria-hidden="true">{isSorted && `\u00a0${sort.isDescending ? '↓' : '↑'}`}</span>{' '}
          {stat && <span className="claude-Quiet">{getProductLabel(language, stat.product)}</span>}
        </PlainButton>
      </div>
    )
  }
  const totalsRowIndex = people.length + 1
  const totalsLabel = t(matchedCount === response.size ? 'team.total' : 'team.totalMatched', { count: matchedCount })
  return (
    <div
      ref={gridRef}
      role="grid"
      tabIndex={-1}
      className="claude-TeamStats-grid"
      aria-label={t('team.grid')}
      aria-rowcount={hasTotals ? people.length + 2 : response.size + 2}
      aria-colcount={columnCount}
      style={{ '--_stats': stats.length, '--_trend': trendStat ? 1 : 0 } as CSSProperties}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      <div role="rowgroup" className="claude-TeamStats-header">
        <div role="row" aria-rowindex={1} className="claude-TeamStats-row">
          {renderHeader(0)}
          {stats.map((stat, index) => renderHeader(1 + index, stat))}
          {trendStat && (
            <div
              role="columnheader"
              className="claude-TeamStats-cell"
              title={getStatMeaning(language, trendStat.id).description}
              data-position={`0 ${columnCount - 1}`}
              tabIndex={getTabIndex(0, columnCount - 1)}
            >
              {t(trendHeaderKeys[response.trend?.bucket ?? 'day'], {
                stat: getStatText(language, trendStat, 'shortLabel'),
              })}{' '}
              <span className="claude-Quiet">{getProductLabel(language, trendStat.product)}</span>
            </div>
          )}
        </div>
      </div>
      <div
        role="rowgroup"
        className="claude-TeamStats-people"
        style={isPrinting ? undefined : { blockSize: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const person = people[index]
          return (
            person && (
              <PersonRow
                key={key}
                person={person}
                rowIndex={index + 1}
                offsetPx={start}
                tabStopColumn={position.row === index + 1 ? position.column : null}
                response={response}
                stats={stats}
                trendStat={trendStat}
                trendScale={trendScale}
                shouldShowChanges={shouldShowChanges}
                personHref={personHref}
                onPersonClick={onPersonClick}
                note={personNotes?.get(person.id)}
              />
            )
          )
        })}
      </div>
      {hasTotals && (
        <div role="rowgroup" className="claude-TeamStats-totals">
          <div role="row" aria-rowindex={totalsRowIndex + 1} className="claude-TeamStats-row">
            <div
              role="rowheader"
              className="claude-TeamStats-cell"
              data-position={`${totalsRowIndex} 0`}
              tabIndex={getTabIndex(totalsRowIndex, 0)}
            >
              {totalsLabel}
            </div>
            {stats.map((stat, index) => (
              <StatCell
                key={stat.id}
                stat={stat}
                result={response.totals[stat.id]}
                shouldShowChange={shouldShowChanges}
                lengthRatio={computeLengthRatio(response)}
                position={`${totalsRowIndex} ${1 + index}`}
                tabIndex={getTabIndex(totalsRowIndex, 1 + index)}
              />
            ))}
            {trendStat && (
              <div
                role="gridcell"
                className="claude-TeamStats-cell"
                data-position={`${totalsRowIndex} ${columnCount - 1}`}
                tabIndex={getTabIndex(totalsRowIndex, columnCount - 1)}
              />
            )}
          </div>
        </div>
      )}
    </div>
  )
}

/** Returns the pixels per `--_rem` of the stylesheet, so that rows grow with the reader's font size. */
const readRemPx = (grid: HTMLElement | null): number =>
  grid ? Number.parseFloat(getComputedStyle(grid).fontSize) / fontSizeRem : defaultRemPx

/** The browser does not announce a new font size, so it is read at every render. */
const subscribeToNothing = () => () => {}
