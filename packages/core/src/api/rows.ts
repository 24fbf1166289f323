// The rows of the Analytics API, reduced to the fields that are read. `rows.test-d.ts` checks these types against the
// types of Anthropic's SDK. `read-field.ts` checks the values of an answer.

/** A count as the API gives it. Absent and null both mean unknown. */
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

/** One member's day in all products. */
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

/** One user's usage of one skill, from the report grouped by `user_id`. */
export interface SkillRow {
  /** Used only to tell rows apart. */
  readonly skill_name?: string | null | undefined
  readonly user_id?: string | null | undefined
  readonly invocation_count?: Count
}

/** One user's usage of one connector, from the report grouped by `user_id`. */
export interface ConnectorRow {
  /** Used only to tell rows apart. */
  readonly connector_name?: string | null | undefined
  readonly user_id?: string | null | undefined
  readonly read_call_count?: Count
  readonly write_call_count?: Count
  readonly unclassified_call_count?: Count
}

/** One day of the whole organization. Only the seats are read. */
export interface SummaryRow {
  /** The start of the day, as a time in UTC. */
  readonly starting_at?: string | null | undefined
  /** Older deployments of the API have this instead of `starting_at`. */
  readonly starting_date?: string | null | undefined
  readonly assigned_seat_count?: Count
  readonly pending_invite_count?: Count
}

/** An endpoint of the Analytics API that is read by day: the list of users, or a report. */
export type Endpoint = 'users' | 'skills' | 'connectors'
