import { catalog, type EmployeeStatsResponse } from '@windmill/claude-core'
import { formatList } from '../../shared/format/formatters.ts'
import { statText } from '../../shared/format/stat-texts.ts'
import type { Words } from '../../shared/format/use-texts.ts'
import type { ObservationsText } from '../../texts/en/observations.ts'
import type { StatsDetailsText } from '../../texts/en/stats-details.ts'

/** One sentence for each reason why figures are lower bounds, with the figures it applies to. */
export const describeLowerBounds = (
  words: Words<ObservationsText | StatsDetailsText>,
  { stats }: EmployeeStatsResponse,
): readonly string[] => {
  const { t, locale } = words
  const labelsByReason = new Map<StatsDetailsText, string[]>()
  for (const stat of catalog) {
    if (!stats[stat.id].partial) continue
    const reason =
      stat.kind === 'ratio' ? 'partial.rate' : stat.source ? (`partial.${stat.source}` as const) : 'partial.other'
    labelsByReason.set(reason, [...(labelsByReason.get(reason) ?? []), statText(words, stat, 'label')])
  }
  return [...labelsByReason].map(([reason, labels]) =>
    t('document.partial', { stat: formatList(locale, labels), reason: t(reason) }),
  )
}
