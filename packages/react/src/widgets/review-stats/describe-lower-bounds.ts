import { catalog, type EmployeeStatsResponse } from '@windmill/claude-core'
import { formatList } from '../../shared/format/formatters.ts'
import { statText } from '../../shared/format/stat-texts.ts'
import type { Words } from '../../shared/format/use-texts.ts'
import type { ObservationText } from '../../texts/en/observations.ts'
import type { StatsMoreText } from '../../texts/en/stats-details.ts'

/** Which figures are lower bounds, and why: one sentence for each reason. */
export const describeLowerBounds = (
  words: Words<ObservationText | StatsMoreText>,
  { stats }: EmployeeStatsResponse,
): readonly string[] => {
  const { t, locale } = words
  const named = new Map<StatsMoreText, string[]>()
  for (const stat of catalog) {
    if (!stats[stat.id].partial) continue
    const reason =
      stat.kind === 'ratio' ? 'partial.rate' : stat.source ? (`partial.${stat.source}` as const) : 'partial.other'
    named.set(reason, [...(named.get(reason) ?? []), statText(words, stat, 'label')])
  }
  return [...named].map(([reason, labels]) =>
    t('document.partial', { stat: formatList(locale, labels), reason: t(reason) }),
  )
}
