import { type Counters, eachCounter, type UsageSource } from '../counters.ts'
import type { Day } from '../day.ts'
import { type ClaudeUserId, claudeUserId } from '../ids.ts'
import type { ClaudeUser } from '../matching.ts'
import type { ConnectorRow, Count, SkillRow, UserRow } from './rows.ts'

/** From this day on, every surface says whether a connector call reads or writes, so that the report is complete. */
export const connectorReportFrom: Day = '2026-06-02'

export interface DayRows {
  readonly users: readonly UserRow[]
  /** Null where the organisation does not have the report. */
  readonly skills: readonly SkillRow[] | null
  readonly connectors: readonly ConnectorRow[] | null
}

/** Everything that is kept of a day. */
export interface DayCounters {
  readonly sources: { readonly skills: UsageSource; readonly connectors: UsageSource }
  readonly claudeUsers: readonly ClaudeUser[]
  readonly counters: ReadonlyMap<ClaudeUserId, Counters>
}

/**
 * The counters of every claude user on a day, from the rows of all its pages. Rows of the same user count once: the
 * list is sorted by e-mail, so a change of address between two pages can repeat one.
 */
export const dayCounters = (rows: DayRows): DayCounters => {
  const users = new Map<ClaudeUserId, UserRow>()
  for (const row of rows.users) if (row.user) users.set(claudeUserId(row.user.id), row)

  const fallback = { skills: new Map<ClaudeUserId, Count>(), connectors: new Map<ClaudeUserId, Count>() }
  for (const [id, row] of users) {
    fallback.skills.set(id, skillsOfUser(row))
    fallback.connectors.set(id, connectorsOfUser(row))
  }
  const skills = chooseSource(rows.skills, (row) => row.invocation_count, fallback.skills)
  const connectors = chooseSource(rows.connectors, connectorCalls, fallback.connectors)

  const ids = new Set([...users.keys(), ...skills.counts.keys(), ...connectors.counts.keys()])
  const counters = new Map<ClaudeUserId, Counters>()
  for (const id of ids) {
    const row = users.get(id)
    counters.set(id, {
      ...(row ? countersOfUser(row) : noActivity),
      skill_invocations: countIn(skills, id),
      connector_invocations: countIn(connectors, id),
    })
  }
  return {
    sources: { skills: skills.source, connectors: connectors.source },
    claudeUsers: [...ids].map((id) => ({ id, email: users.get(id)?.user?.email_address ?? null })),
    counters,
  }
}

/** Someone whom a report names and the list of users does not: an absent row of a day that was read is no activity. */
const noActivity: Counters = eachCounter(() => 0)

interface Source {
  readonly source: UsageSource
  readonly counts: ReadonlyMap<ClaudeUserId, Count>
}

/** Not being listed means no use; being listed without a count, that it is not known. */
const countIn = ({ counts }: Source, id: ClaudeUserId): number | null => (counts.has(id) ? (counts.get(id) ?? null) : 0)

/**
 * The report, where the organisation has it; else the list of users. A report without a single count of a user is one
 * that is not switched on, and so is an empty one on a day on which the list of users knows of use.
 */
const chooseSource = <Row extends { readonly user_id?: string | null | undefined }>(
  report: readonly Row[] | null,
  countOf: (row: Row) => Count,
  fallback: ReadonlyMap<ClaudeUserId, Count>,
): Source => {
  const used = [...fallback.values()].some((count) => (count ?? 0) > 0)
  const usable =
    report !== null && (report.length === 0 ? !used : report.some((row) => row.user_id && countOf(row) != null))
  if (!usable) return { source: 'users', counts: fallback }

  const counts = new Map<ClaudeUserId, Count>()
  for (const row of report) {
    if (!row.user_id) continue
    const id = claudeUserId(row.user_id)
    const count = countOf(row)
    const before = counts.get(id)
    counts.set(id, counts.has(id) ? addExactly([before, count]) : count)
  }
  return { source: 'report', counts }
}

const connectorCalls = (row: ConnectorRow): Count =>
  addExactly([row.read_call_count, row.write_call_count, row.unclassified_call_count])

const countersOfUser = (row: UserRow): Counters => {
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
    skill_invocations: null,
    connector_invocations: null,
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

/** Null when any part is. */
const addExactly = (counts: readonly Count[]): number | null => {
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
