import { addDays, type Counters, counterIds, type Day, firstServedDay } from '@windmill/claude-core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createClaudeApi } from './claude-api.ts'
import { createClock, fetchAllRows } from './test-client.ts'

const createEditPaths = (outcome: string) =>
  ['edit', 'multi_edit', 'write', 'notebook_edit'].map(
    (tool) => `claude_code_metrics.tool_actions.${tool}_tool.${outcome}_count`,
  )
const officePaths = ['excel', 'powerpoint', 'word', 'outlook'].map((app) => `office_metrics.${app}`)
/** For each counter, the paths in a `/users` row that add up to the counter, as the API documents them. */
const pathsByCounter: Readonly<Record<keyof Counters, readonly string[]>> = {
  chat_conversations: ['chat_metrics.distinct_conversation_count'],
  chat_messages: ['chat_metrics.message_count'],
  chat_artifacts: ['chat_metrics.distinct_artifacts_created_count'],
  unified_conversations: ['chat_cowork_unified_metrics.chat.distinct_conversation_count'],
  unified_messages: ['chat_cowork_unified_metrics.chat.message_count'],
  unified_artifacts: ['chat_cowork_unified_metrics.chat.distinct_artifacts_created_count'],
  code_sessions: ['claude_code_metrics.core_metrics.distinct_session_count'],
  code_commits: ['claude_code_metrics.core_metrics.commit_count'],
  code_pull_requests: ['claude_code_metrics.core_metrics.pull_request_count'],
  code_lines_added: ['claude_code_metrics.core_metrics.lines_of_code.added_count'],
  code_lines_removed: ['claude_code_metrics.core_metrics.lines_of_code.removed_count'],
  code_edits_accepted: createEditPaths('accepted'),
  code_edits_rejected: createEditPaths('rejected'),
  skill_invocations: [
    ...officePaths.map((app) => `${app}.skills_used_count`),
    'cowork_metrics.skills_used_count',
    'science_metrics.skills_used_count',
    'chat_cowork_unified_metrics.sessions.skills_used_count',
    'chat_metrics.distinct_skills_used_count',
    'chat_cowork_unified_metrics.chat.distinct_skills_used_count',
  ],
  connector_invocations: [
    ...officePaths.map((app) => `${app}.connectors_used_count`),
    ...['chat_metrics', 'cowork_metrics'].map((block) => `${block}.connectors_used_count`),
    ...['chat', 'sessions'].map((block) => `chat_cowork_unified_metrics.${block}.connectors_used_count`),
  ],
  excel_sessions: ['office_metrics.excel.distinct_session_count'],
  excel_messages: ['office_metrics.excel.message_count'],
  excel_skills: ['office_metrics.excel.skills_used_count'],
  excel_connectors: ['office_metrics.excel.connectors_used_count'],
  powerpoint_sessions: ['office_metrics.powerpoint.distinct_session_count'],
  powerpoint_messages: ['office_metrics.powerpoint.message_count'],
  powerpoint_skills: ['office_metrics.powerpoint.skills_used_count'],
  powerpoint_connectors: ['office_metrics.powerpoint.connectors_used_count'],
}

/** A value in a row. */
type Json = { readonly [key: string]: Json } | number | null | undefined

/** Returns the number at a path of a row, or 0 when there is none. */
const readCount = (row: Json, path: string): number => {
  let value: Json = row
  for (const key of path.split('.')) value = typeof value === 'object' && value !== null ? value[key] : undefined
  return typeof value === 'number' ? value : 0
}

const anySettings = fc.record({
  blocks: fc.constantFrom('all', 'required', 'older'),
  unified: fc.boolean(),
  zeroRows: fc.boolean(),
  skillReport: fc.constantFrom<boolean | Day>(true, false, '2026-07-01'),
  connectorReport: fc.constantFrom<boolean | Day>(true, false, '2026-09-01'),
  revisionDays: fc.nat(4),
})

describe('the expected data of a day', () => {
  test('equals the sums over all served rows, for any day and organization', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1000),
        fc.nat(330),
        fc.nat(5),
        anySettings,
        async (seed, dayOffset, ageInDays, settings) => {
          const day = addDays(firstServedDay, dayOffset)
          const { now } = createClock(`${addDays(day, ageInDays + 1)}T20:00:00Z`)
          const api = createClaudeApi({ seed, people: 20 + (seed % 40), now, rpm: 1e6, ...settings })
          const countersByUser = api.truth.day(day)
          const sources = api.truth.sources(day)

          const users = await fetchAllRows(api, `users?date=${day}&limit=7`)
          const skills = await fetchAllRows(api, `skills?date=${day}&group_by[]=user_id&limit=7`)
          const connectors = await fetchAllRows(api, `connectors?date=${day}&group_by[]=user_id&limit=7`)
          const ids = [
            ...users.map(({ user }) => user.id),
            ...(sources.skills === 'report' ? skills : []).map((row) => row.user_id),
            ...(sources.connectors === 'report' ? connectors : []).map((row) => row.user_id),
          ]
          expect([...countersByUser.keys()].sort()).toEqual([...new Set(ids)].sort())

          for (const [id, counters] of countersByUser) {
            const row = users.find(({ user }) => user.id === id)
            const valuesByReport = {
              skills: skills.filter(({ user_id }) => user_id === id).map(({ invocation_count }) => invocation_count),
              connectors: connectors
                .filter((each) => each.user_id === id)
                .map((each) => each.read_call_count + each.write_call_count + each.unclassified_call_count),
            }
            for (const counter of counterIds) {
              const ownReport =
                counter === 'skill_invocations' ? 'skills' : counter === 'connector_invocations' ? 'connectors' : null
              const values =
                ownReport && sources[ownReport] === 'report'
                  ? valuesByReport[ownReport]
                  : pathsByCounter[counter].map((path) => readCount(row, path))
              expect([counter, counters[counter]]).toEqual([counter, values.reduce((sum, value) => sum + value, 0)])
            }
          }
        },
      ),
      { numRuns: 40 },
    )
  }, 30_000)

  test('takes skills and connectors from their reports on days on which the reports count every call', () => {
    const { now } = createClock('2026-11-22T15:00:00Z')
    const api = createClaudeApi({ now })
    expect(api.truth.sources('2026-11-18')).toEqual({ skills: 'report', connectors: 'report' })
    expect(api.truth.sources('2026-06-02')).toEqual({ skills: 'report', connectors: 'report' })
    expect(api.truth.sources('2026-06-01')).toEqual({ skills: 'report', connectors: 'users' })
    api.control({ settings: { skillReport: '2026-11-18', connectorReport: false } })
    expect(api.truth.sources('2026-11-18')).toEqual({ skills: 'report', connectors: 'users' })
    expect(api.truth.sources('2026-11-17')).toEqual({ skills: 'users', connectors: 'users' })
  })

  test('has zeros in all other counters of users with only a scheduled skill', async () => {
    const { now } = createClock('2026-11-22T15:00:00Z')
    const api = createClaudeApi({ people: 400, now, rpm: 1e6 })
    const day: Day = '2026-11-15'
    const listed = new Set((await fetchAllRows(api, `users?date=${day}`)).map(({ user }) => user.id))
    const unlisted = [...api.truth.day(day)].filter(([id]) => !listed.has(id)).map(([, counters]) => counters)
    expect(unlisted.length).toBeGreaterThan(0)
    for (const { skill_invocations, ...otherCounters } of unlisted) {
      expect(skill_invocations).toBeGreaterThan(0)
      expect(new Set(Object.values(otherCounters))).toEqual(new Set([0]))
    }
  })
})
