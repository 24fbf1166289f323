import { describe, expect, test } from 'vitest'
import { computeCountersOfRows, type DayRows } from '../../test/day-rows.ts'
import { exampleUserRow } from '../../test/example-user-row.ts'
import { claudeUserId, employeeId } from '../people/ids.ts'
import { type StatId, statIds } from '../stats/catalog.ts'
import { computeEmployeeStats } from '../stats/compute-employee-stats.ts'
import { sumCounters } from '../stats/counter-sums.ts'
import { counterIds } from '../stats/counters.ts'
import { firstConnectorReportDay } from './day-counters.ts'
import type { UserRow } from './rows.ts'

const ada = claudeUserId(exampleUserRow.user.id)
const day = '2026-11-18'

const computeDay = (rows: Partial<DayRows>) =>
  computeCountersOfRows({ users: [], skills: null, connectors: null, ...rows })
const getCounters = (rows: Partial<DayRows>, id = ada) => {
  const counters = computeDay(rows).counters.get(id)
  if (!counters) throw new Error(`${id} has no counters.`)
  return counters
}
const createUserRow = (id: string, row: UserRow = {}): UserRow => ({
  ...row,
  user: { id, email_address: `${id}@example.com` },
})

/** Computes the stats of one Claude user's day, as an employee sees them. */
const computeStats = (rows: Partial<DayRows>, id = ada) => {
  const { sources, counters } = computeDay(rows)
  const usage = counters.get(id)
  return computeEmployeeStats({
    employeeId: employeeId('e-1'),
    period: { from: day, to: day },
    bucket: 'day',
    sums: { previous: sumCounters([]), buckets: new Map(usage ? [[day, sumCounters([usage])]] : []) },
    days: [{ day, latestDay: day, ...sources }],
    latestDay: day,
    claudeUsers: 1,
    archivedOn: null,
  }).stats
}
const computeValues = (rows: Partial<DayRows>, ids: readonly StatId[] = statIds) => {
  const stats = computeStats(rows)
  return Object.fromEntries(ids.map((id) => [id, stats[id].value]))
}

describe('the documented example row', () => {
  const exampleValues = {
    'chat.conversations': 7,
    'chat.messages': 41,
    'chat.artifacts': 2,
    'code.sessions': 5,
    'code.commits': 6,
    'code.pull_requests': 2,
    'code.lines_added': 830,
    'code.lines_removed': 214,
    'code.edits_accepted': 61,
    'code.edit_acceptance_rate': 61 / 68,
    'skills.invocations': 8,
    'connectors.invocations': 18,
    'excel.sessions': 2,
    'excel.messages': 14,
    'excel.skills': 3,
    'excel.connectors': 4,
    'powerpoint.sessions': 1,
    'powerpoint.messages': 5,
    'powerpoint.skills': 1,
    'powerpoint.connectors': 0,
  }

  test('gives the twenty expected stats', () => {
    expect(computeValues({ users: [exampleUserRow] })).toEqual(exampleValues)
  })

  test('gives partial skill and connector usage without the reports, and no other partial stat', () => {
    const stats = computeStats({ users: [exampleUserRow] })
    expect(statIds.filter((id) => stats[id].partial)).toEqual(['skills.invocations', 'connectors.invocations'])
  })

  test('gives exact skill and connector usage with the reports', () => {
    const stats = computeStats({
      users: [exampleUserRow],
      skills: [
        { skill_name: 'skill-1', user_id: ada, invocation_count: 9 },
        { skill_name: 'skill-2', user_id: ada, invocation_count: 4 },
        { skill_name: 'skill-3', user_id: 'user_other', invocation_count: 100 },
      ],
      connectors: [
        { connector_name: 'a', user_id: ada, read_call_count: 20, write_call_count: 3, unclassified_call_count: 1 },
        { connector_name: 'b', user_id: ada, read_call_count: 1, write_call_count: 0, unclassified_call_count: 0 },
      ],
    })
    expect(stats['skills.invocations']).toMatchObject({ value: 13, partial: false })
    expect(stats['connectors.invocations']).toMatchObject({ value: 25, partial: false })
    expect(statIds.filter((id) => stats[id].partial)).toEqual([])
  })

  test('adds activity in the unified experience to chat, skills and connectors', () => {
    const unified = exampleUserRow.chat_cowork_unified_metrics
    const rowWithUnifiedUsage: UserRow = {
      ...exampleUserRow,
      chat_cowork_unified_metrics: {
        chat: {
          ...unified.chat,
          distinct_conversation_count: 3,
          message_count: 10,
          distinct_artifacts_created_count: 1,
          distinct_skills_used_count: 1,
          connectors_used_count: 5,
        },
        sessions: { ...unified.sessions, skills_used_count: 2, connectors_used_count: 6 },
      },
    }
    expect(computeValues({ users: [rowWithUnifiedUsage] })).toEqual({
      ...exampleValues,
      'chat.conversations': 10,
      'chat.messages': 51,
      'chat.artifacts': 3,
      'skills.invocations': 11,
      'connectors.invocations': 29,
    })
  })

  test('gives the same values when all activity moves to the unified experience', () => {
    const { chat_metrics, cowork_metrics, chat_cowork_unified_metrics: zeroMetrics } = exampleUserRow
    const movedRow: UserRow = {
      ...exampleUserRow,
      chat_metrics: { ...zeroMetrics.chat },
      cowork_metrics: zeroMetrics.sessions,
      chat_cowork_unified_metrics: { chat: chat_metrics, sessions: cowork_metrics },
    }
    expect(computeValues({ users: [movedRow] })).toEqual(exampleValues)
  })

  test('gives conversations that are not partial when the block of the unified experience is missing', () => {
    for (const chat_cowork_unified_metrics of [undefined, null]) {
      const stats = computeStats({ users: [{ ...exampleUserRow, chat_cowork_unified_metrics }] })
      expect(stats['chat.conversations']).toMatchObject({ value: 7, partial: false })
    }
  })

  test('counts skills in all Office apps, Cowork and Science, and connectors in all Office apps and Cowork', () => {
    const usedOnce = { skills_used_count: 1, connectors_used_count: 1 }
    const row = createUserRow('user_1', {
      office_metrics: { excel: usedOnce, powerpoint: usedOnce, word: usedOnce, outlook: usedOnce },
      cowork_metrics: usedOnce,
      science_metrics: { skills_used_count: 1 },
    })
    expect(getCounters({ users: [row] }, claudeUserId('user_1'))).toMatchObject({
      skill_invocations: 6,
      connector_invocations: 5,
    })
  })
})

