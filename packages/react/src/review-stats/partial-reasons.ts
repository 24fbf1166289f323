import { catalog, type EmployeeStatsResponse } from '@windmill/claude-core'
import type { ObservationText } from '../texts/en-observations.ts'
import type { StatsMoreText } from '../texts/en-stats-more.ts'
import type { Words } from '../texts/use-texts.ts'

/** Which figures are lower bounds, and why: one sentence for each reason. */
export const partialReasons = (
  { t }: Words<ObservationText | StatsMoreText>,
  { stats }: EmployeeStatsResponse,
): readonly string[] => {
  const named = new Map<StatsMoreText, string[]>()
  for (const stat of catalog) {
    if (!stats[stat.id].partial) continue
    const reason =
      stat.kind === 'ratio' ? 'partial.rate' : stat.source ? (`partial.${stat.source}` as const) : 'partial.other'
    named.set(reason, [...(named.get(reason) ?? []), stat.label])
  }
  return [...named].map(([reason, labels]) => t('document.partial', { stat: labels.join(', '), reason: t(reason) }))
}
