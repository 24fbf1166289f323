import { catalog, type EmployeeStatsResponse, type StatDefinition } from '@windmill/claude-core'
import { formatValue } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { Line, LineChart, YAxis } from 'recharts'
import { getEmployeeStatsQueryOptions } from '../src/data/query/get-employee-stats-query-options.ts'
import { findTrendMax } from '../src/shared/figures/trend.ts'
import { analyst, engineer, statsFixture } from '../src/test/fixtures.ts'
import { StatsPanel } from '../src/widgets/stats-panel/stats-panel.tsx'
import { client, locale, period, withCachedResponses } from './cached-widget.tsx'
import { timeRender } from './time-render.ts'

/** Figures of an employee who uses every product, so that every stat has a line. */
const response = statsFixture({ habits: { ...analyst, ...engineer } })
const query = { employeeId: response.employeeId, ...period, bucket: response.bucket }

const renderPanel = () =>
  withCachedResponses(<StatsPanel employeeId={response.employeeId} />, (cache) =>
    cache.setQueryData(getEmployeeStatsQueryOptions(client, query).queryKey, response),
  )

interface RechartsPanelProps {
  readonly response: EmployeeStatsResponse
}

/** Only the same labels, figures and lines: no changes, no tiles, no details, no animation. */
const RechartsPanel = ({ response }: RechartsPanelProps): ReactNode => (
  <ul>
    {catalog.map((stat) => (
      <li key={stat.id}>
        {stat.shortLabel} <Trend stat={stat} response={response} />{' '}
        {formatValue(locale, stat, response.stats[stat.id].value)}
      </li>
    ))}
  </ul>
)

const Trend = ({ stat, response }: RechartsPanelProps & { readonly stat: StatDefinition }) => {
  const series = [...response.stats[stat.id].series]
  return (
    <LineChart width={96} height={24} data={series} accessibilityLayer={false}>
      <YAxis hide domain={[0, findTrendMax(stat, series)]} />
      <Line dataKey="value" type="linear" dot={false} isAnimationActive={false} />
    </LineChart>
  )
}

const hasAllLines = (lineSelector: string) => (element: HTMLElement) =>
  [...element.querySelectorAll(lineSelector)].filter((line) => line.getAttribute('d')).length >= catalog.length

const candidates = {
  panel: () =>
    timeRender(renderPanel(), hasAllLines('.claude-Stat .claude-Sparkline-line:not([data-provisional])'), {
      includePaint: false,
    }),
  recharts: () =>
    timeRender(<RechartsPanel response={response} />, hasAllLines('.recharts-line-curve'), { includePaint: false }),
}

/** Returns the render time in milliseconds. */
const measurePanel = async (name: keyof typeof candidates): Promise<number> => {
  const { milliseconds, unmount } = await candidates[name]()
  unmount()
  return milliseconds
}

declare global {
  interface Window {
    measurePanel: typeof measurePanel
  }
}
window.measurePanel = measurePanel
