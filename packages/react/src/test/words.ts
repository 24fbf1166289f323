import { type ChartText, enChart } from '../texts/en-chart.ts'
import { enStatsMore, type StatsMoreText } from '../texts/en-stats-more.ts'
import { enStatsPanel, type StatsText } from '../texts/en-stats-panel.ts'
import { fillText } from '../texts/text.ts'
import type { Words } from '../texts/use-texts.ts'

const table = { ...enStatsPanel, ...enStatsMore, ...enChart }

/** The panel's texts without a provider. */
export const statsWords: Words<StatsText | StatsMoreText | ChartText> = {
  locale: 'en-GB',
  texts: {},
  t: (key, values) => fillText('en-GB', table[key], values),
}
