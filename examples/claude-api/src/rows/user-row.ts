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

/** Creates a member's row of `/users` for one day, with the blocks of the configured deployment. */
export const createUserRow = (activity: Activity, day: Day, blocks: Settings['blocks']): UserRow | OlderUserRow => {
  const { member, isUnified } = activity
  const chat = createChatBlock(activity)
  const cowork = createCoworkBlock(activity)
  const office = { excel: createOfficeBlock(activity, 'excel'), powerpoint: createOfficeBlock(activity, 'powerpoint') }
  const required = {
    user: { id: member.id, email_address: member.email, type: 'user' },
    distinct_user_count: null,
    web_search_count: activity.webSearches,
    chat_metrics: isUnified ? noChat : chat,
    claude_code_metrics: activity.code ? createCodeBlock(activity.code) : noCode,
    office_metrics: office,
    cowork_metrics: isUnified ? noCowork : cowork,
  } as const
  if (blocks === 'older') return required

  const row: UserRow = {
    ...required,
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
      : noUnified,
    claude_tag_metrics: {
      active_day_count: activity.tagMessages > 0 ? 1 : 0,
      active_message_count: activity.tagMessages,
    },
  }
}

const isActive = ({ chat, code, cowork, office, design, science, tagMessages }: Activity): boolean =>
  Boolean(chat || code || cowork || design || science || tagMessages) || Object.values(office).some(Boolean)

/** Counts uses and distinct skills or connectors on a surface. Each has at most one `Use` per surface and day. */
const countUsage = (
  uses: readonly Use[],
  surface: UsageSurface,
): { readonly used: number; readonly distinct: number } => {
  let used = 0
  let distinct = 0
  for (const use of uses) {
    if (use.surface !== surface) continue
    used += use.invocations
    distinct += 1
  }
  return { used, distinct }
}

const createChatBlock = (activity: Activity): ChatBlock => {
  const { chat } = activity
  if (!chat) return noChat
  const connectors = countUsage(activity.connectors, 'chat')
  return {
    distinct_conversation_count: chat.conversations,
    message_count: chat.messages,
    thinking_message_count: chat.thinkingMessages,
    distinct_projects_created_count: chat.projectsCreated,
    distinct_projects_used_count: chat.projectsUsed,
    distinct_files_uploaded_count: chat.files,
    distinct_artifacts_created_count: chat.artifacts,
    distinct_shared_artifacts_viewed_count: 0,
    shared_conversations_viewed_count: chat.sharedViewed,
    distinct_skills_used_count: countUsage(activity.skills, 'chat').distinct,
    connectors_used_count: connectors.used,
    distinct_connectors_used_count: connectors.distinct,
  }
}

const createCoworkBlock = (activity: Activity): CoworkBlock => {
  const { cowork } = activity
  if (!cowork) return noCowork
  const skills = countUsage(activity.skills, 'cowork')
  const connectors = countUsage(activity.connectors, 'cowork')
  return {
    ...noCowork,
    distinct_session_count: cowork.sessions,
    message_count: cowork.messages,
    action_count: cowork.actions,
    dispatch_turn_count: cowork.dispatchTurns,
    artifacts_created_count: cowork.artifacts,
    skills_used_count: skills.used,
    distinct_skills_used_count: skills.distinct,
    connectors_used_count: connectors.used,
    distinct_connectors_used_count: connectors.distinct,
  }
}

const createCodeBlock = (code: CodeActivity): CodeBlock => ({
  core_metrics: {
    distinct_session_count: code.sessions,
    commit_count: code.commits,
    pull_request_count: code.pullRequests,
    artifacts_created_count: code.artifacts,
    lines_of_code: { added_count: code.linesAdded, removed_count: code.linesRemoved },
  },
  tool_actions: {
    edit_tool: { accepted_count: code.editsAccepted, rejected_count: code.editsRejected },
    multi_edit_tool: noActions,
    write_tool: { accepted_count: code.writesAccepted, rejected_count: code.writesRejected },
    notebook_edit_tool: { accepted_count: code.notebookEditsAccepted, rejected_count: code.notebookEditsRejected },
  },
})

const createOfficeBlock = (activity: Activity, app: OfficeApp): OfficeBlock => {
  const sessions = activity.office[app]
  if (!sessions) return noOfficeUse
  const skills = countUsage(activity.skills, app)
  const connectors = countUsage(activity.connectors, app)
  return {
    distinct_session_count: sessions.sessions,
    message_count: sessions.messages,
    skills_used_count: skills.used,
    distinct_skills_used_count: skills.distinct,
    connectors_used_count: connectors.used,
    distinct_connectors_used_count: connectors.distinct,
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
  skills_used_count: countUsage(skills, 'science').used,
})

const noActions = { accepted_count: 0, rejected_count: 0 }

const noChat: ChatBlock = {
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

const noCowork: CoworkBlock = {
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

const noCode: CodeBlock = {
  core_metrics: {
    distinct_session_count: 0,
    commit_count: 0,
    pull_request_count: 0,
    artifacts_created_count: 0,
    lines_of_code: { added_count: 0, removed_count: 0 },
  },
  tool_actions: {
    edit_tool: noActions,
    multi_edit_tool: noActions,
    write_tool: noActions,
    notebook_edit_tool: noActions,
  },
}

const noOfficeUse: OfficeBlock = {
  distinct_session_count: 0,
  message_count: 0,
  skills_used_count: 0,
  distinct_skills_used_count: 0,
  connectors_used_count: 0,
  distinct_connectors_used_count: 0,
}

const noUnified = { chat: { ...noChat, distinct_shared_artifacts_viewed_count: null }, sessions: noCowork }
