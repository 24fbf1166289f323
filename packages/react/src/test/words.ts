import type { TextOverrides } from '../texts/en.ts'
import { type ChartText, enChart } from '../texts/en-chart.ts'
import { enObservations, type ObservationText } from '../texts/en-observations.ts'
import { enStatsMore, type StatsMoreText } from '../texts/en-stats-more.ts'
import { enStatsPanel, type StatsText } from '../texts/en-stats-panel.ts'
import { fillText, type Text } from '../texts/text.ts'
import type { Words } from '../texts/use-texts.ts'

const table = { ...enStatsPanel, ...enStatsMore, ...enChart, ...enObservations }

/** The texts without a provider. */
export const wordsIn = (
  locale: string,
  texts: TextOverrides = {},
): Words<StatsText | StatsMoreText | ChartText | ObservationText> => {
  const overrides: { readonly [key: string]: Text | undefined } = texts
  return { locale, texts, t: (key, values) => fillText(locale, overrides[key] ?? table[key], values) }
}

export const statsWords: Words<StatsText | StatsMoreText | ChartText | ObservationText> = wordsIn('en-GB')
