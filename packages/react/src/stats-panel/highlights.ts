import { type EmployeeStatsResponse, type StatDefinition, type StatId, getStat } from '@windmill/claude-core'

/** The first four stand where there is nothing else; what has activity comes before what has none. */
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

/** The four stats that say most about this person's use, in a fixed order: nobody gets four zeros who is active. */
export const highlightsOf = (stats: EmployeeStatsResponse['stats']): readonly StatDefinition[] => {
  const isActive = (id: StatId) => (stats[id].value ? 1 : 0)
  const chosen = [...candidates].sort((a, b) => isActive(b) - isActive(a)).slice(0, 4)
  return candidates.filter((id) => chosen.includes(id)).map(getStat)
}
