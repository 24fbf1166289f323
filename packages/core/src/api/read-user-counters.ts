import type { Counters } from '../stats/counters.ts'
import { readBlock, readCount } from './read-field.ts'
import type { UserRow } from './rows.ts'

/**
 * Reads the counters of a member's row. Its skill and connector counts are lower bounds. They are used only when the
 * organization has no usable report.
 * @throws `WrongFieldError` if a field has an unexpected type.
 */
export const readUserCounters = (row: UserRow): Counters => {
  const chat = readBlock(row, 'chat_metrics')
  const cowork = readBlock(row, 'cowork_metrics')
  const science = readBlock(row, 'science_metrics')

  const unified = readBlock(row, 'chat_cowork_unified_metrics')
  const unifiedChat = readBlock(unified, 'chat')
  const unifiedSessions = readBlock(unified, 'sessions')
  // Without a block for the unified experience, no activity is counted there: zero, not unknown.
  const unifiedDefault = unified ? null : 0

  const claudeCode = readBlock(row, 'claude_code_metrics')
  const code = readBlock(claudeCode, 'core_metrics')
  const lines = readBlock(code, 'lines_of_code')
  const edits = sumEdits(readBlock(claudeCode, 'tool_actions'))

  const office = readBlock(row, 'office_metrics')
  const excel = readBlock(office, 'excel')
  const powerpoint = readBlock(office, 'powerpoint')
  const apps = [excel, powerpoint, readBlock(office, 'word'), readBlock(office, 'outlook')]

  return {
    chat_conversations: readCount(chat, 'distinct_conversation_count'),
    chat_messages: readCount(chat, 'message_count'),
    chat_artifacts: readCount(chat, 'distinct_artifacts_created_count'),
    unified_conversations: readCount(unifiedChat, 'distinct_conversation_count') ?? unifiedDefault,
    unified_messages: readCount(unifiedChat, 'message_count') ?? unifiedDefault,
    unified_artifacts: readCount(unifiedChat, 'distinct_artifacts_created_count') ?? unifiedDefault,
    code_sessions: readCount(code, 'distinct_session_count'),
    code_commits: readCount(code, 'commit_count'),
    code_pull_requests: readCount(code, 'pull_request_count'),
    code_lines_added: readCount(lines, 'added_count'),
    code_lines_removed: readCount(lines, 'removed_count'),
    code_edits_accepted: edits?.accepted ?? null,
    code_edits_rejected: edits?.rejected ?? null,
    // A lower bound: Chat counts only distinct skills, and Claude Code counts none.
    skill_invocations: sumKnown([
      ...apps.map((app) => readCount(app, 'skills_used_count')),
      readCount(cowork, 'skills_used_count'),
      readCount(science, 'skills_used_count'),
      readCount(unifiedSessions, 'skills_used_count'),
      readCount(chat, 'distinct_skills_used_count'),
      readCount(unifiedChat, 'distinct_skills_used_count'),
    ]),
    // A lower bound: Claude Code counts none.
    connector_invocations: sumKnown([
      ...apps.map((app) => readCount(app, 'connectors_used_count')),
      readCount(cowork, 'connectors_used_count'),
      readCount(chat, 'connectors_used_count'),
      readCount(unifiedChat, 'connectors_used_count'),
      readCount(unifiedSessions, 'connectors_used_count'),
    ]),
    excel_sessions: readCount(excel, 'distinct_session_count'),
    excel_messages: readCount(excel, 'message_count'),
    excel_skills: readCount(excel, 'skills_used_count'),
    excel_connectors: readCount(excel, 'connectors_used_count'),
    powerpoint_sessions: readCount(powerpoint, 'distinct_session_count'),
    powerpoint_messages: readCount(powerpoint, 'message_count'),
    powerpoint_skills: readCount(powerpoint, 'skills_used_count'),
    powerpoint_connectors: readCount(powerpoint, 'connectors_used_count'),
  }
}

type Tools = NonNullable<NonNullable<UserRow['claude_code_metrics']>['tool_actions']>

/**
 * Adds up the accepted and the rejected edits of all edit tools. The multi-edit tool no longer exists, so its block may
 * be missing. Otherwise, an unknown count of any tool makes both sums unknown, so that a rate always covers all tools.
 */
const sumEdits = (tools: Tools | null): { accepted: number; rejected: number } | null => {
  if (!tools) return null
  const toolBlocks = [
    readBlock(tools, 'edit_tool'),
    readBlock(tools, 'write_tool'),
    readBlock(tools, 'notebook_edit_tool'),
  ]
  const multiEdit = readBlock(tools, 'multi_edit_tool')
  if (multiEdit) toolBlocks.push(multiEdit)
  const accepted = sumIfAllKnown(toolBlocks.map((tool) => readCount(tool, 'accepted_count')))
  const rejected = sumIfAllKnown(toolBlocks.map((tool) => readCount(tool, 'rejected_count')))
  return accepted === null || rejected === null ? null : { accepted, rejected }
}

/** Adds up counts. Null if any count is null. */
export const sumIfAllKnown = (counts: readonly (number | null)[]): number | null => {
  let sum = 0
  for (const count of counts) {
    if (count === null) return null
    sum += count
  }
  return sum
}

/** Adds up the counts that are not null. Null if all are null. */
const sumKnown = (counts: readonly (number | null)[]): number | null => {
  let sum: number | null = null
  for (const count of counts) if (count !== null) sum = (sum ?? 0) + count
  return sum
}
