import { enChart } from '../../texts/en/chart.ts'
import { enStatsDetails } from '../../texts/en/stats-details.ts'
import { enStatsPanel } from '../../texts/en/stats-panel.ts'

/** The texts of an opened stat or table, including those of the panel and of the chart. */
export const detailTexts: typeof enStatsPanel & typeof enStatsDetails & typeof enChart = {
  ...enStatsPanel,
  ...enStatsDetails,
  ...enChart,
}
