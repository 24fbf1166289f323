import {
  collectConnectors,
  collectSkills,
  collectUsers,
  type DayCounters,
  dayCounters,
} from '../src/api/day-counters.ts'
import type { ConnectorRow, SkillRow, UserRow } from '../src/api/rows.ts'

export interface DayRows {
  readonly users: readonly UserRow[]
  readonly skills: readonly SkillRow[] | null
  readonly connectors: readonly ConnectorRow[] | null
}

/** The counters of a day from all its rows, each endpoint's in one page. */
export const countersOfRows = ({ users, skills, connectors }: DayRows): DayCounters => {
  const collectors = { users: collectUsers(), skills: collectSkills(), connectors: collectConnectors() }
  collectors.users.add(users)
  collectors.skills.add(skills ?? [])
  collectors.connectors.add(connectors ?? [])
  return dayCounters({
    users: collectors.users.collected,
    skills: skills && collectors.skills.collected,
    connectors: connectors && collectors.connectors.collected,
  })
}
