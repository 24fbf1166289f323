import type { Counters } from '../counters.ts'
import type { Count, UserRow } from './rows.ts'

/**
 * The counters of a member's row. Skill and connector usage are what the row itself tells of them: lower bounds, for an
 * organisation that does not have the reports.
 */
export const countersOfUser = (row: UserRow): Counters => {
  const chat = row.chat_metrics
  const unified = row.chat_cowork_unified_metrics
  const code = row.claude_code_metrics?.core_metrics
  const { excel, powerpoint } = row.office_metrics ?? {}
  const edits = editsOf(row)
  // Where the block of the unified experience is left out, nobody's activity is filed there.
  const inUnified = (count: Count): number | null => (unified ? (count ?? null) : 0)
  return {
    chat_conversations: chat?.distinct_conversation_count ?? null,
    chat_messages: chat?.message_count ?? null,
    chat_artifacts: chat?.distinct_artifacts_created_count ?? null,
    unified_conversations: inUnified(unified?.chat?.distinct_conversation_count),
    unified_messages: inUnified(unified?.chat?.message_count),
    unified_artifacts: inUnified(unified?.chat?.distinct_artifacts_created_count),
    code_sessions: code?.distinct_session_count ?? null,
    code_commits: code?.commit_count ?? null,
    code_pull_requests: code?.pull_request_count ?? null,
    code_lines_added: code?.lines_of_code?.added_count ?? null,
    code_lines_removed: code?.lines_of_code?.removed_count ?? null,
    code_edits_accepted: edits?.accepted ?? null,
    code_edits_rejected: edits?.rejected ?? null,
    skill_invocations: skillsOfUser(row),
    connector_invocations: connectorsOfUser(row),
    excel_sessions: excel?.distinct_session_count ?? null,
    excel_messages: excel?.message_count ?? null,
    excel_skills: excel?.skills_used_count ?? null,
    excel_connectors: excel?.connectors_used_count ?? null,
    powerpoint_sessions: powerpoint?.distinct_session_count ?? null,
    powerpoint_messages: powerpoint?.message_count ?? null,
    powerpoint_skills: powerpoint?.skills_used_count ?? null,
    powerpoint_connectors: powerpoint?.connectors_used_count ?? null,
  }
}

/**
 * Over all edit tools. The multi-edit tool no longer exists, so it may be left out; with any other count unknown, both
 * sums are, so that a rate never rests on half of them.
 */
const editsOf = (row: UserRow): { accepted: number; rejected: number } | null => {
  const tools = row.claude_code_metrics?.tool_actions
  if (!tools) return null
  const counted = [tools.edit_tool, tools.write_tool, tools.notebook_edit_tool]
  if (tools.multi_edit_tool) counted.push(tools.multi_edit_tool)
  const accepted = addExactly(counted.map((tool) => tool?.accepted_count))
  const rejected = addExactly(counted.map((tool) => tool?.rejected_count))
  return accepted === null || rejected === null ? null : { accepted, rejected }
}

/** Chat gives only how many different skills were used, and Claude Code nothing: a lower bound. */
const skillsOfUser = (row: UserRow): number | null =>
  addKnown([
    ...officeApps(row).map((app) => app?.skills_used_count),
    row.cowork_metrics?.skills_used_count,
    row.science_metrics?.skills_used_count,
    row.chat_cowork_unified_metrics?.sessions?.skills_used_count,
    row.chat_metrics?.distinct_skills_used_count,
    row.chat_cowork_unified_metrics?.chat?.distinct_skills_used_count,
  ])

/** All but Claude Code's: a lower bound. */
const connectorsOfUser = (row: UserRow): number | null =>
  addKnown([
    ...officeApps(row).map((app) => app?.connectors_used_count),
    row.cowork_metrics?.connectors_used_count,
    row.chat_metrics?.connectors_used_count,
    row.chat_cowork_unified_metrics?.chat?.connectors_used_count,
    row.chat_cowork_unified_metrics?.sessions?.connectors_used_count,
  ])

const officeApps = ({ office_metrics: office }: UserRow) => [
  office?.excel,
  office?.powerpoint,
  office?.word,
  office?.outlook,
]

/** A sum that is null when any part is. */
export const addExactly = (counts: readonly Count[]): number | null => {
  let sum = 0
  for (const count of counts) {
    if (count == null) return null
    sum += count
  }
  return sum
}

/** Null when every part is. */
const addKnown = (counts: readonly Count[]): number | null => {
  const known = counts.filter((count) => count != null)
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0)
}
