import {
  type ClaudeUserId,
  type Counters,
  claudeUserId,
  type Day,
  eachCounter,
  type UsageSource,
} from '@windmill/claude-core'
import { classificationComplete } from './activity/connectors.ts'
import { completeDay } from './freshness.ts'
import type { Listings } from './listings.ts'
import type { Query } from './query.ts'
import { rowsOf } from './rows/listing.ts'
import type { ConnectorRow, OlderUserRow, SkillRow, UserRow } from './rows/row-types.ts'
import type { Settings } from './settings.ts'

export interface Sources {
  readonly skills: UsageSource
  readonly connectors: UsageSource
}

/** What a client that makes no mistake has stored, as of now. */
export interface Truth {
  /** The newest day that users, skills and connectors all serve. */
  readonly latestDay: () => Day
  /** Everyone who is listed on a day, by `/users` or by a report that is a source; the latter with zeros otherwise. */
  readonly day: (day: Day) => ReadonlyMap<ClaudeUserId, Counters>
  /**
   * Where a day's skill and connector usage comes from. Skills: from their report unless it gives only nulls.
   * Connectors: from their report as soon as every call is in it, from 2 June 2026 on, unless it gives only nulls.
   */
  readonly sources: (day: Day) => Sources
}

interface Reports {
  readonly users: readonly (UserRow | OlderUserRow)[]
  readonly skills: readonly SkillRow[]
  readonly connectors: readonly ConnectorRow[]
}

export const createTruth = (listings: () => Listings, settings: () => Settings, now: () => number): Truth => {
  const reports = (day: Day): Reports => {
    const query = { from: day, to: day, range: false, filters: new Map(), descending: false }
    const plain: Query = { ...query, endpoint: 'users', groupBy: new Set() }
    const byUser: Query = { ...query, endpoint: 'skills', groupBy: new Set(['user_id']) }
    const { users, skills, connectors } = listings()
    return {
      users: rowsOf(users(plain, now())),
      skills: rowsOf(skills(byUser, now())),
      connectors: rowsOf(connectors({ ...byUser, endpoint: 'connectors' }, now())),
    }
  }
  return {
    latestDay: () => completeDay(now(), settings()),
    sources: (day) => sourcesOf(day, reports(day)),
    day: (day) => countersOf(day, reports(day)),
  }
}

const sourcesOf = (day: Day, { skills, connectors }: Reports): Sources => ({
  skills: skills.some((row) => row.invocation_count === null) ? 'users' : 'report',
  connectors:
    day < classificationComplete || connectors.some((row) => row.read_call_count === null) ? 'users' : 'report',
})

const countersOf = (day: Day, reports: Reports): ReadonlyMap<ClaudeUserId, Counters> => {
  const sources = sourcesOf(day, reports)
  const counters = new Map<string, Record<keyof Counters, number | null>>()
  for (const row of reports.users) {
    if (row.user) counters.set(row.user.id, fromUserRow(row))
  }
  const of = (id: string | null | undefined): Record<keyof Counters, number | null> => {
    if (!id) throw new TypeError('A row grouped by user has no user id.')
    const known = counters.get(id) ?? eachCounter(() => 0)
    counters.set(id, known)
    return known
  }
  if (sources.skills === 'report') {
    for (const known of counters.values()) known.skill_invocations = 0
  }
  if (sources.connectors === 'report') {
    for (const known of counters.values()) known.connector_invocations = 0
  }
  for (const row of sources.skills === 'report' ? reports.skills : []) {
    const known = of(row.user_id)
    known.skill_invocations = add(known.skill_invocations, row.invocation_count)
  }
  for (const row of sources.connectors === 'report' ? reports.connectors : []) {
    const known = of(row.user_id)
    const calls = add(add(row.read_call_count, row.write_call_count), row.unclassified_call_count)
    known.connector_invocations = add(known.connector_invocations, calls)
  }
  return new Map([...counters].map(([id, known]) => [claudeUserId(id), known]))
}

const add = (a: number | null | undefined, b: number | null | undefined): number => (a ?? 0) + (b ?? 0)

/** A row's own counters, with the usage of skills and connectors as far as the row tells of it. */
const fromUserRow = (row: UserRow | OlderUserRow): Record<keyof Counters, number | null> => {
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
    // Without the block, nobody in the organisation has chat and Cowork in one: nothing was done there.
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
