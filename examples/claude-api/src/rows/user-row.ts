import type { Day } from '@windmill/claude-core'
import type { Activity, CodeActivity, Use } from '../activity/activity.ts'
import type { OfficeApp, UsageSurface } from '../activity/usage-surface.ts'
import type { Settings } from '../settings.ts'
import type {
  ChatBlock,
  CodeBlock,
  CoworkBlock,
  DesignBlock,
  OfficeBlock,
  OlderUserRow,
  ScienceBlock,
  UserRow,
} from './row-types.ts'

/** Creates a member's row of `/users` for one day. `blocks` is the setting that decides which blocks the row has. */
export const createUserRow = (activity: Activity, day: Day, blocks: Settings['blocks']): UserRow | OlderUserRow => {
  const { member, isUnified } = activity
  const chat = createChatBlock(activity)
  const cowork = createCoworkBlock(activity)
  const office = { excel: createOfficeBlock(activity, 'excel'), powerpoint: createOfficeBlock(activity, 'powerpoint') }
  const olderRow = {
    user: { id: member.id, email_address: member.email, type: 'user' },
    distinct_user_count: null,
    web_search_count: activity.webSearches,
    chat_metrics: isUnified ? zeroChatBlock : chat,
    claude_code_metrics: activity.code ? createCodeBlock(activity.code) : zeroCodeBlock,
    office_metrics: office,
    cowork_metrics: isUnified ? zeroCoworkBlock : cowork,
  } as const
  if (blocks === 'older') return olderRow

  const row: UserRow = {
    ...olderRow,
    office_metrics: {
      ...office,
      word: createOfficeBlock(activity, 'word'),
      outlook: createOfficeBlock(activity, 'outlook'),
    },
    design_metrics: createDesignBlock(activity),
    science_metrics: createScienceBlock(activity),
  }
  if (blocks === 'required') return row
  return {
    ...row,
    last_activity_date: isActive(activity) ? day : null,
    chat_cowork_unified_metrics: isUnified
      ? { chat: { ...chat, distinct_shared_artifacts_viewed_count: null }, sessions: cowork }
      : zeroUnifiedBlock,
    claude_tag_metrics: {
      active_day_count: activity.tagMessages > 0 ? 1 : 0,
      active_message_count: activity.tagMessages,
    },
  }
}

/** Returns whether the member used any product or Office app. */
const isActive = ({ chat, code, cowork, office, design, science, tagMessages }: Activity): boolean =>
  Boolean(chat || code || cowork || design || science || tagMessages) || Object.values(office).some(Boolean)

/**
 * Counts the invocations and the distinct skills or connectors on a surface. The distinct count is the number of uses,
 * because a skill or connector has at most one `Use` per surface and day.
 */
const countUsage = (
  uses: readonly Use[],
  surface: UsageSurface,
): { readonly invocations: number; readonly distinctCount: number } => {
  let invocations = 0
  let distinctCount = 0
  for (const use of uses) {
    if (use.surface !== surface) continue
    invocations += use.invocations
    distinctCount += 1
  }
  return { invocations, distinctCount }
}

const createChatBlock = (activity: Activity): ChatBlock => {
  const { chat } = activity
  if (!chat) return zeroChatBlock
  const connectors = countUsage(activity.connectors, 'chat')
  return {
    distinct_conversation_count: chat.conversations,
    message_count: chat.messages,
    thinking_message_count: chat.thinkingMessages,
    distinct_projects_created_count: chat.projectsCreated,
    distinct_projects_used_count: chat.projectsUsed,
    distinct_files_uploaded_count: chat.filesUploaded,
    distinct_artifacts_created_count: chat.artifactsCreated,
    distinct_shared_artifacts_viewed_count: 0,
    shared_conversations_viewed_count: chat.sharedConversationsViewed,
    distinct_skills_used_count: countUsage(activity.skills, 'chat').distinctCount,
    connectors_used_count: connectors.invocations,
    distinct_connectors_used_count: connectors.distinctCount,
  }
}

const createCoworkBlock = (activity: Activity): CoworkBlock => {
  const { cowork } = activity
  if (!cowork) return zeroCoworkBlock
  const skills = countUsage(activity.skills, 'cowork')
  const connectors = countUsage(activity.connectors, 'cowork')
  return {
    ...zeroCoworkBlock,
    distinct_session_count: cowork.sessions,
    message_count: cowork.messages,
    action_count: cowork.actions,
    dispatch_turn_count: cowork.dispatchTurns,
    artifacts_created_count: cowork.artifactsCreated,
    skills_used_count: skills.invocations,
    distinct_skills_used_count: skills.distinctCount,
    connectors_used_count: connectors.invocations,
    distinct_connectors_used_count: connectors.distinctCount,
  }
}

