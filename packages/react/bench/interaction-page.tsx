import { lastDays } from '@windmill/claude-core'
import { chooseBucket } from '@windmill/claude-core/internal'
import { getEmployeeStatsQueryOptions } from '../src/data/query/get-employee-stats-query-options.ts'
import { createStatsFixture, latestDay } from '../src/test/fixtures.ts'
import { StatsPanel } from '../src/widgets/stats-panel/stats-panel.tsx'
import { client, createCachedWidget } from './create-cached-widget.tsx'
import { createTeamWidget, PlainTeamTable } from './team-tables.tsx'
import { timeRender, waitForPaint } from './time-render.ts'

const employeeId = 'e-17'
/** The periods that the panel shows first and after the change. */
const periods = [lastDays(30, latestDay), lastDays(90, latestDay)]

const createPanel = () =>
  createCachedWidget(<StatsPanel employeeId={employeeId} />, (cache) => {
    for (const period of periods) {
      const bucket = chooseBucket(period)
      const { queryKey } = getEmployeeStatsQueryOptions(client, { employeeId, ...period, bucket })
      cache.setQueryData(queryKey, createStatsFixture({ period, bucket }))
    }
  })

const candidates = {
  panel: { create: createPanel, selector: '.claude-Product summary' },
  team: { create: createTeamWidget, selector: '.claude-TeamStats-people a' },
  plain: { create: () => <PlainTeamTable />, selector: 'td' },
}

/** Chromium reports no event that is shorter, so an interaction without a report took at most this long. */
const minReportedMs = 16
/** Maximum wait for the report of an interaction. */
const maxReportWaitMs = 30_000
/** Maximum wait for any event. If none is reported within this time, the interaction took at most `minReportedMs`. */
const maxEventWaitMs = 1000

let entries: PerformanceEventTiming[] = []
new PerformanceObserver((list) => {
  entries.push(...(list.getEntries() as PerformanceEventTiming[]))
}).observe({ type: 'event', durationThreshold: minReportedMs } as PerformanceObserverInit)

let unmount = () => {}

/** Shows one of the candidates, completely rendered. */
const showCandidate = async (name: keyof typeof candidates): Promise<void> => {
  unmount()
  const { create, selector } = candidates[name]
  const rendered = await timeRender(create(), (element) => element.querySelector(selector) !== null, {
    shouldWaitForPaint: true,
  })
  unmount = rendered.unmount
  await waitForPaint()
  entries = []
}

/**
 * Returns the duration of the last interaction: its longest event, from the input to the next paint. Call it after the
 * click.
 */
const takeInteractionMs = async (): Promise<number> => {
  const start = performance.now()
  const isReported = () => entries.some(({ name }) => name === 'click')
  while (!isReported() && performance.now() - start < (entries.length > 0 ? maxReportWaitMs : maxEventWaitMs)) {
    await waitForPaint()
  }
  const durations = entries.filter(({ interactionId }) => interactionId > 0).map(({ duration }) => duration)
  entries = []
  return Math.max(minReportedMs, ...durations)
}

declare global {
  interface Window {
    showCandidate: typeof showCandidate
    takeInteractionMs: typeof takeInteractionMs
  }
}
window.showCandidate = showCandidate
window.takeInteractionMs = takeInteractionMs
