import {
  addDays,
  type CounterId,
  type Counters,
  type Day,
  daysBetween,
  type Period,
  type StatId,
} from '@windmill/claude-core'
import type { ClaudeApi } from '@windmill/example-claude-api'

/** What an employee's stat must be over a period. */
export interface ExpectedStat {
  readonly value: number | null
  readonly partial: boolean
}

/**
 * What Windmill must show, worked out from what the stand-in knows in the plainest way: day by day, one formula after
 * the other, with nothing of the catalog or of the storage.
 */
export const createExpectations = ({ organization, truth }: Pick<ClaudeApi, 'organization' | 'truth'>) => {
  const known = new Map<Day, { counters: ReadonlyMap<string, Counters>; skills: string; connectors: string }>()
  const dayOf = (day: Day) => {
    const found = known.get(day) ?? { counters: truth.day(day), ...truth.sources(day) }
    known.set(day, found)
    return found
  }
  const employees = new Map(organization.directory.map((employee) => [String(employee.id), employee]))

  /** The ids of the claude users whose address is one of the employee's. */
  const claudeUsersOf = (employeeId: string): string[] => {
    const addresses = employees.get(employeeId)?.emails.map((email) => email.toLowerCase()) ?? []
    return organization.claudeUsers.filter(({ email }) => addresses.includes(email.toLowerCase())).map(({ id }) => id)
  }

  const statsOf = (employeeId: string, { from, to }: Period): Record<StatId, ExpectedStat> => {
    const users = claudeUsersOf(employeeId)
    const lastDay = employees.get(employeeId)?.archivedOn ?? truth.latestDay()
    const sums = new Map<CounterId, number>()
    let daysRead = 0
    let skillsPartial = false
    let connectorsPartial = false
    for (let day = from; day <= to; day = addDays(day, 1)) {
      if (day < '2026-01-01' || day > truth.latestDay() || day > lastDay) continue
      const { counters, skills, connectors } = dayOf(day)
      daysRead += 1
      skillsPartial ||= skills === 'users'
      connectorsPartial ||= connectors === 'users'
      for (const user of users) {
        for (const [counter, count] of Object.entries(counters.get(user) ?? {})) {
          sums.set(counter as CounterId, (sums.get(counter as CounterId) ?? 0) + (count ?? 0))
        }
      }
    }
    const unknown = users.length === 0 || daysRead === 0
    const sum = (...counters: readonly CounterId[]): ExpectedStat => ({
      value: unknown ? null : counters.reduce((total, counter) => total + (sums.get(counter) ?? 0), 0),
      partial: false,
    })
    const lowerBound = (isPartial: boolean, counter: CounterId): ExpectedStat => ({
      ...sum(counter),
      partial: isPartial && !unknown,
    })
    const accepted = sums.get('code_edits_accepted') ?? 0
    const proposed = accepted + (sums.get('code_edits_rejected') ?? 0)
    return {
      'chat.conversations': sum('chat_conversations', 'unified_conversations'),
      'chat.messages': sum('chat_messages', 'unified_messages'),
      'chat.artifacts': sum('chat_artifacts', 'unified_artifacts'),
      'code.sessions': sum('code_sessions'),
      'code.commits': sum('code_commits'),
      'code.pull_requests': sum('code_pull_requests'),
      'code.lines_added': sum('code_lines_added'),
      'code.lines_removed': sum('code_lines_removed'),
      'code.edits_accepted': sum('code_edits_accepted'),
      'code.edit_acceptance_rate': { value: unknown || proposed === 0 ? null : accepted / proposed, partial: false },
      'skills.invocations': lowerBound(skillsPartial, 'skill_invocations'),
      'connectors.invocations': lowerBound(connectorsPartial, 'connector_invocations'),
      'excel.sessions': sum('excel_sessions'),
      'excel.messages': sum('excel_messages'),
      'excel.skills': sum('excel_skills'),
      'excel.connectors': sum('excel_connectors'),
      'powerpoint.sessions': sum('powerpoint_sessions'),
      'powerpoint.messages': sum('powerpoint_messages'),
      'powerpoint.skills': sum('powerpoint_skills'),
      'powerpoint.connectors': sum('powerpoint_connectors'),
    }
  }
  return { claudeUsersOf, statsOf }
}

/** The same number of days just before. */
export const before = ({ from, to }: Period): Period => ({
  from: addDays(from, -(daysBetween(from, to) + 1)),
  to: addDays(from, -1),
})
