import { fillText } from '../shared/format/fill-text.ts'
import { type Text } from '../texts/text-types.ts'
import type { Words } from '../shared/format/use-texts.ts'
import { type ChartText, enChart } from '../texts/en/chart.ts'
import type { TextOverrides } from '../texts/en/index.ts'
import { enObservations, type ObservationText } from '../texts/en/observations.ts'
import { enStatsMore, type StatsMoreText } from '../texts/en/stats-details.ts'
import { enStatsPanel, type StatsText } from '../texts/en/stats-panel.ts'

const table = { ...enStatsPanel, ...enStatsMore, ...enChart, ...enObservations }

/** The texts without a provider. */
export const createWords = (
  locale: string,
  texts: TextOverrides = {},
): Words<StatsText | StatsMoreText | ChartText | ObservationText> => {
  const overrides: { readonly [key: string]: Text | undefined } = texts
  return { locale, texts, t: (key, values) => fillText(locale, overrides[key] ?? table[key], values) }
}

export const englishWords: Words<StatsText | StatsMoreText | ChartText | ObservationText> = createWords('en-GB')
