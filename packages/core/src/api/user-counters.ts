import type { Counters } from '../stats/counters.ts'
import { block, count } from './fields.ts'
import type { UserRow } from './rows.ts'

/**
 * The counters of a member's row. Skill and connector usage are what the row itself tells of them: lower bounds, for an
 * organisation that does not have the reports. Throws a `WrongField` where one has a value of the wrong type.
 */
export const countersOfUser = (row: UserRow): Counters => {
  const chat = block(row, 'chat_metrics')
  const cowork = block(row, 'cowork_metrics')
  const science = block(row, 'science_metrics')

  const unified = block(row, 'chat_cowork_unified_metrics')
  const unifiedChat = block(unified, 'chat')
  const unifiedSessions = block(unified, 'sessions')
  // Where the block of the unified experience is left out, nobody's activity is filed there.
  const inUnified = unified ? null : 0

  const claudeCode = block(row, 'claude_code_metrics')
  const code = block(claudeCode, 'core_metrics')
  const lines = block(code, 'lines_of_code')
  const edits = editsOf(block(claudeCode, 'tool_actions'))

  const office = block(row, 'office_metrics')
  const excel = block(office, 'excel')
  const powerpoint = block(office, 'powerpoint')
  const apps = [excel, powerpoint, block(office, 'word'), block(office, 'outlook')]

  return {
    chat_conversations: count(chat, 'distinct_conversation_count'),
    chat_messages: count(chat, 'message_count'),
    chat_artifacts: count(chat, 'distinct_artifacts_created_count'),
    unified_conversations: count(unifiedChat, 'distinct_conversation_count') ?? inUnified,
    unified_messages: count(unifiedChat, 'message_count') ?? inUnified,
    unified_artifacts: count(unifiedChat, 'distinct_artifacts_created_count') ?? inUnified,
    code_sessions: count(code, 'distinct_session_count'),
    code_commits: count(code, 'commit_count'),
    code_pull_requests: count(code, 'pull_request_count'),
    code_lines_added: count(lines, 'added_count'),
    code_lines_removed: count(lines, 'removed_count'),
    code_edits_accepted: edits?.accepted ?? null,
    code_edits_rejected: edits?.rejected ?? null,
    // Chat gives only how many different skills were used, and Claude Code nothing: a lower bound.
    skill_invocations: addKnown([
      ...apps.map((app) => count(app, 'skills_used_count')),
      count(cowork, 'skills_used_count'),
      count(science, 'skills_used_count'),
      count(unifiedSessions, 'skills_used_count'),
      count(chat, 'distinct_skills_used_count'),
      count(unifiedChat, 'distinct_skills_used_count'),
    ]),
    // All but Claude Code's: a lower bound.
    connector_invocations: addKnown([
      ...apps.map((app) => count(app, 'connectors_used_count')),
      count(cowork, 'connectors_used_count'),
      count(chat, 'connectors_used_count'),
      count(unifiedChat, 'connectors_used_count'),
      count(unifiedSessions, 'connectors_used_count'),
    ]),
    excel_sessions: count(excel, 'distinct_session_count'),
    excel_messages: count(excel, 'message_count'),
    excel_skills: count(excel, 'skills_used_count'),
    excel_connectors: count(excel, 'connectors_used_count'),
    powerpoint_sessions: count(powerpoint, 'distinct_session_count'),
    powerpoint_messages: count(powerpoint, 'message_count'),
    powerpoint_skills: count(powerpoint, 'skills_used_count'),
    powerpoint_connectors: count(powerpoint, 'connectors_used_count'),
  }
}

type Tools = NonNullable<NonNullable<UserRow['claude_code_metrics']>['tool_actions']>

/**
 * Over all edit tools. The multi-edit tool no longer exists, so it may be left out; with any other count unknown, both
 * sums are, so that a rate never rests on half of them.
 */
const editsOf = (tools: Tools | null): { accepted: number; rejected: number } | null => {
  if (!tools) return null
  const counted = [block(tools, 'edit_tool'), block(tools, 'write_tool'), block(tools, 'notebook_edit_tool')]
  const multiEdit = block(tools, 'multi_edit_tool')
  if (multiEdit) counted.push(multiEdit)
  const accepted = addExactly(counted.map((tool) => count(tool, 'accepted_count')))
  const rejected = addExactly(counted.map((tool) => count(tool, 'rejected_count')))
  return accepted === null || rejected === null ? null : { accepted, rejected }
}

/** A sum that is null when any part is. */
export const addExactly = (counts: readonly (number | null)[]): number | null => {
  let sum = 0
  for (const count of counts) {
    if (count === null) return null
    sum += count
  }
  return sum
}

/** A sum of the parts that are not null; null when all are. */
const addKnown = (counts: readonly (number | null)[]): number | null => {
  let sum: number | null = null
  for (const count of counts) if (count !== null) sum = (sum ?? 0) + count
  return sum
}
