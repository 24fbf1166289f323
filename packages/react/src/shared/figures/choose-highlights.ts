import { type EmployeeStatsResponse, getStat, type StatDefinition, type StatId } from '@windmill/claude-core'

/** The stats that can be highlighted, by priority and in display order. */
const candidates: readonly StatId[] = [
  'chat.conversations',
  'code.sessions',
  'code.pull_requests',
  'code.edit_acceptance_rate',
  'chat.messages',
  'excel.sessions',
  'powerpoint.sessions',
  'connectors.invocations',
  'skills.invocations',
  'chat.artifacts',
]

/**
 * Chooses the four stats to highlight, in a fixed order. Prefers stats with activity, so that few tiles show a zero.
 */
export const chooseHighlights = (stats: EmployeeStatsResponse['stats']): readonly StatDefinition[] => {
  const hasActivity = (id: StatId) => Boolean(stats[id].value)
  const chosen = [...candidates].sort((a, b) => Number(hasActivity(b)) - Number(hasActivity(a))).slice(0, 4)
  return candidates.filter((id) => chosen.includes(id)).map(getStat)
}
