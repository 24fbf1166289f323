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

/** Expected value of an employee's stat over a period. */
export interface ExpectedStat {
  readonly value: number | null
  readonly partial: boolean
}

/**
 * Computes from the stand-in's data what Windmill must show. Deliberately simple and independent of the catalog and the
 * storage: it adds up day by day and spells out each formula.
 */
export const createExpectations = ({ organization, truth }: Pick<ClaudeApi, 'organization' | 'truth'>) => {
  const daysByDate = new Map<Day, { counters: ReadonlyMap<string, Counters>; skills: string; connectors: string }>()
  const readDay = (day: Day) => {
    const found = daysByDate.get(day) ?? { counters: truth.day(day), ...truth.sources(day) }
    daysByDate.set(day, found)
    return found
  }
  const employees = new Map(organization.directory.map((employee) => [String(employee.id), employee]))

  /** Returns the ids of the Claude users with one of the employee's addresses. */
  const findClaudeUserIds = (employeeId: string): string[] => {
    const addresses = employees.get(employeeId)?.emails.map((email) => email.toLowerCase()) ?? []
    return organization.claudeUsers.filter(({ email }) => addresses.includes(email.toLowerCase())).map(({ id }) => id)
  }

  const computeStats = (employeeId: string, { from, to }: Period): Record<StatId, ExpectedStat> => {
    const users = findClaudeUserIds(employeeId)
    const lastDay = employees.get(employeeId)?.archivedOn ?? truth.latestDay()
    const sums = new Map<CounterId, number>()
    let daysRead = 0
    let areSkillsPartial = false
    let areConnectorsPartial = false
    for (let day = from; day <= to; day = addDays(day, 1)) {
      if (day < '2026-01-01' || day > truth.latestDay() || day > lastDay) continue
      const { counters, skills, connectors } = readDay(day)
      daysRead += 1
      areSkillsPartial ||= skills === 'users'
      areConnectorsPartial ||= connectors === 'users'
      for (const user of users) {
        for (const [counter, count] of Object.entries(counters.get(user) ?? {})) {
          sums.set(counter as CounterId, (sums.get(counter as CounterId) ?? 0) + (count ?? 0))
        }
      }
    }
    const isUnknown = users.length === 0 || daysRead === 0
    const sum = (...counters: readonly CounterId[]): ExpectedStat => ({
      value: isUnknown ? null : counters.reduce((total, counter) => total + (sums.get(counter) ?? 0), 0),
      partial: false,
    })
    const sumAsLowerBound = (isPartial: boolean, counter: CounterId): ExpectedStat => ({
      ...sum(counter),
      partial: isPartial && !isUnknown,
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
      'code.edit_acceptance_rate': { value: isUnknown || proposed === 0 ? null : accepted / proposed, partial: false },
      'skills.invocations': sumAsLowerBound(areSkillsPartial, 'skill_invocations'),
      'connectors.invocations': sumAsLowerBound(areConnectorsPartial, 'connector_invocations'),
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
  return { findClaudeUserIds, computeStats }
}

/** Returns the same number of days just before the period. */
export const computePreviousPeriod = ({ from, to }: Period): Period => ({
  from: addDays(from, -(daysBetween(from, to) + 1)),
  to: addDays(from, -1),
})
