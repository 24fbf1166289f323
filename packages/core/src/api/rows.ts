import * as z from 'zod'

/**
 * The rows of the Analytics API, cut down to what is read. `rows.test-d.ts` holds them against Anthropic's own types.
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

export interface Rows {
  readonly users: UserRow
  readonly skills: SkillRow
  readonly connectors: ConnectorRow
}
export type Endpoint = keyof Rows

export interface PageBody<Row> {
  readonly data: readonly Row[]
  readonly next_page?: string | null | undefined
}

/** A count fits PostgreSQL's `integer`; anything else is not a count, and an error that names the field. */
const count = z.int32().min(0).nullish()
const block = <Shape extends Record<string, z.ZodType>>(shape: Shape) => z.nullish(z.object(shape))

const chat = block({
  distinct_conversation_count: count,
  message_count: count,
  distinct_artifacts_created_count: count,
  distinct_skills_used_count: count,
  connectors_used_count: count,
})
const sessions = block({ skills_used_count: count, connectors_used_count: count })
const officeApp = block({
  distinct_session_count: count,
  message_count: count,
  skills_used_count: count,
  connectors_used_count: count,
})
const tool = block({ accepted_count: count, rejected_count: count })
const userId = z.nullish(z.string())

const page = <Row extends z.ZodType>(row: Row) => z.object({ data: z.array(row), next_page: z.nullish(z.string()) })

/** The schemas of a page: unknown fields are dropped, so nothing but the counts goes any further. */
export const pageSchemas: { readonly [E in Endpoint]: z.ZodType<PageBody<Rows[E]>> } = {
  users: page(
    z.object({
      user: z.nullish(z.object({ id: z.string().check(z.minLength(1)), email_address: z.nullish(z.string()) })),
      chat_metrics: chat,
      claude_code_metrics: block({
        core_metrics: block({
          distinct_session_count: count,
          commit_count: count,
          pull_request_count: count,
          lines_of_code: block({ added_count: count, removed_count: count }),
        }),
        tool_actions: block({ edit_tool: tool, multi_edit_tool: tool, write_tool: tool, notebook_edit_tool: tool }),
      }),
      office_metrics: block({ excel: officeApp, powerpoint: officeApp, word: officeApp, outlook: officeApp }),
      cowork_metrics: sessions,
      science_metrics: block({ skills_used_count: count }),
      chat_cowork_unified_metrics: block({ chat, sessions }),
    }),
  ),
  skills: page(z.object({ user_id: userId, invocation_count: count })),
  connectors: page(
    z.object({ user_id: userId, read_call_count: count, write_call_count: count, unclassified_call_count: count }),
  ),
}
