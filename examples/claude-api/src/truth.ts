import { type ClaudeUserId, type Counters, claudeUserId, type Day, type UsageSource } from '@windmill/claude-core'
import { mapCounters } from '@windmill/claude-core/internal'
import { firstFullyClassifiedDay } from './activity/connectors.ts'
import { findCompleteDay } from './freshness.ts'
import type { Listings } from './listings.ts'
import type { Query } from './query.ts'
import { readRows } from './rows/listing.ts'
import type { ConnectorRow, OlderUserRow, SkillRow, UserRow } from './rows/row-types.ts'
import type { Settings } from './settings.ts'

/** Which endpoint a day's skill and connector usage comes from. */
export interface Sources {
  readonly skills: UsageSource
  readonly connectors: UsageSource
}

/** The data that a correct client has stored after reading everything now. */
export interface Truth {
  /** Returns the newest day that users, skills and connectors all serve. */
  readonly latestDay: () => Day
  /**
   * Returns the counters of a day by Claude user. Includes everyone with a row in `/users` or in a report that is a
   * source. Users with only a report row have zeros in the other counters.
   */
  readonly day: (day: Day) => ReadonlyMap<ClaudeUserId, Counters>
  /**
   * Returns where a day's skill and connector usage comes from. `/skills` is the source unless its counts are null.
   * `/connectors` is the source from 2026-06-02, when every call is classified, unless its counts are null.
   */
  readonly sources: (day: Day) => Sources
}

interface Reports {
  readonly users: readonly (UserRow | OlderUserRow)[]
  readonly skills: readonly SkillRow[]
  readonly connectors: readonly ConnectorRow[]
}

/** Computes the expected data from the same listings that the endpoints serve. */
export const createTruth = (listings: () => Listings, settings: () => Settings, now: () => number): Truth => {
  const readReports = (day: Day): Reports => {
    const shared = { from: day, to: day, isRange: false, filters: new Map(), isDescending: false }
    const usersQuery: Query = { ...shared, endpoint: 'users', groupBy: new Set() }
    const skillsQuery: Query = { ...shared, endpoint: 'skills', groupBy: new Set(['user_id']) }
    const { users, skills, connectors } = listings()
    return {
      users: readRows(users(usersQuery, now())),
      skills: readRows(skills(skillsQuery, now())),
      connectors: readRows(connectors({ ...skillsQuery, endpoint: 'connectors' }, now())),
    }
  }
  return {
    latestDay: () => findCompleteDay(now(), settings()),
    sources: (day) => chooseSources(day, readReports(day)),
    day: (day) => computeCounters(day, readReports(day)),
  }
}

const chooseSources = (day: Day, { skills, connectors }: Reports): Sources => ({
  skills: skills.some((row) => row.invocation_count === null) ? 'users' : 'report',
  connectors:
    day < firstFullyClassifiedDay || connectors.some((row) => row.read_call_count === null) ? 'users' : 'report',
})

const computeCounters = (day: Day, reports: Reports): ReadonlyMap<ClaudeUserId, Counters> => {
  const sources = chooseSources(day, reports)
  const counters = new Map<string, Record<keyof Counters, number | null>>()
  for (const row of reports.users) {
    if (row.user) counters.set(row.user.id, readUserCounters(row))
  }
  const findOrAdd = (id: string | null | undefined): Record<keyof Counters, number | null> => {
    if (!id) throw new TypeError('A row grouped by user has no user id.')
    const user = counters.get(id) ?? mapCounters(() => 0)
    counters.set(id, user)
    return user
  }
  if (sources.skills === 'report') {
    for (const user of counters.values()) user.skill_invocations = 0
  }
  if (sources.connectors === 'report') {
    for (const user of counters.values()) user.connector_invocations = 0
  }
  for (const row of sources.skills === 'report' ? reports.skills : []) {
    const user = findOrAdd(row.user_id)
    user.skill_invocations = add(user.skill_invocations, row.invocation_count)
  }
  for (const row of sources.connectors === 'report' ? reports.connectors : []) {
    const user = findOrAdd(row.user_id)
    const calls = add(add(row.read_call_count, row.write_call_count), row.unclassified_call_count)
    user.connector_invocations = add(user.connector_invocations, calls)
  }
  return new Map([...counters].map(([id, user]) => [claudeUserId(id), user]))
}

const add = (a: number | null | undefined, b: number | null | undefined): number => (a ?? 0) + (b ?? 0)

/** Reads the counters of a `/users` row. Its skill and connector usage is a lower bound. */
const readUserCounters = (row: UserRow | OlderUserRow): Record<keyof Counters, number | null> => {
  const { chat_metrics: chat, claude_code_metrics: code, office_metrics: office, cowork_metrics: cowork } = row
  const full = 'science_metrics' in row ? row : null
  const unified = full?.chat_cowork_unified_metrics
  const { excel, powerpoint } = office
  const word = full?.office_metrics.word
  const outlook = full?.office_metrics.outlook
  const tools = Object.values(code.tool_actions)
  return {
    chat_conversations: chat.distinct_conversation_count,
    chat_messages: chat.message_count,
    chat_artifacts: chat.distinct_artifacts_created_count,
    // Without the block, no member of the organization has the unified experience, so its counters are zero.
    unified_conversations: unified ? unified.chat.distinct_conversation_count : 0,
    unified_messages: unified ? unified.chat.message_count : 0,
    unified_artifacts: unified ? unified.chat.distinct_artifacts_created_count : 0,
    code_sessions: code.core_metrics.distinct_session_count,
    code_commits: code.core_metrics.commit_count,
    code_pull_requests: code.core_metrics.pull_request_count,
    code_lines_added: code.core_metrics.lines_of_code.added_count,
    code_lines_removed: code.core_metrics.lines_of_code.removed_count,
    code_edits_accepted: tools.reduce((sum, tool) => sum + tool.accepted_count, 0),
    code_edits_rejected: tools.reduce((sum, tool) => sum + tool.rejected_count, 0),
    skill_invocations: [
      chat.distinct_skills_used_count,
      unified?.chat.distinct_skills_used_count,
      cowork.skills_used_count,
      unified?.sessions.skills_used_count,
      excel.skills_used_count,
      powerpoint.skills_used_count,
      word?.skills_used_count,
      outlook?.skills_used_count,
      full?.science_metrics.skills_used_count,
    ].reduce<number>(add, 0),
    connector_invocations: [
      chat.connectors_used_count,
      unified?.chat.connectors_used_count,
      cowork.connectors_used_count,
      unified?.sessions.connectors_used_count,
      excel.connectors_used_count,
      powerpoint.connectors_used_count,
      word?.connectors_used_count,
      outlook?.connectors_used_count,
    ].reduce<number>(add, 0),
    excel_sessions: excel.distinct_session_count,
    excel_messages: excel.message_count,
    excel_skills: excel.skills_used_count,
    excel_connectors: excel.connectors_used_count,
    powerpoint_sessions: powerpoint.distinct_session_count,
    powerpoint_messages: powerpoint.message_count,
    powerpoint_skills: powerpoint.skills_used_count,
    powerpoint_connectors: powerpoint.connectors_used_count,
  }
}
