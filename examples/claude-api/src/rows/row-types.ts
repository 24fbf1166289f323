/** A distinct count. Null when it cannot be computed, for example in a row of several members. */
type DistinctCount = number | null

/** Chat counts of a `/users` row. */
export interface ChatBlock {
  readonly distinct_conversation_count: DistinctCount
  readonly message_count: number
  readonly thinking_message_count: number
  readonly distinct_projects_created_count: number
  readonly distinct_projects_used_count: DistinctCount
  readonly distinct_files_uploaded_count: DistinctCount
  readonly distinct_artifacts_created_count: number
  readonly distinct_shared_artifacts_viewed_count: DistinctCount
  readonly shared_conversations_viewed_count: number
  readonly distinct_skills_used_count: DistinctCount
  readonly connectors_used_count: number
  readonly distinct_connectors_used_count: DistinctCount
}

/** Cowork counts of a `/users` row. */
export interface CoworkBlock {
  readonly distinct_session_count: DistinctCount
  readonly message_count: number
  readonly action_count: number
  readonly dispatch_turn_count: number
  readonly artifacts_created_count: number
  readonly skills_used_count: number
  readonly distinct_skills_used_count: DistinctCount
  readonly connectors_used_count: number
  readonly distinct_connectors_used_count: DistinctCount
  /**
   * The stand-in always returns null for this count and the counts below. The real API does so for some organizations.
   */
  readonly plugins_used_count: number | null
  readonly distinct_plugins_used_count: DistinctCount
  readonly file_edit_count: number | null
  readonly edit_tool_count: number | null
  readonly multi_edit_tool_count: number | null
  readonly write_tool_count: number | null
  readonly notebook_edit_tool_count: number | null
  readonly sessions_with_file_edits_count: DistinctCount
}

/** Accepted and rejected proposals of one tool of Claude Code. */
export interface ToolActions {
  readonly accepted_count: number
  readonly rejected_count: number
}

/** Claude Code counts of a `/users` row. */
export interface CodeBlock {
  readonly core_metrics: {
    readonly distinct_session_count: DistinctCount
    readonly commit_count: number
    readonly pull_request_count: number
    readonly artifacts_created_count: number
    readonly lines_of_code: { readonly added_count: number; readonly removed_count: number }
  }
  readonly tool_actions: {
    readonly edit_tool: ToolActions
    readonly multi_edit_tool: ToolActions
    readonly write_tool: ToolActions
    readonly notebook_edit_tool: ToolActions
  }
}

/** Counts of one Office app in a `/users` row. */
export interface OfficeBlock {
  readonly distinct_session_count: DistinctCount
  readonly message_count: number
  readonly skills_used_count: number
  readonly distinct_skills_used_count: DistinctCount
  readonly connectors_used_count: number
  readonly distinct_connectors_used_count: DistinctCount
}

/** Design counts of a `/users` row. */
export interface DesignBlock {
  readonly distinct_projects_created_count: number
  readonly distinct_projects_used_count: DistinctCount
  readonly distinct_session_count: DistinctCount
  readonly message_count: number
}

/** Science counts of a `/users` row. */
export interface ScienceBlock {
  readonly distinct_session_count: DistinctCount
  readonly message_count: number
  readonly delegation_count: number
  readonly remote_compute_job_count: number
  readonly skills_used_count: number
}

/** A row of `/users`, for a member or for an RBAC group. */
export interface UserRow {
  /** Null in a row of a group. */
  readonly user: { readonly id: string; readonly email_address: string; readonly type: 'user' } | null
  /** Number of members in a row of a group; null in a row of a member. */
  readonly distinct_user_count: number | null
  readonly web_search_count: number
  /** Last day with activity, `YYYY-MM-DD`; null without activity. Omitted unless `blocks` is `all`. */
  readonly last_activity_date?: string | null
  readonly chat_metrics: ChatBlock
  readonly claude_code_metrics: CodeBlock
  readonly office_metrics: {
    readonly excel: OfficeBlock
    readonly powerpoint: OfficeBlock
    readonly word: OfficeBlock
    readonly outlook: OfficeBlock
  }
  readonly cowork_metrics: CoworkBlock
  readonly design_metrics: DesignBlock
  readonly science_metrics: ScienceBlock
  /** Usage of members with the unified chat and Cowork experience. Omitted unless `blocks` is `all`. */
  readonly chat_cowork_unified_metrics?: { readonly chat: ChatBlock; readonly sessions: CoworkBlock } | null
  /** Usage of Claude Tag, which is Claude in Slack. Omitted unless `blocks` is `all`. */
  readonly claude_tag_metrics?: {
    readonly active_day_count: number | null
    readonly active_message_count: number | null
  } | null
  /** Present only in a row of a group. */
  readonly rbac_group_id?: string | null
  /** Present only in a row of a group. */
  readonly rbac_group_name?: string | null
}

