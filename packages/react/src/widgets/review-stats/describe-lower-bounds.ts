import { catalog, type EmployeeStatsResponse } from '@windmill/claude-core'
import { formatList } from '../../shared/format/formatters.ts'
import { getStatText } from '../../shared/format/get-stat-text.ts'
import type { Language } from '../../shared/format/use-texts.ts'
import type { ObservationsText } from '../../texts/en/observations.ts'
import type { StatsDetailsText } from '../../texts/en/stats-details.ts'

/** Returns one sentence per reason why stats are lower bounds. Each sentence names the stats that it applies to. */
export const describeLowerBounds = (
  language: Language<ObservationsText | StatsDetailsText>,
  { stats }: EmployeeStatsResponse,
): readonly string[] => {
  const { t, locale } = language
  const labelsByReason = new Map<StatsDetailsText, string[]>()
  for (const stat of catalog) {
    if (!stats[stat.id].partial) continue
    const reason =
      stat.kind === 'ratio' ? 'partial.rate' : stat.source ? (`partial.${stat.source}` as const) : 'partial.other'
    labelsByReason.set(reason, [...(labelsByReason.get(reason) ?? []), getStatText(language, stat, 'label')])
  }
  return [...labelsByReason].map(([reason, labels]) =>
    t('document.partial', { stat: formatList(locale, labels), reason: t(reason) }),
  )
}
