import { computeDayCounters, createDayCollector, type DayCounters } from '../src/api/day-counters.ts'
import { readPage } from '../src/api/read-page.ts'
import type { ConnectorRow, SkillRow, UserRow } from '../src/api/rows.ts'

/** All rows of one day. `skills` or `connectors` is null if the organization does not have that report. */
export interface DayRows {
  readonly users: readonly UserRow[]
  readonly skills: readonly SkillRow[] | null
  readonly connectors: readonly ConnectorRow[] | null
}

/** Computes the counters of a day from all its rows, as if each endpoint had returned them in one page. */
export const computeCountersOfRows = ({ users, skills, connectors }: DayRows): DayCounters => {
  const collectors = createDayCollector()
  collectors.users.add(readPage('users', { data: users }).rows)
  collectors.skills.add(readPage('skills', { data: skills ?? [] }).rows)
  collectors.connectors.add(readPage('connectors', { data: connectors ?? [] }).rows)
  return computeDayCounters({
    users: collectors.users.collected,
    skills: skills && collectors.skills.collected,
    connectors: connectors && collectors.connectors.collected,
  })
}