describe('missing data in a row', () => {
  test('gives null for each counter, except zero for the unified experience', () => {
    const counters = getCounters({ users: [createUserRow('user_1')] }, claudeUserId('user_1'))
    const unifiedCounters: readonly string[] = ['unified_conversations', 'unified_messages', 'unified_artifacts']
    for (const id of counterIds) expect([id, counters[id]]).toEqual([id, unifiedCounters.includes(id) ? 0 : null])
  })

  test.each<[string, UserRow]>([
    ['a null count', { chat_metrics: { message_count: null } }],
    ['an absent count', { chat_metrics: {} }],
    ['a null block', { chat_metrics: null }],
    ['a unified block with a null chat', { chat_metrics: null, chat_cowork_unified_metrics: { chat: null } }],
  ])('gives null chat messages for %s', (_, row) => {
    expect(getCounters({ users: [createUserRow('user_1', row)] }, claudeUserId('user_1')).chat_messages).toBeNull()
  })

  test('makes chat messages partial if only the unified count is null', () => {
    const row = { ...exampleUserRow, chat_cowork_unified_metrics: { chat: { message_count: null } } }
    expect(computeStats({ users: [row] })['chat.messages']).toMatchObject({ value: 41, partial: true })
  })

  test('is not assumed for a count of zero, which stays zero', () => {
    const row = createUserRow('user_1', { claude_code_metrics: { core_metrics: { commit_count: 0 } } })
    expect(getCounters({ users: [row] }, claudeUserId('user_1')).code_commits).toBe(0)
  })

  test('of the multi-edit tool counts as no edits, but the edits of a present block count', () => {
    const { multi_edit_tool: _, ...otherTools } = exampleUserRow.claude_code_metrics.tool_actions
    const computeEdits = (tool_actions: NonNullable<UserRow['claude_code_metrics']>['tool_actions']) =>
      getCounters({ users: [{ ...exampleUserRow, claude_code_metrics: { tool_actions } }] })
    expect(computeEdits(otherTools)).toMatchObject({ code_edits_accepted: 61, code_edits_rejected: 7 })
    const multi_edit_tool = { accepted_count: 4, rejected_count: 2 }
    expect(computeEdits({ ...otherTools, multi_edit_tool })).toMatchObject({
      code_edits_accepted: 65,
      code_edits_rejected: 9,
    })
  })

  test.each(['edit_tool', 'write_tool', 'notebook_edit_tool'])(
    'of the %s gives null for both edit counters, so that a rate always covers all tools',
    (tool) => {
      for (const incompleteTool of [
        null,
        undefined,
        { accepted_count: 3 },
        { accepted_count: null, rejected_count: 1 },
      ]) {
        const tool_actions = { ...exampleUserRow.claude_code_metrics.tool_actions, [tool]: incompleteTool }
        expect(getCounters({ users: [{ ...exampleUserRow, claude_code_metrics: { tool_actions } }] })).toMatchObject({
          code_edits_accepted: null,
          code_edits_rejected: null,
        })
      }
    },
  )
})

