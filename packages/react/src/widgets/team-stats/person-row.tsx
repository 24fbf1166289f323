'use client'

import {
  assessComparison,
  type Day,
  type StatDefinition,
  type TeamMember,
  type TeamStatsResponse,
} from '@windmill/claude-core'
import { computeLengthRatio } from '@windmill/claude-core/internal'
import { type KeyboardEvent, memo, type ReactNode } from 'react'
import type { ScaleRange } from '../../shared/chart/scale.ts'
import type { Trend } from '../../shared/chart/trend.ts'
import { StatMarks } from '../../shared/figures/stat-marks.tsx'
import { describeTrend } from '../../shared/figures/stat-trend.ts'
import { formatDayInContext } from '../../shared/format/format-period.ts'
import { useTexts } from '../../shared/format/use-texts.ts'
import { shortenNote } from '../../shared/note/shorten-note.ts'
import { PlainButton } from '../../shared/ui/plain-controls.tsx'
import { enChart } from '../../texts/en/chart.ts'
import { enTeamTable } from '../../texts/en/team-table.ts'
import { MissingValue } from './missing-value.tsx'
import { StatCell } from './stat-cell.tsx'
import { toTrendSeries } from './to-trend-series.ts'

interface PersonRowProps {
  readonly person: TeamMember
  /** Index of the row in the grid, from 1. The header row has index 0. */
  readonly rowIndex: number
  /** Distance from the header row, in pixels. */
  readonly offsetPx: number
  /** Column index of the cell in the tab order. Null if that cell is in another row. */
  readonly tabStopColumn: number | null
  readonly response: TeamStatsResponse
  /** The stats with a column, in display order. */
  readonly stats: readonly StatDefinition[]
  /** The stat of the trend column. Null without that column. */
  readonly trendStat: StatDefinition | null
  /** The scale of the trend column: the same for everyone, so that equal bars are equal counts. */
  readonly trendScale: ScaleRange
  /** Whether to show the change of each value from the previous period. */
  readonly shouldShowChanges: boolean
  readonly personHref?: ((employeeId: string) => string) | undefined
  readonly onPersonClick?: ((employeeId: string) => void) | undefined
  /** The person's note. Undefined if there is none. */
  readonly note: string | undefined
}

/** A person's row. It is memoized, so that scrolling does not render again the rows that stay in view. */
export const PersonRow: (props: PersonRowProps) => ReactNode = memo((props: PersonRowProps) => {
  const { person, rowIndex, offsetPx, tabStopColumn, response, stats, trendStat, trendScale, shouldShowChanges } = props
  const { t } = useTexts(enTeamTable)
  const getTabIndex = (column: number) => (tabStopColumn === column ? 0 : -1)
  const openOnEnter = (event: KeyboardEvent<HTMLElement>) => {
    const opener = event.currentTarget.querySelector<HTMLElement>('a, button')
    if (event.key !== 'Enter' || event.target === opener) return
    opener?.click()
  }
  const trendColumn = 1 + stats.length
  // Periods that can be compared for the team cannot be compared for someone who started or left in them.
  const coverage = { ...response.coverage, startedOn: person.startedOn, archivedOn: person.archivedOn }
  const isComparable = assessComparison({ ...response, coverage }).kind !== 'withheld'
  return (
    <div
      role="row"
      aria-rowindex={rowIndex + 1}
      className="claude-TeamStats-row"
      style={{ insetBlockStart: offsetPx }}
      onKeyDown={openOnEnter}
    >
      <div role="rowheader" className="claude-TeamStats-cell" data-position={`${rowIndex} 0`} tabIndex={getTabIndex(0)}>
        <PersonName {...props} />
        <PersonDetails person={person} note={props.note} contextDay={response.period.to} />
      </div>
      {stats.map((stat, index) => (
        <StatCell
          key={stat.id}
          stat={stat}
          result={person.stats[stat.id]}
          shouldShowChange={shouldShowChanges && isComparable}
          lengthRatio={computeLengthRatio(response)}
          position={`${rowIndex} ${1 + index}`}
          tabIndex={getTabIndex(1 + index)}
        />
      ))}
      {trendStat && (
        <div
          role="gridcell"
          className="claude-TeamStats-cell"
          data-position={`${rowIndex} ${trendColumn}`}
          tabIndex={getTabIndex(trendColumn)}
        >
          {person.claudeUsers === 0 ? (
            <MissingValue>{t('team.unknown')}</MissingValue>
          ) : response.trend?.stat === trendStat.id && person.trend ? (
            <PersonTrend
              stat={trendStat}
              trend={{
                series: toTrendSeries(response.trend, person.trend),
                bucket: response.trend.bucket,
                period: response.period,
                coverage,
              }}
              scale={trendScale}
            />
          ) : (
            <MissingValue symbol="…">{t('team.valueLoading')}</MissingValue>
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
    <PlainButton className="claude-Link" title={name} dir="auto" tabIndex={-1} onClick={() => onPersonClick(id)}>
      {name}
    </PlainButton>
  )
}

interface PersonDetailsProps extends Pick<PersonRowProps, 'person' | 'note'> {
  /** Days in the year of this day are shown without their year. */
  readonly contextDay: Day
}

const PersonDetails = ({ person: { claudeUsers, archivedOn }, note, contextDay }: PersonDetailsProps) => {
  const { t, locale } = useTexts(enTeamTable)
  const ownNote = shortenNote(note)
  const facts = [
    claudeUsers === 0 && t('team.notMatched'),
    archivedOn && t('team.archived', { day: formatDayInContext(locale, archivedOn, contextDay) }),
  ]
    .filter(Boolean)
    .join(' · ')
  return (
    (facts || ownNote) && (
      <small className="claude-Quiet" title={ownNote || undefined}>
        {facts}
        {facts && ownNote && ' · '}
        <bdi>{ownNote}</bdi>
      </small>
    )
  )
}

interface PersonTrendProps {
  readonly stat: StatDefinition
  readonly trend: Trend
  readonly scale: ScaleRange
}

const PersonTrend = ({ stat, trend, scale }: PersonTrendProps) => (
  <StatMarks stat={stat} trend={trend} scale={scale} label={describeTrend(useTexts(enChart), stat, trend)} />
)
