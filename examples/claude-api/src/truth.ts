import { type ClaudeUserId, type Counters, claudeUserId, type Day, type UsageSource } from '@windmill/claude-core'
import { mapCounters } from '@windmill/claude-core/internal'
import { firstFullyClassifiedDay } from './activity/connectors.ts'
import { createCache } from './cache.ts'
import { findLatestCompleteDay, findLatestPublishedDay } from './freshness.ts'
import type { Listings } from './listings.ts'
import type { Query } from './query.ts'
import { readRows } from './rows/listing.ts'
import type { ConnectorRow, OlderUserRow, SkillRow, UserRow } from './rows/row-types.ts'
import type { Settings } from './settings.ts'

/** Which report a day's skill and connector usage comes from: `users`, or its own report. */
export interface Sources {
  readonly skills: UsageSource
  readonly connectors: UsageSource
}

/** The data that a correct client has stored if it reads every day at the current time. */
export interface Truth {
  /** Returns the newest day that users, skills and connectors all serve. */
  readonly latestDay: () => Day
  /**
   * Returns the counters of a day by Claude user. Includes every user with a row in `/users`, or in a report that is a
   * source. Users who are only in such a report have zeros in the other counters.
   */
  readonly day: (day: Day) => ReadonlyMap<ClaudeUserId, Counters>
  /**
   * Returns where a day's skill and connector usage comes from. `/skills` is the source unless its counts are null.
   * `/connectors` is the source unless its counts are null or the day is before 2026-06-02. From that day on, every
   * call is classified.
   */
  readonly sources: (day: Day) => Sources
}

/** All rows of a day. */
interface Reports {
  readonly users: readonly (UserRow | OlderUserRow)[]
  readonly skills: readonly SkillRow[]
  readonly connectors: readonly ConnectorRow[]
}

/** Creates the expected data. It is computed from the same listings that the endpoints serve. */
export const createTruth = (getListings: () => Listings, getSettings: () => Settings, now: () => number): Truth => {
  const readReports = (day: Day): Reports => {
    const baseQuery = { from: day, to: day, isRange: false, filters: new Map(), withoutUsers: [], isDescending: false }
    const usersQuery: Query = { ...baseQuery, endpoint: 'users', groupBy: new Set() }
    const skillsQuery: Query = { ...baseQuery, endpoint: 'skills', groupBy: new Set(['user_id']) }
    const { users, skills, connectors } = getListings()
    return {
      users: readRows(users(usersQuery, now())),
      skills: readRows(skills(skillsQuery, now())),
      connectors: readRows(connectors({ ...skillsQuery, endpoint: 'connectors' }, now())),
    }
  }
  // The rows of a day change only with the settings and at a publication.
  const cache = createCache<DayTruth>({ maxWeight: maxCachedUsers, weigh: ({ counters }) => counters.size })
  let cachedSettings = getSettings()
  const getDayTruth = (day: Day): DayTruth => {
    if (cachedSettings !== getSettings()) cache.clear()
    cachedSettings = getSettings()
    return cache.get(`${findLatestPublishedDay(now(), cachedSettings)} ${day}`, () => {
      const reports = readReports(day)
      return { sources: chooseSources(day, reports), counters: computeCounters(day, reports) }
    })
  }
  return {
    latestDay: () => findLatestCompleteDay(now(), getSettings()),
    sources: (day) => getDayTruth(day).sources,
    day: (day) => getDayTruth(day).counters,
  }
}

/** Maximum number of cached users, over all days. */
const maxCachedUsers = 100_000

interface DayTruth {
  readonly sources: Sources
  readonly counters: ReadonlyMap<ClaudeUserId, Counters>
}

const chooseSources = (day: Day, { skills, connectors }: Reports): Sources => ({
  skills: skills.some((row) => row.invocation_count === null) ? 'users' : 'report',
  connectors:
    day < firstFullyClassifiedDay || connectors.some((row) => row.read_call_count === null) ? 'users' : 'report',
})

type MutableCounters = Record<keyof Counters, number | null>

