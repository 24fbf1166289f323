import { type Coverage, minDay, type Period } from '@windmill/claude-core'
import { countNewerDays } from '@windmill/claude-core/internal'
import type { StatsContent } from '../coverage/content.ts'

/** Counts the published days of a period that are still arriving, without the days after the employee left. */
export const countArrivingDays = (
  { from, to }: Period,
  settled: Pick<Coverage, 'through' | 'provisionalFrom'>,
  content: StatsContent,
): number => {
  const archivedOn = content.kind === 'stats' ? content.response.coverage.archivedOn : null
  return countNewerDays({ from, to: minDay(to, archivedOn ?? to) }, settled)
}
