import { catalog, type EmployeeStatsResponse, type StatDefinition } from '@windmill/claude-core'
import type { ReactNode } from 'react'
import { Line, LineChart, YAxis } from 'recharts'
import { formatValue } from '../src/format/values.ts'
import { getEmployeeStatsQueryOptions } from '../src/query/get-employee-stats.ts'
import { StatsPanel } from '../src/stats-panel/stats-panel.tsx'
import { peakOf } from '../src/stats-panel/trend.ts'
import { analyst, engineer, statsFixture } from '../src/test/fixtures.ts'
import { client, locale, offline, period } from './cached-widget.tsx'
import { timeRender } from './time-render.ts'

/** Of someone who uses every product, so that there is a line for every stat. */
const response = statsFixture({ habits: { ...analyst, ...engineer } })
const query = { employeeId: response.employeeId, ...period, bucket: response.bucket }

const panel = () =>
  offline(<StatsPanel employeeId={response.employeeId} />, (cache) =>
    cache.setQueryData(getEmployeeStatsQueryOptions(client, query).queryKey, response),
  )

interface ReferenceProps {
  readonly response: EmployeeStatsResponse
}

/** The same labels, figures and lines, and nothing else: no changes, no tiles, nothing to open, no animation. */
const Reference = ({ response }: ReferenceProps): ReactNode => (
  <ul>
    {catalog.map((stat) => (
      <li key={stat.id}>
        {stat.shortLabel} <Trend stat={stat} response={response} />{' '}
        {formatValue(locale, stat, response.stats[stat.id].value)}
      </li>
    ))}
  </ul>
)

const Trend = ({ stat, response }: ReferenceProps & { readonly stat: StatDefinition }) => {
  const series = [...response.stats[stat.id].series]
  return (
    <LineChart width={96} height={24} data={series} accessibilityLayer={false}>
      <YAxis hide domain={[0, peakOf(stat, series)]} />
      <Line dataKey="value" type="linear" dot={false} isAnimationActive={false} />
    </LineChart>
  )
}

const hasLines = (path: string) => (element: HTMLElement) =>
  [...element.querySelectorAll(path)].filter((line) => line.getAttribute('d')).length >= catalog.length

const contenders = {
  panel: () =>
    timeRender(panel(), hasLines('.claude-StatsPanel-row .claude-Sparkline-line:not([data-provisional])'), {
      painted: false,
    }),
  recharts: () => timeRender(<Reference response={response} />, hasLines('.recharts-line-curve'), { painted: false }),
}

const measure = async (name: keyof typeof contenders): Promise<number> => {
  const { milliseconds, unmount } = await contenders[name]()
  unmount()
  return milliseconds
}

declare global {
  interface Window {
    measurePanel: typeof measure
  }
}
window.measurePanel = measure
