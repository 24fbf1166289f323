import { type EmployeeStatsResponse, listProductStats, products, type StatDefinition } from '@windmill/claude-core'
import { formatValue } from '@windmill/claude-core/internal'
import type { ReactNode } from 'react'
import { Bar, BarChart, YAxis } from 'recharts'
import { getEmployeeStatsQueryOptions } from '../src/data/query/get-employee-stats-query-options.ts'
import { computeTrendScale, getStatTrend } from '../src/shared/figures/stat-trend.ts'
import { analyst, createStatsFixture, engineer } from '../src/test/fixtures.ts'
import { StatsPanel } from '../src/widgets/stats-panel/stats-panel.tsx'
import { client, createCachedWidget, locale, period } from './create-cached-widget.tsx'
import { timeRender } from './time-render.ts'

/** The stats of an employee who uses every product, so that every product has bars. */
const response = createStatsFixture({ habits: { ...analyst, ...engineer } })
const query = { employeeId: response.employeeId, ...period, bucket: response.bucket }

const renderPanel = () =>
  createCachedWidget(<StatsPanel employeeId={response.employeeId} />, (cache) =>
    cache.setQueryData(getEmployeeStatsQueryOptions(client, query).queryKey, response),
  )

/** The first stat of each product. */
const mainStats = products.flatMap(({ id }) => listProductStats(id).slice(0, 1))

interface RechartsPanelProps {
  readonly response: EmployeeStatsResponse
}

/**
 * A minimal panel in Recharts: the labels, figures and bars of `StatsPanel`, without its summary, changes and details.
 */
const RechartsPanel = ({ response }: RechartsPanelProps): ReactNode => (
  <ul>
    {mainStats.map((stat) => (
      <li key={stat.id}>
        {stat.shortLabel} <RechartsTrend stat={stat} response={response} />{' '}
        {formatValue(locale, stat, response.stats[stat.id].value)}
      </li>
    ))}
  </ul>
)

const RechartsTrend = ({ stat, response }: RechartsPanelProps & { readonly stat: StatDefinition }) => {
  const series = [...getStatTrend(stat, response).series]
  const { bottom, top } = computeTrendScale(
    stat,
    series.map(({ value }) => value),
  )
  return (
    <BarChart width={96} height={24} data={series} accessibilityLayer={false}>
      <YAxis hide domain={[bottom, top]} />
      <Bar dataKey="value" isAnimationActive={false} />
    </BarChart>
  )
}

/** Creates a function that returns whether an element has a drawn chart for every product. */
const createChartCheck = (chartSelector: string, markSelector: string) => (element: HTMLElement) =>
  [...element.querySelectorAll(chartSelector)].filter((chart) =>
    [...chart.querySelectorAll(markSelector)].some((mark) => mark.getAttribute('d')),
  ).length >= products.length

const candidates = {
  panel: () =>
    timeRender(renderPanel(), createChartCheck('.claude-Stat .claude-Marks', '[data-mark=settled]'), {
      shouldWaitForPaint: false,
    }),
  recharts: () =>
    timeRender(<RechartsPanel response={response} />, createChartCheck('.recharts-wrapper', '.recharts-rectangle'), {
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
