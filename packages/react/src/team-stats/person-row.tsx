'use client'

import type { Day, SeriesPoint, StatDefinition, TeamMember, TeamStatsResponse } from '@windmill/claude-core'
import { type KeyboardEvent, memo, type ReactNode } from 'react'
import { formatDate } from '../format/days.ts'
import { describeTrend, peakOf, trendOf } from '../stats-panel/trend.ts'
import { enChart } from '../texts/en-chart.ts'
import { enTeamTable } from '../texts/en-team-table.ts'
import { useTexts } from '../texts/use-texts.ts'
import { Sparkline } from '../ui/sparkline.tsx'
import { seriesOf } from './rows.ts'
import { StatCell, Unknown } from './stat-cell.tsx'

interface PersonRowProps {
  readonly person: TeamMember
  /** From 1: above it is the row of heads. */
  readonly row: number
  /** How far below the heads, in pixels. */
  readonly start: number
  /** Which of its cells Tab leads to; null: none. */
  readonly focused: number | null
  readonly response: TeamStatsResponse
  readonly stats: readonly StatDefinition[]
  readonly trend: StatDefinition | null
  readonly isCompared: boolean
  readonly personHref?: ((employeeId: string) => string) | undefined
  readonly onPerson?: ((employeeId: string) => void) | undefined
}

/** One person. Drawn anew only when something in it is another, so that scrolling stays smooth. */
export const PersonRow: (props: PersonRowProps) => ReactNode = memo((props: PersonRowProps) => {
  const { person, row, start, focused, response, stats, trend, isCompared } = props
  const { t } = useTexts(enTeamTable)
  const tabIndexAt = (column: number) => (focused === column ? 0 : -1)
  const openOnEnter = (event: KeyboardEvent<HTMLElement>) => {
    const opener = event.currentTarget.querySelector<HTMLElement>('a, button')
    if (event.key !== 'Enter' || event.target === opener) return
    opener?.click()
  }
  const column = 1 + stats.length
  return (
    <div
      role="row"
      aria-rowindex={row + 1}
      className="claude-TeamStats-row"
      style={{ insetBlockStart: start }}
      onKeyDown={openOnEnter}
    >
      <div role="rowheader" className="claude-TeamStats-cell" data-place={`${row} 0`} tabIndex={tabIndexAt(0)}>
        <PersonName {...props} />
        <PersonNotes person={person} today={response.period.to} />
      </div>
      {stats.map((stat, index) => (
        <StatCell
          key={stat.id}
          stat={stat}
          result={person.stats[stat.id]}
          isCompared={isCompared}
          place={`${row} ${1 + index}`}
          tabIndex={tabIndexAt(1 + index)}
        />
      ))}
      {trend && (
        <div
          role="gridcell"
          className="claude-TeamStats-cell"
          data-place={`${row} ${column}`}
          tabIndex={tabIndexAt(column)}
        >
          {person.claudeUsers === 0 ? (
            <Unknown>{t('team.unknown')}</Unknown>
          ) : response.trend?.stat === trend.id && person.trend ? (
            <PersonTrend stat={trend} series={seriesOf(response.trend, person.trend)} response={response} />
          ) : (
            <Unknown sign="…">{t('team.soon')}</Unknown>
          )}
        </div>
      )}
    </div>
  )
})

const PersonName = ({ person: { id, name }, personHref, onPerson }: PersonRowProps) => {
  if (personHref) {
    return (
      <a className="claude-Link" href={personHref(id)} title={name} dir="auto" tabIndex={-1}>
        {name}
      </a>
    )
  }
  if (!onPerson)
    return (
      <span title={name} dir="auto">
        {name}
      </span>
    )
  return (
    <button type="button" className="claude-Link" title={name} dir="auto" tabIndex={-1} onClick={() => onPerson(id)}>
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

/** Against the person's own highest value: the lines show each for themself, and compare nobody. */
const PersonTrend = ({ stat, series, response }: PersonTrendProps) => {
  const words = useTexts(enChart)
  const { period, trend } = response
  return (
    <Sparkline
      points={trendOf(series, response)}
      max={peakOf(stat, series)}
      bare={stat.kind === 'ratio'}
      label={describeTrend(words, stat, series, { period, bucket: trend?.bucket ?? 'day' })}
    />
  )
}
