import { getStat, type StatId, statIds, type TeamMember } from '@windmill/claude-core'
import { formatValue } from '@windmill/claude-core/internal'
import { type ReactNode, useState } from 'react'
import { getTeamStatsQueryOptions } from '../src/data/query/get-team-stats-query-options.ts'
import { StatMarks } from '../src/shared/figures/stat-marks.tsx'
import { createTeamFixture, initialTeamQuery, teams } from '../src/test/team-fixtures.ts'
import { initialColumns } from '../src/widgets/team-stats/team-columns-reducer.ts'
import { TeamStats } from '../src/widgets/team-stats/team-stats.tsx'
import { toTrendSeries } from '../src/widgets/team-stats/to-trend-series.ts'
import { client, createCachedWidget, locale } from './create-cached-widget.tsx'

const query = { ...initialTeamQuery, stats: statIds.filter((id) => initialColumns.statIds.includes(id)) }
const response = createTeamFixture({ people: teams.tenThousandPeople, stats: query.stats })
const personHref = (id: string) => `#${id}`

/** Creates `TeamStats` with ten thousand people. */
export const createTeamWidget = (): ReactNode =>
  createCachedWidget(<TeamStats managerId={query.managerId} personHref={personHref} />, (cache) =>
    cache.setQueryData(getTeamStatsQueryOptions(client, query).queryKey, response),
  )

/**
 * A plain HTML table with the people, figures and bars of the widget. Every row is in the page. A column header sorts
 * the people by the column, the maximum first.
 */
export const PlainTeamTable = (): ReactNode => {
  const [sortId, setSortId] = useState<StatId | null>(null)
  const stats = query.stats.map(getStat)
  const trendStat = getStat('code.sessions')
  const getValue = (person: TeamMember) => (sortId && person.stats[sortId]?.value) ?? 0
  const people = sortId ? response.people.toSorted((a, b) => getValue(b) - getValue(a)) : response.people
  const renderTrend = (person: TeamMember) => {
    if (!response.trend || !person.trend) return null
    const series = toTrendSeries(response.trend, person.trend)
    return <StatMarks stat={trendStat} trend={{ ...response, bucket: response.trend.bucket, series }} />
  }
  return (
    <div className="claude-root" id="plain" style={{ height: '35rem', overflow: 'auto' }}>
      <table>
        <thead>
          <tr>
            <th>Name</th>
            {stats.map(({ id, shortLabel }) => (
              <th key={id}>
                <button type="button" onClick={() => setSortId(id)}>
                  {shortLabel}
                </button>
              </th>
            ))}
            <th>{trendStat.shortLabel}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id} style={{ height: '3rem' }}>
              <th>
                <a href={personHref(person.id)}>{person.name}</a>
              </th>
              {stats.map((stat) => (
                <td key={stat.id}>{formatValue(locale, stat, person.stats[stat.id]?.value ?? null)}</td>
              ))}
              <td style={{ width: '8rem' }}>{renderTrend(person)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
