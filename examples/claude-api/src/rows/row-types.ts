/** A distinct count. It is null only where a row combines several people or days. */
type Distinct = number | null

export interface ChatBlock {
  readonly distinct_conversation_count: Distinct
  readonly message_count: number
  readonly thinking_message_count: number
  readonly distinct_projects_created_count: number
  readonly distinct_projects_used_count: Distinct
  readonly distinct_files_uploaded_count: Distinct
  readonly distinct_artifacts_created_count: number
  readonly distinct_shared_artifacts_viewed_count: Distinct
  readonly shared_conversations_viewed_count: number
  readonly distinct_skills_used_count: Distinct
  readonly connectors_used_count: number
  readonly distinct_connectors_used_count: Distinct
}

export interface CoworkBlock {
  readonly distinct_session_count: Distinct
  readonly message_count: number
  readonly action_count: number
  readonly dispatch_turn_count: number
  readonly artifacts_created_count: number
  readonly skills_used_count: number
  readonly distinct_skills_used_count: Distinct
  readonly connectors_used_count: number
  readonly distinct_connectors_used_count: Distinct
  /** This and the counts below are null when the organization does not have these reports. */
  readonly plugins_used_count: number | null
  readonly distinct_plugins_used_count: Distinct
  readonly file_edit_count: number | null
  readonly edit_tool_count: number | null
  readonly multi_edit_tool_count: number | null
  readonly write_tool_count: number | null
  readonly notebook_edit_tool_count: number | null
  readonly sessions_with_file_edits_count: Distinct
}

export interface ToolActions {
  readonly accepted_count: number
  readonly rejected_count: number
}

export interface CodeBlock {
  readonly core_metrics: {
    readonly distinct_session_count: Distinct
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

export interface OfficeBlock {
  readonly distinct_session_count: Distinct
  readonly message_count: number
  readonly skills_used_count: number
  readonly distinct_skills_used_count: Distinct
  readonly connectors_used_count: number
  readonly distinct_connectors_used_count: Distinct
}

export interface DesignBlock {
  readonly distinct_projects_created_count: number
  readonly distinct_projects_used_count: Distinct
  readonly distinct_session_count: Distinct
  readonly message_count: number
}

export interface ScienceBlock {
  readonly distinct_session_count: Distinct
  readonly message_count: number
  readonly delegation_count: number
  readonly remote_compute_job_count: number
  readonly skills_used_count: number
}

/** A row of `/users`. */
export interface UserRow {
  readonly user: { readonly id: string; readonly email_address: string; readonly type: 'user' } | null
  readonly distinct_user_count: number | null
  readonly web_search_count: number
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
  readonly chat_cowork_unified_metrics?: { readonly chat: ChatBlock; readonly sessions: CoworkBlock } | null
  readonly claude_tag_metrics?: {
    readonly active_day_count: number | null
    readonly active_message_count: number | null
  } | null
  readonly rbac_group_id?: string | null
  readonly rbac_group_name?: string | null
}

/** A row of `/users` from an older deployment. */
export interface OlderUserRow
  extends Omit<
    UserRow,
    'office_metrics' | 'design_metrics' | 'science_metrics' | 'chat_cowork_unified_metrics' | 'claude_tag_metrics'
  > {
  readonly office_metrics: Pick<UserRow['office_metrics'], 'excel' | 'powerpoint'>
}

/** The values that a row is grouped by. Only requested dimensions are present. */
interface GroupedBy {
  readonly product?: string | null
  readonly rbac_group_id?: string | null
  readonly rbac_group_name?: string | null
  readonly user_id?: string | null
}

interface OfficeBlocks<Block> {
  readonly excel: Block
  readonly powerpoint: Block
  readonly word: Block
  readonly outlook: Block
}

/** Blocks that count conversations and sessions with a skill or connector. */
interface UsageBlocks<Conversations, Sessions> {
  readonly chat_metrics: Conversations
  readonly claude_code_metrics: Sessions
  readonly cowork_metrics: Sessions
  readonly office_metrics: OfficeBlocks<Sessions>
  readonly chat_cowork_unified_metrics?: { readonly chat: Conversations; readonly sessions: Sessions } | null
}

export type SkillBlocks = UsageBlocks<
  { readonly distinct_conversation_skill_used_count: Distinct },
  { readonly distinct_session_skill_used_count: Distinct }
>

export type ConnectorBlocks = UsageBlocks<
  { readonly distinct_conversation_connector_used_count: Distinct },
  { readonly distinct_session_connector_used_count: Distinct }
>

/** A row of `/skills`. */
export interface SkillRow extends SkillBlocks, GroupedBy {
  readonly skill_name: string
  readonly skill_display_name: string | null
  readonly share_status: 'organization' | 'private' | 'public' | null
  readonly distinct_user_count: number
  readonly invocation_count: number | null
  readonly enable_count: number | null
  /** This and `estimated_overage_spend` are decimal strings in cents. */
  readonly attributed_list_price: string | null
  readonly estimated_overage_spend: string | null
  readonly currency: string | null
}

/** A row of `/connectors`. */
export interface ConnectorRow extends ConnectorBlocks, GroupedBy {
  readonly connector_name: string
  readonly connector_display_name: string | null
  readonly distinct_user_count: number
  readonly read_call_count: number | null
  readonly write_call_count: number | null
  readonly unclassified_call_count: number | null
  readonly individual_auth_distinct_user_count: number | null
  readonly managed_auth_distinct_user_count: number | null
}

/** A row of `/summaries`: one day of the organization, or of the groups in the filter. */
export interface SummaryRow {
  readonly starting_at: string
  readonly ending_at: string
  readonly assigned_seat_count: number | null
  readonly pending_invite_count: number | null
  readonly daily_active_user_count: number
  readonly weekly_active_user_count: number
  readonly monthly_active_user_count: number
  readonly daily_adoption_rate: number | null
  readonly weekly_adoption_rate: number | null
  readonly monthly_adoption_rate: number | null
  readonly cowork_daily_active_user_count: number
  readonly cowork_weekly_active_user_count: number
  readonly cowork_monthly_active_user_count: number
}
