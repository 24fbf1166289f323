import { catalog, type EmployeeStatsResponse, type StatDefinition } from '@windmill/claude-core'
import { formatValue } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { Line, LineChart, YAxis } from 'recharts'
import { getEmployeeStatsQueryOptions } from '../src/data/query/get-employee-stats-query-options.ts'
import { findTrendMax } from '../src/shared/figures/trend.ts'
import { analyst, createStatsFixture, engineer } from '../src/test/fixtures.ts'
import { StatsPanel } from '../src/widgets/stats-panel/stats-panel.tsx'
import { client, createCachedWidget, locale, period } from './create-cached-widget.tsx'
import { timeRender } from './time-render.ts'

/** The stats of an employee who uses every product, so that every stat has a line. */
const response = createStatsFixture({ habits: { ...analyst, ...engineer } })
const query = { employeeId: response.employeeId, ...period, bucket: response.bucket }

const renderPanel = () =>
  createCachedWidget(<StatsPanel employeeId={response.employeeId} />, (cache) =>
    cache.setQueryData(getEmployeeStatsQueryOptions(client, query).queryKey, response),
  )

interface RechartsPanelProps {
  readonly response: EmployeeStatsResponse
}

/**
 * A minimal panel in Recharts: the labels, figures and lines of `StatsPanel`, without its changes, tiles and details.
 */
const RechartsPanel = ({ response }: RechartsPanelProps): ReactNode => (
  <ul>
    {catalog.map((stat) => (
      <li key={stat.id}>
        {stat.shortLabel} <RechartsTrend stat={stat} response={response} />{' '}
        {formatValue(locale, stat, response.stats[stat.id].value)}
      </li>
    ))}
  </ul>
)

const RechartsTrend = ({ stat, response }: RechartsPanelProps & { readonly stat: StatDefinition }) => {
  const series = [...response.stats[stat.id].series]
  return (
    <LineChart width={96} height={24} data={series} accessibilityLayer={false}>
      <YAxis hide domain={[0, findTrendMax(stat, series)]} />
      <Line dataKey="value" type="linear" dot={false} isAnimationActive={false} />
    </LineChart>
  )
}

/** Creates a function that returns whether an element has a drawn line for every stat. */
const createLineCheck = (lineSelector: string) => (element: HTMLElement) =>
  [...element.querySelectorAll(lineSelector)].filter((line) => line.getAttribute('d')).length >= catalog.length

const candidates = {
  panel: () =>
    timeRender(renderPanel(), createLineCheck('.claude-Stat .claude-Sparkline-line:not([data-provisional])'), {
      shouldWaitForPaint: false,
    }),
  recharts: () =>
    timeRender(<RechartsPanel response={response} />, createLineCheck('.recharts-line-curve'), {
      shouldWaitForPaint: false,
    }),
}

/** Renders one of the candidates and returns the render time in milliseconds. */
const measurePanel = async (name: keyof typeof candidates): Promise<number> => {
  const { durationMs, unmount } = await candidates[name]()
  unmount()
  return durationMs
}

declare global {
  interface Window {
    measurePanel: typeof measurePanel
  }
}
window.measurePanel = measurePanel
