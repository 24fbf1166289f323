'use client'

import type { Day, SeriesPoint, StatDefinition, TeamMember, TeamStatsResponse } from '@windmill/claude-core'
import { type KeyboardEvent, memo, type ReactNode } from 'react'
import { buildTrend, describeTrend, findTrendMax } from '../../shared/figures/trend.ts'
import { formatDate } from '../../shared/format/format-period.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { Sparkline } from '../../shared/ui/sparkline.tsx'
import { enChart } from '../../texts/en/chart.ts'
import { enTeamTable } from '../../texts/en/team-table.ts'
import { MissingValue } from './missing-value.tsx'
import { StatCell } from './stat-cell.tsx'
import { toTrendSeries } from './to-trend-series.ts'

interface PersonRowProps {
  readonly person: TeamMember
  /** Index in the grid, from 1. The header row is 0. */
  readonly row: number
  /** Distance below the header row, in pixels. */
  readonly offsetPx: number
  /** Column of the cell in the tab order, or null if it is in another row. */
  readonly focusedColumn: number | null
  readonly response: TeamStatsResponse
  readonly stats: readonly StatDefinition[]
  readonly trend: StatDefinition | null
  readonly isCompared: boolean
  readonly personHref?: ((employeeId: string) => string) | undefined
  readonly onPersonClick?: ((employeeId: string) => void) | undefined
}

/** One person. Memoized, so that scrolling stays smooth. */
export const PersonRow: (props: PersonRowProps) => ReactNode = memo((props: PersonRowProps) => {
  const { person, row, offsetPx, focusedColumn, response, stats, trend, isCompared } = props
  const { t } = useTexts(enTeamTable)
  const tabIndexAt = (column: number) => (focusedColumn === column ? 0 : -1)
  const openOnEnter = (event: KeyboardEvent<HTMLElement>) => {
    const opener = event.currentTarget.querySelector<HTMLElement>('a, button')
    if (event.key !== 'Enter' || event.target === opener) return
    opener?.click()
  }
  const trendColumn = 1 + stats.length
  return (
    <div
      role="row"
      aria-rowindex={row + 1}
      className="claude-TeamStats-row"
      style={{ insetBlockStart: offsetPx }}
      onKeyDown={openOnEnter}
    >
      <div role="rowheader" className="claude-TeamStats-cell" data-position={`${row} 0`} tabIndex={tabIndexAt(0)}>
        <PersonName {...props} />
        <PersonNotes person={person} today={response.period.to} />
      </div>
      {stats.map((stat, index) => (
        <StatCell
          key={stat.id}
          stat={stat}
          result={person.stats[stat.id]}
          isCompared={isCompared}
          position={`${row} ${1 + index}`}
          tabIndex={tabIndexAt(1 + index)}
        />
      ))}
      {trend && (
        <div
          role="gridcell"
          className="claude-TeamStats-cell"
          data-position={`${row} ${trendColumn}`}
          tabIndex={tabIndexAt(trendColumn)}
        >
          {person.claudeUsers === 0 ? (
            <MissingValue>{t('team.unknown')}</MissingValue>
          ) : response.trend?.stat === trend.id && person.trend ? (
            <PersonTrend stat={trend} series={toTrendSeries(response.trend, person.trend)} response={response} />
          ) : (
            <MissingValue symbol="…">{t('team.soon')}</MissingValue>
          )}
        </div>
      )}
    </div>
  )
})

const PersonName = ({ person: { id, name }, personHref, onPersonClick }: PersonRowProps) => {
  if (personHref) {
    return (
      <a className="claude-Link" href={personHref(id)} title={name} dir="auto" tabIndex={-1}>
        {name}
      </a>
    )
  }
  if (!onPersonClick)
    return (
      <span title={name} dir="auto">
        {name}
      </span>
    )
  return (
    <button
      type="button"
      className="claude-Link"
      title={name}
      dir="auto"
      tabIndex={-1}
      onClick={() => onPersonClick(id)}
    >
      {name}
    </button>
  )
}

const PersonNotes = ({
  person: { claudeUsers, archivedOn },
  today,
}: Pick<PersonRowProps, 'person'> & { readonly today: Day }) => {
  const { t, locale } = useTexts(enTeamTable)
  const notes = [
    claudeUsers === 0 && t('team.notMatched'),
    archivedOn && t('team.archived', { day: formatDate(locale, archivedOn, today) }),
  ].filter(Boolean)
  return notes.length > 0 && <small className="claude-Quiet">{notes.join(' · ')}</small>
}

interface PersonTrendProps {
  readonly stat: StatDefinition
  readonly series: readonly SeriesPoint[]
  readonly response: TeamStatsResponse
}

/** Scaled to the person's own maximum: the lines do not compare people. */
const PersonTrend = ({ stat, series, response }: PersonTrendProps) => {
  const words = useTexts(enChart)
  const { period, trend } = response
  return (
    <Sparkline
      points={buildTrend(series, response)}
      max={findTrendMax(stat, series)}
      hasArea={stat.kind !== 'ratio'}
      label={describeTrend(words, stat, series, { period, bucket: trend?.bucket ?? 'day' })}
    />
  )
}
