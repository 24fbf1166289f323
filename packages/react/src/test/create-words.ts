import { fillText, type Text } from '@windmill/claude-core/observations'
import type { Words } from '../shared/format/use-texts.ts'
import { type ChartText, enChart } from '../texts/en/chart.ts'
import type { TextOverrides } from '../texts/en/index.ts'
import { enObservations, type ObservationsText } from '../texts/en/observations.ts'
import { enStatsDetails, type StatsDetailsText } from '../texts/en/stats-details.ts'
import { enStatsPanel, type StatsPanelText } from '../texts/en/stats-panel.ts'

const english = { ...enStatsPanel, ...enStatsDetails, ...enChart, ...enObservations }

type TestWords = Words<StatsPanelText | StatsDetailsText | ChartText | ObservationsText>

/** What `useTexts` returns, for tests without a provider. */
export const createWords = (locale: string, texts: TextOverrides = {}): TestWords => {
  const overrides: { readonly [key: string]: Text | undefined } = texts
  return { locale, texts, t: (key, values) => fillText(locale, overrides[key] ?? english[key], values) }
}

export const englishWords: TestWords = createWords('en-GB')