/** A row of `/users` from an older deployment, which lacks newer blocks, Word and Outlook. */
export interface OlderUserRow
  extends Omit<
    UserRow,
    'office_metrics' | 'design_metrics' | 'science_metrics' | 'chat_cowork_unified_metrics' | 'claude_tag_metrics'
  > {
  readonly office_metrics: Pick<UserRow['office_metrics'], 'excel' | 'powerpoint'>
}

/** The values of the dimensions that the query groups by. Other dimensions are omitted. */
interface GroupLabels {
  readonly product?: string | null
  readonly rbac_group_id?: string | null
  readonly rbac_group_name?: string | null
  readonly user_id?: string | null
}

/** One block per Office app. */
interface OfficeBlocks<Block> {
  readonly excel: Block
  readonly powerpoint: Block
  readonly word: Block
  readonly outlook: Block
}

/** Blocks that count the conversations and sessions in which a skill or connector was used. */
interface UsageBlocks<Conversations, Sessions> {
  readonly chat_metrics: Conversations
  readonly claude_code_metrics: Sessions
  readonly cowork_metrics: Sessions
  readonly office_metrics: OfficeBlocks<Sessions>
  readonly chat_cowork_unified_metrics?: { readonly chat: Conversations; readonly sessions: Sessions } | null
}

/** Blocks of a `/skills` row. */
export type SkillBlocks = UsageBlocks<
  { readonly distinct_conversation_skill_used_count: DistinctCount },
  { readonly distinct_session_skill_used_count: DistinctCount }
>

/** Blocks of a `/connectors` row. */
export type ConnectorBlocks = UsageBlocks<
  { readonly distinct_conversation_connector_used_count: DistinctCount },
  { readonly distinct_session_connector_used_count: DistinctCount }
>

/** A row of `/skills`. */
export interface SkillRow extends SkillBlocks, GroupLabels {
  readonly skill_name: string
  readonly skill_display_name: string | null
  readonly share_status: 'organization' | 'private' | 'public' | null
  readonly distinct_user_count: number
  /** Null when the setting `skillReport` turns invocations off. */
  readonly invocation_count: number | null
  /** Members who enabled the skill on the day. Null for a range and for a grouped or filtered query. */
  readonly enable_count: number | null
  /** Decimal string in the minor unit of `currency` (cents). Null without usage that the API attributes a price to. */
  readonly attributed_list_price: string | null
  /** Decimal string in the minor unit of `currency` (cents). Null together with `attributed_list_price`. */
  readonly estimated_overage_spend: string | null
  /** ISO 4217 code; null when both amounts are null. */
  readonly currency: string | null
}

/** A row of `/connectors`. */
export interface ConnectorRow extends ConnectorBlocks, GroupLabels {
  readonly connector_name: string
  readonly connector_display_name: string | null
  readonly distinct_user_count: number
  /** The three call counts are null before calls are classified, and when `connectorReport` turns them off. */
  readonly read_call_count: number | null
  readonly write_call_count: number | null
  readonly unclassified_call_count: number | null
  /** Users with individual or managed credentials. Both counts are null before 2026-07-01. */
  readonly individual_auth_distinct_user_count: number | null
  readonly managed_auth_distinct_user_count: number | null
}

/** A row of `/summaries`: one day of the organization, or of the RBAC groups in the filter. */
export interface SummaryRow {
  /** Start of the day, as an ISO 8601 timestamp in UTC. */
  readonly starting_at: string
  /** Start of the next day. */
  readonly ending_at: string
  /** Null in a filtered row, like `pending_invite_count` and the adoption rates. */
  readonly assigned_seat_count: number | null
  readonly pending_invite_count: number | null
  readonly daily_active_user_count: number
  /** Active in the 7 days up to the day. */
  readonly weekly_active_user_count: number
  /** Active in the 30 days up to the day. */
  readonly monthly_active_user_count: number
  /** Active users in percent of the assigned seats, as in the other adoption rates. */
  readonly daily_adoption_rate: number | null
  readonly weekly_adoption_rate: number | null
  readonly monthly_adoption_rate: number | null
  readonly cowork_daily_active_user_count: number
  readonly cowork_weekly_active_user_count: number
  readonly cowork_monthly_active_user_count: number
}
