import { enChart } from '../../texts/en/chart.ts'
import { enStatsDetails } from '../../texts/en/stats-details.ts'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'

/** The texts of `StatDetail` and `StatTable`: the text tables of the panel, its details and the chart, merged. */
export const detailTexts: typeof enStatsPanel & typeof enStatsDetails & typeof enChart = {
  ...enStatsPanel,
  ...enStatsDetails,
  ...enChart,
}