const createCodeBlock = (code: CodeActivity): CodeBlock => ({
  core_metrics: {
    distinct_session_count: code.sessions,
    commit_count: code.commits,
    pull_request_count: code.pullRequests,
    artifacts_created_count: code.artifactsCreated,
    lines_of_code: { added_count: code.linesAdded, removed_count: code.linesRemoved },
  },
  tool_actions: {
    edit_tool: { accepted_count: code.editsAccepted, rejected_count: code.editsRejected },
    multi_edit_tool: zeroToolActions,
    write_tool: { accepted_count: code.writesAccepted, rejected_count: code.writesRejected },
    notebook_edit_tool: { accepted_count: code.notebookEditsAccepted, rejected_count: code.notebookEditsRejected },
  },
})

const createOfficeBlock = (activity: Activity, app: OfficeApp): OfficeBlock => {
  const appActivity = activity.office[app]
  if (!appActivity) return zeroOfficeBlock
  const skills = countUsage(activity.skills, app)
  const connectors = countUsage(activity.connectors, app)
  return {
    distinct_session_count: appActivity.sessions,
    message_count: appActivity.messages,
    skills_used_count: skills.invocations,
    distinct_skills_used_count: skills.distinctCount,
    connectors_used_count: connectors.invocations,
    distinct_connectors_used_count: connectors.distinctCount,
  }
}

const createDesignBlock = ({ design }: Activity): DesignBlock => ({
  distinct_projects_created_count: design?.projectsCreated ?? 0,
  distinct_projects_used_count: design?.projectsUsed ?? 0,
  distinct_session_count: design?.sessions ?? 0,
  message_count: design?.messages ?? 0,
})

const createScienceBlock = ({ science, skills }: Activity): ScienceBlock => ({
  distinct_session_count: science?.sessions ?? 0,
  message_count: science?.messages ?? 0,
  delegation_count: science?.delegations ?? 0,
  remote_compute_job_count: science?.remoteJobs ?? 0,
  skills_used_count: countUsage(skills, 'science').invocations,
})

const zeroToolActions = { accepted_count: 0, rejected_count: 0 }

const zeroChatBlock: ChatBlock = {
  distinct_conversation_count: 0,
  message_count: 0,
  thinking_message_count: 0,
  distinct_projects_created_count: 0,
  distinct_projects_used_count: 0,
  distinct_files_uploaded_count: 0,
  distinct_artifacts_created_count: 0,
  distinct_shared_artifacts_viewed_count: 0,
  shared_conversations_viewed_count: 0,
  distinct_skills_used_count: 0,
  connectors_used_count: 0,
  distinct_connectors_used_count: 0,
}

const zeroCoworkBlock: CoworkBlock = {
  distinct_session_count: 0,
  message_count: 0,
  action_count: 0,
  dispatch_turn_count: 0,
  artifacts_created_count: 0,
  skills_used_count: 0,
  distinct_skills_used_count: 0,
  connectors_used_count: 0,
  distinct_connectors_used_count: 0,
  plugins_used_count: null,
  distinct_plugins_used_count: null,
  file_edit_count: null,
  edit_tool_count: null,
  multi_edit_tool_count: null,
  write_tool_count: null,
  notebook_edit_tool_count: null,
  sessions_with_file_edits_count: null,
}

const zeroCodeBlock: CodeBlock = {
  core_metrics: {
    distinct_session_count: 0,
    commit_count: 0,
    pull_request_count: 0,
    artifacts_created_count: 0,
    lines_of_code: { added_count: 0, removed_count: 0 },
  },
  tool_actions: {
    edit_tool: zeroToolActions,
    multi_edit_tool: zeroToolActions,
    write_tool: zeroToolActions,
    notebook_edit_tool: zeroToolActions,
  },
}

const zeroOfficeBlock: OfficeBlock = {
  distinct_session_count: 0,
  message_count: 0,
  skills_used_count: 0,
  distinct_skills_used_count: 0,
  connectors_used_count: 0,
  distinct_connectors_used_count: 0,
}

const zeroUnifiedBlock = {
  chat: { ...zeroChatBlock, distinct_shared_artifacts_viewed_count: null },
  sessions: zeroCoworkBlock,
}
