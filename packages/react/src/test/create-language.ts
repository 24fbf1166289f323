import { fillText, type Text } from '@windmill/claude-core/observations'
import type { Language } from '../shared/format/use-texts.ts'
import { type ChartText, enChart } from '../texts/en/chart.ts'
import type { TextOverrides } from '../texts/en/index.ts'
import { enObservations, type ObservationsText } from '../texts/en/observations.ts'
import { enStatDays, type StatDaysText } from '../texts/en/stat-days.ts'
import { enStatsDetails, type StatsDetailsText } from '../texts/en/stats-details.ts'
import { enStatsPanel, type StatsPanelText } from '../texts/en/stats-panel.ts'

const englishTexts = { ...enStatsPanel, ...enStatsDetails, ...enChart, ...enStatDays, ...enObservations }

type TestLanguage = Language<StatsPanelText | StatsDetailsText | ChartText | StatDaysText | ObservationsText>

/** Creates what `useTexts` returns, for tests without a provider. The host's texts override the English texts. */
export const createLanguage = (locale: string, texts: TextOverrides = {}): TestLanguage => {
  const overrides: { readonly [key: string]: Text | undefined } = texts
  return { locale, texts, t: (key, values) => fillText(locale, overrides[key] ?? englishTexts[key], values) }
}

export const englishLanguage: TestLanguage = createLanguage('en-GB')