describe('the source of skill usage', () => {
  const skillUser = exampleUserRow
  const idleUser = createUserRow('user_idle', { chat_metrics: { distinct_skills_used_count: 0 } })
  const computeSkillUsage = (skills: DayRows['skills'], users: readonly UserRow[] = [skillUser, idleUser]) => {
    const { sources, counters } = computeDay({ users, skills })
    return { source: sources.skills, getUsage: (id: string) => counters.get(claudeUserId(id))?.skill_invocations }
  }

  test('is the report if the report has counts, and users without a row then have a count of zero', () => {
    const { source, getUsage } = computeSkillUsage([{ skill_name: 'skill-4', user_id: ada, invocation_count: 5 }])
    expect([source, getUsage(ada), getUsage('user_idle')]).toEqual(['report', 5, 0])
  })

  test('is the list of users if the organization has no report', () => {
    const { source, getUsage } = computeSkillUsage(null)
    expect([source, getUsage(ada), getUsage('user_idle')]).toEqual(['users', 8, 0])
  })

  test('is the list of users if the report has no count, because it is not switched on', () => {
    const { source, getUsage } = computeSkillUsage([
      { skill_name: 'skill-5', user_id: ada, invocation_count: null },
      { user_id: 'user_idle' },
    ])
    expect([source, getUsage(ada)]).toEqual(['users', 8])
  })

  test('is the list of users if the report is empty but the list shows usage', () => {
    expect(computeSkillUsage([]).source).toBe('users')
  })

  test('is the report if neither the report nor the list of users shows usage', () => {
    const { source, getUsage } = computeSkillUsage([], [idleUser])
    expect([source, getUsage('user_idle')]).toEqual(['report', 0])
    expect(computeSkillUsage([], []).source).toBe('report')
  })

  test('is the list of users if no row of the report names a user', () => {
    const { source, getUsage } = computeSkillUsage([
      { invocation_count: 96 },
      { skill_name: 'skill-6', user_id: null, invocation_count: 4 },
    ])
    expect([source, getUsage(ada)]).toEqual(['users', 8])
  })

  test('is the report for all users, so a user with a null count in the report gets null, not the count of the list', () => {
    const { source, getUsage } = computeSkillUsage([
      { skill_name: 'skill-7', user_id: ada, invocation_count: 5 },
      { skill_name: 'skill-8', user_id: ada, invocation_count: null },
      { skill_name: 'skill-9', user_id: 'user_idle', invocation_count: 2 },
    ])
    expect([source, getUsage(ada), getUsage('user_idle')]).toEqual(['report', null, 2])
  })

  test('can differ from the source of connector usage', () => {
    const { sources } = computeDay({
      users: [skillUser],
      skills: [{ skill_name: 'skill-10', user_id: ada, invocation_count: 1 }],
      connectors: null,
    })
    expect(sources).toEqual({ skills: 'report', connectors: 'users' })
  })
})

describe('connector usage', () => {
  /** Returns the source and the count of Ada's connector usage. */
  const computeConnectorUsage = (connectors: DayRows['connectors']) => {
    const { sources, counters } = computeDay({ users: [exampleUserRow], connectors })
    return [sources.connectors, counters.get(ada)?.connector_invocations]
  }
  const createRow = (read: number | null, write: number | null, unclassified: number | null) => ({
    user_id: ada,
    read_call_count: read,
    write_call_count: write,
    unclassified_call_count: unclassified,
  })

  test('adds up read, write and unclassified calls of all connectors', () => {
    expect(computeConnectorUsage([createRow(10, 2, 1), { ...createRow(0, 0, 7), connector_name: 'jira' }])).toEqual([
      'report',
      20,
    ])
  })

  test('comes from the list of users if the report has only null counts, or does not exist', () => {
    expect(computeConnectorUsage([createRow(null, null, null)])).toEqual(['users', 18])
    expect(computeConnectorUsage(null)).toEqual(['users', 18])
  })

  test('comes from the list of users if each row of the report lacks one of the three counts', () => {
    expect(computeConnectorUsage([createRow(10, 2, null)])).toEqual(['users', 18])
  })

  test('is null for a user with an incomplete row, if the report has a complete row of another user', () => {
    const completeRow = { ...createRow(1, 1, 1), user_id: 'user_other' }
    expect(computeConnectorUsage([createRow(10, 2, null), completeRow])).toEqual(['report', null])
  })

  test('has a complete report since 2026-06-02, when Cowork began to report read and write calls', () => {
    expect(firstConnectorReportDay).toBe('2026-06-02')
  })
})

