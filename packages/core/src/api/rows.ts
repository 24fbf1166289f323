/**
 * The rows of the Analytics API, cut down to what is read. `rows.test-d.ts` holds them against Anthropic's own types.
 * That an answer is as they say is not known before `fields.ts` has read it.
 */

/** A count as the API gives it; absent and null both mean that it is not known. */
export type Count = number | null | undefined

type Block<Fields> = { readonly [Field in keyof Fields]?: Fields[Field] } | null | undefined
type Counts<Field extends string> = Block<Record<Field, Count>>

type Chat = Counts<
  | 'distinct_conversation_count'
  | 'message_count'
  | 'distinct_artifacts_created_count'
  | 'distinct_skills_used_count'
  | 'connectors_used_count'
>
type Sessions = Counts<'skills_used_count' | 'connectors_used_count'>
type OfficeApp = Counts<'distinct_session_count' | 'message_count' | 'skills_used_count' | 'connectors_used_count'>
type Tool = Counts<'accepted_count' | 'rejected_count'>

export interface UserRow {
  readonly user?: { readonly id: string; readonly email_address?: string | null | undefined } | null | undefined
  readonly chat_metrics?: Chat
  readonly claude_code_metrics?: Block<{
    core_metrics: Block<{
      distinct_session_count: Count
      commit_count: Count
      pull_request_count: Count
      lines_of_code: Counts<'added_count' | 'removed_count'>
    }>
    tool_actions: Block<Record<'edit_tool' | 'multi_edit_tool' | 'write_tool' | 'notebook_edit_tool', Tool>>
  }>
  readonly office_metrics?: Block<Record<'excel' | 'powerpoint' | 'word' | 'outlook', OfficeApp>>
  readonly cowork_metrics?: Sessions
  readonly science_metrics?: Counts<'skills_used_count'>
  readonly chat_cowork_unified_metrics?: Block<{ chat: Chat; sessions: Sessions }>
}

/** One skill's use by one user, as `group_by[]=user_id` gives it. */
export interface SkillRow {
  readonly user_id?: string | null | undefined
  readonly invocation_count?: Count
}

/** One connector's use by one user, as `group_by[]=user_id` gives it. */
export interface ConnectorRow {
  readonly user_id?: string | null | undefined
  readonly read_call_count?: Count
  readonly write_call_count?: Count
  readonly unclassified_call_count?: Count
}

/** The rows that each endpoint gives. */
export interface ApiRows {
  readonly users: UserRow
  readonly skills: SkillRow
  readonly connectors: ConnectorRow
}
export type Endpoint = keyof ApiRows

export interface PageBody<Row> {
  readonly data: readonly Row[]
  readonly next_page?: string | null | undefined
}
