import { statIds, getStat, type TeamMember, type TeamStatsResponse } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { formatValue } from '../src/format/values.ts'
import { getTeamStatsQueryOptions } from '../src/query/get-team-stats.ts'
import { peakOf, trendOf } from '../src/stats-panel/trend.ts'
import { initialColumns } from '../src/team-stats/machine.ts'
import { seriesOf } from '../src/team-stats/rows.ts'
import { TeamStats } from '../src/team-stats/team-stats.tsx'
import { teamFixture, teamQuery, teams } from '../src/test/team-fixtures.ts'
import { Sparkline } from '../src/ui/sparkline.tsx'
import { client, locale, offline } from './cached-widget.tsx'
import { nextPaint, timeRender } from './time-render.ts'

const query = { ...teamQuery, stats: statIds.filter((id) => initialColumns.stats.includes(id)) }
const response = teamFixture({ people: teams.large, stats: query.stats })
const personHref = (id: string) => `#${id}`

const widget = () =>
  offline(<TeamStats managerId={query.managerId} personHref={personHref} />, (cache) =>
    cache.setQueryData(getTeamStatsQueryOptions(client, query).queryKey, response),
  )

/** The same people, figures and lines, all of them in the page. */
const Plain = ({ response }: { readonly response: TeamStatsResponse }): ReactNode => {
  const stats = query.stats.map(getStat)
  const trend = getStat('code.sessions')
  const line = (person: TeamMember) => {
    const series = response.trend && person.trend && seriesOf(response.trend, person.trend)
    return series && <Sparkline points={trendOf(series, response)} max={peakOf(trend, series)} bare={false} />
  }
  return (
    <div className="claude-root" id="plain" style={{ height: '35rem', overflow: 'auto' }}>
      <table>
        <thead>
          <tr>
            <th>Name</th>
            {stats.map(({ id, shortLabel }) => (
              <th key={id}>{shortLabel}</th>
            ))}
            <th>{trend.shortLabel}</th>
          </tr>
        </thead>
        <tbody>
          {response.people.map((person) => (
            <tr key={person.id} style={{ height: '3rem' }}>
              <th>
                <a href={personHref(person.id)}>{person.name}</a>
              </th>
              {stats.map((stat) => (
                <td key={stat.id}>{formatValue(locale, stat, person.stats[stat.id]?.value ?? null)}</td>
              ))}
              <td style={{ width: '8rem' }}>{line(person)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const contenders = {
  widget: {
    render: () =>
      timeRender(widget(), (element) => element.querySelector('.claude-TeamStats-people a') !== null, {
        painted: true,
      }),
    scroller: '.claude-TeamStats-grid',
  },
  plain: {
    render: () =>
      timeRender(<Plain response={response} />, (element) => element.querySelector('td') !== null, { painted: true }),
    scroller: '#plain',
  },
}

export interface TableTimes {
  /** Until the first paint. */
  readonly paint: number
  /** From one frame to the next, while it scrolls. */
  readonly frames: readonly number[]
}

/** Draws the table and scrolls through it, so many pixels in every frame. */
const measure = async (name: keyof typeof contenders, count: number, step: number): Promise<TableTimes> => {
  const { milliseconds, element, unmount } = await contenders[name].render()
  const scroller = element.querySelector(contenders[name].scroller)
  if (!scroller) throw new Error(`There is nothing to scroll in ${name}.`)
  // What follows the first paint is not the scrolling's.
  await nextPaint()
  await nextPaint()

  const frames: number[] = []
  let before = performance.now()
  for (let frame = 0; frame < count; frame++) {
    scroller.scrollTop += step
    await nextPaint()
    const now = performance.now()
    frames.push(now - before)
    before = now
  }
  if (scroller.scrollTop < count * step - 1) throw new Error(`${name} ended after ${scroller.scrollTop} pixels.`)
  unmount()
  return { paint: milliseconds, frames }
}

declare global {
  interface Window {
    measureTable: typeof measure
  }
}
window.measureTable = measure
