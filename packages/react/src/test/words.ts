import { enStatsPanel } from '../texts/en-stats-panel.ts'
import { fillText } from '../texts/text.ts'
import type { StatsText, Words } from '../texts/use-texts.ts'

/** The panel's texts without a provider. */
export const statsWords: Words<StatsText> = {
  locale: 'en-GB',
  t: (key, values) => fillText('en-GB', enStatsPanel[key], values),
}