describe('the Claude users of a day', () => {
  test('include a repeated user once, with the later row', () => {
    const earlierRow = createUserRow('user_1', { chat_metrics: { message_count: 4 } })
    const laterRow = {
      ...createUserRow('user_1', { chat_metrics: { message_count: 5 } }),
      user: { id: 'user_1', email_address: 'new@x.com' },
    }
    const { claudeUsers, counters } = computeDay({ users: [earlierRow, createUserRow('user_2'), laterRow] })
    expect([...claudeUsers]).toEqual([
      { id: 'user_1', email: 'new@x.com' },
      { id: 'user_2', email: 'user_2@example.com' },
    ])
    expect(counters.get(claudeUserId('user_1'))?.chat_messages).toBe(5)
  })

  test('include users who are only in a report, without an e-mail and with zero for the other counters', () => {
    const { claudeUsers, counters } = computeDay({
      users: [],
      skills: [{ skill_name: 'skill-11', user_id: 'user_new', invocation_count: 2 }],
    })
    expect([...claudeUsers]).toEqual([{ id: 'user_new', email: null }])
    expect(counters.get(claudeUserId('user_new'))).toMatchObject({ skill_invocations: 2, chat_messages: 0 })
  })

  test.each([
    ['an e-mail but no id', { user: { id: '', email_address: 'ada@example.com' } }],
    ['neither an id nor an e-mail', { user: { id: '' } }],
  ])('have unknown counters, not zero, if they are only in a report and the list has a row with %s', (_, row) => {
    const { unlistedUsers, counters } = computeDay({
      users: [createUserRow('user_1'), row],
      skills: [{ skill_name: 'skill-11', user_id: 'user_2', invocation_count: 2 }],
      connectors: [{ user_id: 'user_3', read_call_count: 1, write_call_count: 0, unclassified_call_count: 0 }],
    })
    expect([...unlistedUsers]).toEqual(['user_2', 'user_3'])
    const unknown = { chat_messages: null, code_sessions: null }
    const [two, three] = ['user_2', 'user_3'].map((id) => counters.get(claudeUserId(id)))
    expect(two).toMatchObject({ ...unknown, skill_invocations: 2, connector_invocations: 0 })
    expect(three).toMatchObject({ ...unknown, skill_invocations: 0, connector_invocations: 1 })
    expect(counters.get(claudeUserId('user_1'))).toMatchObject({ skill_invocations: 0, connector_invocations: 0 })
  })

  test('do not include rows without a user, but include users without an e-mail', () => {
    const rows = [{ user: null, chat_metrics: { message_count: 9 } }, {}, { user: { id: 'user_1' } }]
    expect([...computeDay({ users: rows }).claudeUsers]).toEqual([{ id: 'user_1', email: null }])
  })

  test('are the users with counters, and each has all counters', () => {
    const { claudeUsers, counters } = computeDay({
      users: [createUserRow('user_1'), createUserRow('user_2')],
      skills: [{ skill_name: 'skill-12', user_id: 'user_3', invocation_count: 1 }],
      connectors: [{ user_id: 'user_4', read_call_count: 1, write_call_count: 0, unclassified_call_count: 0 }],
    })
    const ids = Array.from(claudeUsers, ({ id }) => id).sort()
    expect(ids).toEqual(['user_1', 'user_2', 'user_3', 'user_4'])
    expect([...counters.ids()].sort()).toEqual(ids)
    for (const [, userCounters] of counters) expect(Object.keys(userCounters).sort()).toEqual([...counterIds].sort())
  })

  test('are an empty list on a day without rows, and both sources are the reports', () => {
    const { sources, claudeUsers, counters } = computeDay({ skills: [], connectors: [] })
    expect(sources).toEqual({ skills: 'report', connectors: 'report' })
    expect([...claudeUsers]).toEqual([])
    expect(counters.size()).toBe(0)
  })
})