const computeCounters = (day: Day, reports: Reports): ReadonlyMap<ClaudeUserId, Counters> => {
  const sources = chooseSources(day, reports)
  const countersByUser = new Map<string, MutableCounters>()
  for (const row of reports.users) {
    if (row.user) countersByUser.set(row.user.id, readUserCounters(row))
  }
  const findOrAddCounters = (id: string | null | undefined): MutableCounters => {
    if (!id) throw new TypeError('A row grouped by user has no user id.')
    const counters = countersByUser.get(id) ?? mapCounters(() => 0)
    countersByUser.set(id, counters)
    return counters
  }
  if (sources.skills === 'report') {
    for (const counters of countersByUser.values()) counters.skill_invocations = 0
  }
  if (sources.connectors === 'report') {
    for (const counters of countersByUser.values()) counters.connector_invocations = 0
  }
  for (const row of sources.skills === 'report' ? reports.skills : []) {
    const counters = findOrAddCounters(row.user_id)
    counters.skill_invocations = add(counters.skill_invocations, row.invocation_count)
  }
  for (const row of sources.connectors === 'report' ? reports.connectors : []) {
    const counters = findOrAddCounters(row.user_id)
    const calls = add(add(row.read_call_count, row.write_call_count), row.unclassified_call_count)
    counters.connector_invocations = add(counters.connector_invocations, calls)
  }
  return new Map([...countersByUser].map(([id, counters]) => [claudeUserId(id), counters]))
}

/** Adds two counts, where a missing count is 0. */
const add = (a: number | null | undefined, b: number | null | undefined): number => (a ?? 0) + (b ?? 0)

/** Reads the counters of a `/users` row. `/users` does not count every use of a skill or connector. */
const readUserCounters = (row: UserRow | OlderUserRow): MutableCounters => {
  const { chat_metrics: chat, claude_code_metrics: code, office_metrics: office, cowork_metrics: cowork } = row
  // Null for a row from an older deployment.
  const newerRow = 'science_metrics' in row ? row : null
  const unified = newerRow?.chat_cowork_unified_metrics
  const { excel, powerpoint } = office
  const word = newerRow?.office_metrics.word
  const outlook = newerRow?.office_metrics.outlook
  const toolActions = Object.values(code.tool_actions)
  return {
    chat_conversations: chat.distinct_conversation_count,
    chat_messages: chat.message_count,
    chat_artifacts: chat.distinct_artifacts_created_count,
    // Without the block, no member of the organization has the unified experience, so its counters are zero.
    unified_conversations: unified ? unified.chat.distinct_conversation_count : 0,
    unified_messages: unified ? unified.chat.message_count : 0,
    unified_artifacts: unified ? unified.chat.distinct_artifacts_created_count : 0,
    code_sessions: code.core_metrics.distinct_session_count,
    code_commits: code.core_metrics.commit_count,
    code_pull_requests: code.core_metrics.pull_request_count,
    code_lines_added: code.core_metrics.lines_of_code.added_count,
    code_lines_removed: code.core_metrics.lines_of_code.removed_count,
    code_edits_accepted: toolActions.reduce((sum, tool) => sum + tool.accepted_count, 0),
    code_edits_rejected: toolActions.reduce((sum, tool) => sum + tool.rejected_count, 0),
    skill_invocations: [
      chat.distinct_skills_used_count,
      unified?.chat.distinct_skills_used_count,
      cowork.skills_used_count,
      unified?.sessions.skills_used_count,
      excel.skills_used_count,
      powerpoint.skills_used_count,
      word?.skills_used_count,
      outlook?.skills_used_count,
      newerRow?.science_metrics.skills_used_count,
    ].reduce<number>(add, 0),
    connector_invocations: [
      chat.connectors_used_count,
      unified?.chat.connectors_used_count,
      cowork.connectors_used_count,
      unified?.sessions.connectors_used_count,
      excel.connectors_used_count,
      powerpoint.connectors_used_count,
      word?.connectors_used_count,
      outlook?.connectors_used_count,
    ].reduce<number>(add, 0),
    excel_sessions: excel.distinct_session_count,
    excel_messages: excel.message_count,
    excel_skills: excel.skills_used_count,
    excel_connectors: excel.connectors_used_count,
    powerpoint_sessions: powerpoint.distinct_session_count,
    powerpoint_messages: powerpoint.message_count,
    powerpoint_skills: powerpoint.skills_used_count,
    powerpoint_connectors: powerpoint.connectors_used_count,
  }
}
