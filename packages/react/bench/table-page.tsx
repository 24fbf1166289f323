import { getStat, statIds, type TeamMember, type TeamStatsResponse } from '@windmill/claude-core'
import { formatValue } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { getTeamStatsQueryOptions } from '../src/data/query/get-team-stats-query-options.ts'
import { StatMarks } from '../src/shared/figures/stat-marks.tsx'
import { createTeamFixture, initialTeamQuery, teams } from '../src/test/team-fixtures.ts'
import { initialColumns } from '../src/widgets/team-stats/team-columns-reducer.ts'
import { TeamStats } from '../src/widgets/team-stats/team-stats.tsx'
import { toTrendSeries } from '../src/widgets/team-stats/to-trend-series.ts'
import { client, createCachedWidget, locale } from './create-cached-widget.tsx'
import { timeRender, waitForPaint } from './time-render.ts'

const query = { ...initialTeamQuery, stats: statIds.filter((id) => initialColumns.statIds.includes(id)) }
const response = createTeamFixture({ people: teams.tenThousandPeople, stats: query.stats })
const personHref = (id: string) => `#${id}`

const renderWidget = () =>
  createCachedWidget(<TeamStats managerId={query.managerId} personHref={personHref} />, (cache) =>
    cache.setQueryData(getTeamStatsQueryOptions(client, query).queryKey, response),
  )

/** A plain HTML table with the people, figures and bars of the widget. Every row is in the page. */
const PlainTable = ({ response }: { readonly response: TeamStatsResponse }): ReactNode => {
  const stats = query.stats.map(getStat)
  const trendStat = getStat('code.sessions')
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
              <th key={id}>{shortLabel}</th>
            ))}
            <th>{trendStat.shortLabel}</th>
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
              <td style={{ width: '8rem' }}>{renderTrend(person)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const candidates = {
  widget: {
    render: () =>
      timeRender(renderWidget(), (element) => element.querySelector('.claude-TeamStats-people a') !== null, {
        shouldWaitForPaint: true,
      }),
    scrollerSelector: '.claude-TeamStats-grid',
  },
  plain: {
    render: () =>
      timeRender(<PlainTable response={response} />, (element) => element.querySelector('td') !== null, {
        shouldWaitForPaint: true,
      }),
    scrollerSelector: '#plain',
  },
}

export interface TableTimes {
  /** Milliseconds until the first paint. */
  readonly paintMs: number
  /** Milliseconds from one frame to the next while scrolling. */
  readonly framesMs: readonly number[]
}

/** Renders one of the candidates, scrolls through it and returns the times. */
const measureTable = async (
  name: keyof typeof candidates,
  frameCount: number,
  pixelsPerFrame: number,
): Promise<TableTimes> => {
  const { durationMs: paintMs, element, unmount } = await candidates[name].render()
  const scroller = element.querySelector(candidates[name].scrollerSelector)
  if (!scroller) throw new Error(`There is nothing to scroll in ${name}.`)
  // The first frame of scrolling must not include work left over from the first paint.
  await waitForPaint()
  await waitForPaint()

  const framesMs: number[] = []
  let lastFrameAt = performance.now()
  for (let frame = 0; frame < frameCount; frame++) {
    scroller.scrollTop += pixelsPerFrame
    await waitForPaint()
    const now = performance.now()
    framesMs.push(now - lastFrameAt)
    lastFrameAt = now
  }
  if (scroller.scrollTop < frameCount * pixelsPerFrame - 1)
    throw new Error(`${name} ended after ${scroller.scrollTop} pixels.`)
  unmount()
  return { paintMs, framesMs }
}

declare global {
  interface Window {
    measureTable: typeof measureTable
  }
}
window.measureTable = measureTable
