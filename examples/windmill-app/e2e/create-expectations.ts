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

/** The value that an employee's stat must have over a period. */
export interface ExpectedStat {
  readonly value: number | null
  /** Whether the value is a lower bound. */
  readonly partial: boolean
}

const firstServedDay: Day = '2026-01-01'

/**
 * Creates the functions that compute from the stand-in's data what Windmill must show. They add up the counters day by
 * day and spell out each formula. On purpose they share no code with the catalog or the storage.
 */
export const createExpectations = ({ organization, truth }: Pick<ClaudeApi, 'organization' | 'truth'>) => {
  const daysByDate = new Map<Day, { counters: ReadonlyMap<string, Counters>; skills: string; connectors: string }>()
  const readDay = (day: Day) => {
    const dayData = daysByDate.get(day) ?? { counters: truth.day(day), ...truth.sources(day) }
    daysByDate.set(day, dayData)
    return dayData
  }
  const employeesById = new Map(organization.directory.map((employee) => [String(employee.id), employee]))

  /** Finds the ids of the Claude users that have one of the employee's addresses. */
  const findClaudeUserIds = (employeeId: string): string[] => {
    const addresses = employeesById.get(employeeId)?.emails.map((email) => email.toLowerCase()) ?? []
    return organization.claudeUsers.filter(({ email }) => addresses.includes(email.toLowerCase())).map(({ id }) => id)
  }

  /**
   * Computes the employee's stats over a period. A value is null without a Claude user, or if no served day lies
   * between the employee's first and last day.
   */
  const computeStats = (employeeId: string, { from, to }: Period): Record<StatId, ExpectedStat> => {
    const claudeUserIds = findClaudeUserIds(employeeId)
    const employee = employeesById.get(employeeId)
    const firstDay = employee?.startedOn ?? firstServedDay
    const lastDay = employee?.archivedOn ?? truth.latestDay()
    const sums = new Map<CounterId, number>()
    let readDayCount = 0
    let areSkillsPartial = false
    let areConnectorsPartial = false
    for (let day = from; day <= to; day = addDays(day, 1)) {
      if (day < firstServedDay || day < firstDay || day > truth.latestDay() || day > lastDay) continue
      const { counters, skills, connectors } = readDay(day)
      readDayCount += 1
      areSkillsPartial ||= skills === 'users'
      areConnectorsPartial ||= connectors === 'users'
      for (const claudeUserId of claudeUserIds) {
        for (const [counter, count] of Object.entries(counters.get(claudeUserId) ?? {})) {
          sums.set(counter as CounterId, (sums.get(counter as CounterId) ?? 0) + (count ?? 0))
        }
      }
    }
    const isUnknown = claudeUserIds.length === 0 || readDayCount === 0
    const createSum = (...counters: readonly CounterId[]): ExpectedStat => ({
      value: isUnknown ? null : counters.reduce((total, counter) => total + (sums.get(counter) ?? 0), 0),
      partial: false,
    })
    const createLowerBound = (isPartial: boolean, counter: CounterId): ExpectedStat => ({
      ...createSum(counter),
      partial: isPartial && !isUnknown,
    })
    const accepted = sums.get('code_edits_accepted') ?? 0
    const proposed = accepted + (sums.get('code_edits_rejected') ?? 0)
    return {
      'chat.conversations': createSum('chat_conversations', 'unified_conversations'),
      'chat.messages': createSum('chat_messages', 'unified_messages'),
      'chat.artifacts': createSum('chat_artifacts', 'unified_artifacts'),
      'code.sessions': createSum('code_sessions'),
      'code.commits': createSum('code_commits'),
      'code.pull_requests': createSum('code_pull_requests'),
      'code.lines_added': createSum('code_lines_added'),
      'code.lines_removed': createSum('code_lines_removed'),
      'code.edits_accepted': createSum('code_edits_accepted'),
      'code.edit_acceptance_rate': { value: isUnknown || proposed === 0 ? null : accepted / proposed, partial: false },
      'skills.invocations': createLowerBound(areSkillsPartial, 'skill_invocations'),
      'connectors.invocations': createLowerBound(areConnectorsPartial, 'connector_invocations'),
      'excel.sessions': createSum('excel_sessions'),
      'excel.messages': createSum('excel_messages'),
      'excel.skills': createSum('excel_skills'),
      'excel.connectors': createSum('excel_connectors'),
      'powerpoint.sessions': createSum('powerpoint_sessions'),
      'powerpoint.messages': createSum('powerpoint_messages'),
      'powerpoint.skills': createSum('powerpoint_skills'),
      'powerpoint.connectors': createSum('powerpoint_connectors'),
    }
  }
  return { findClaudeUserIds, computeStats }
}

const quarterEndByStart: Readonly<Record<string, string>> = {
  '01-01': '03-31',
  '04-01': '06-30',
  '07-01': '09-30',
  '10-01': '12-31',
}

/** Returns the previous period: the same number of days just before the period, or the quarter before a quarter. */
export const computePreviousPeriod = ({ from, to }: Period): Period => {
  const previousTo = addDays(from, -1)
  if (to === `${from.slice(0, 4)}-${quarterEndByStart[from.slice(5)]}`) {
    const start = Object.entries(quarterEndByStart).find(([, end]) => end === previousTo.slice(5))?.[0]
    return { from: `${previousTo.slice(0, 4)}-${start}` as Day, to: previousTo }
  }
  return { from: addDays(from, -(daysBetween(from, to) + 1)), to: previousTo }
}
