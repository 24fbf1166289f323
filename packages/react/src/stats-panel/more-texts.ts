import { enChart } from '../texts/en-chart.ts'
import { enStatsMore } from '../texts/en-stats-more.ts'
import { enStatsPanel } from '../texts/en-stats-panel.ts'

/** The texts of what is opened: its own, the chart's, and those that stand in the panel as well. */
export const moreTexts: typeof enStatsPanel & typeof enStatsMore & typeof enChart = {
  ...enStatsPanel,
  ...enStatsMore,
  ...enChart,
}
