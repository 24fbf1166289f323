import { describe, expect, test } from 'vitest'
import { computeCountersOfRows, type DayRows } from '../../test/day-rows.ts'
import { exampleUserRow } from '../../test/example-rows.ts'
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

describe('documented example row', () => {
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

  test('gives exactly these twenty stats', () => {
    expect(computeValues({ users: [exampleUserRow] })).toEqual(exampleValues)
  })

  test('without the reports, only skill and connector usage are partial', () => {
    const stats = computeStats({ users: [exampleUserRow] })
    expect(statIds.filter((id) => stats[id].partial)).toEqual(['skills.invocations', 'connectors.invocations'])
  })

  test('with the reports, skill and connector usage are exact', () => {
    const stats = computeStats({
      users: [exampleUserRow],
      skills: [
        { user_id: ada, invocation_count: 9 },
        { user_id: ada, invocation_count: 4 },
        { user_id: 'user_other', invocation_count: 100 },
      ],
      connectors: [
        { user_id: ada, read_call_count: 20, write_call_count: 3, unclassified_call_count: 1 },
        { user_id: ada, read_call_count: 1, write_call_count: 0, unclassified_call_count: 0 },
      ],
    })
    expect(stats['skills.invocations']).toMatchObject({ value: 13, partial: false })
    expect(stats['connectors.invocations']).toMatchObject({ value: 25, partial: false })
    expect(statIds.filter((id) => stats[id].partial)).toEqual([])
  })

  test('adds activity in the unified experience', () => {
    const unified = exampleUserRow.chat_cowork_unified_metrics
    const moved: UserRow = {
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
    expect(computeValues({ users: [moved] })).toEqual({
      ...exampleValues,
      'chat.conversations': 10,
      'chat.messages': 51,
      'chat.artifacts': 3,
      'skills.invocations': 11,
      'connectors.invocations': 29,
    })
  })

  test('keeps its values when all activity moves to the unified experience', () => {
    const { chat_metrics, cowork_metrics, chat_cowork_unified_metrics: unused } = exampleUserRow
    const moved: UserRow = {
      ...exampleUserRow,
      chat_metrics: { ...unused.chat },
      cowork_metrics: unused.sessions,
      chat_cowork_unified_metrics: { chat: chat_metrics, sessions: cowork_metrics },
    }
    expect(computeValues({ users: [moved] })).toEqual(exampleValues)
  })

  test('is complete without the block of the unified experience', () => {
    for (const chat_cowork_unified_metrics of [undefined, null]) {
      const stats = computeStats({ users: [{ ...exampleUserRow, chat_cowork_unified_metrics }] })
      expect(stats['chat.conversations']).toMatchObject({ value: 7, partial: false })
    }
  })

  test('counts skill and connector usage in all Office apps, Cowork and Science', () => {
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
  test('is null, and zero only for the unified experience', () => {
    const counters = getCounters({ users: [createUserRow('user_1')] }, claudeUserId('user_1'))
    const unifiedCounters: readonly string[] = ['unified_conversations', 'unified_messages', 'unified_artifacts']
    for (const id of counterIds) expect([id, counters[id]]).toEqual([id, unifiedCounters.includes(id) ? 0 : null])
  })

  test.each<[string, UserRow]>([
    ['a null count', { chat_metrics: { message_count: null } }],
    ['an absent count', { chat_metrics: {} }],
    ['a null block', { chat_metrics: null }],
    ['a unified block without its chat', { chat_metrics: null, chat_cowork_unified_metrics: { chat: null } }],
  ])('gives null for %s', (_, row) => {
    expect(getCounters({ users: [createUserRow('user_1', row)] }, claudeUserId('user_1')).chat_messages).toBeNull()
  })

  test('makes the sum partial if the unified block has a null', () => {
    const row = { ...exampleUserRow, chat_cowork_unified_metrics: { chat: { message_count: null } } }
    expect(computeStats({ users: [row] })['chat.messages']).toMatchObject({ value: 41, partial: true })
  })

  test('is not the same as a count of zero, which stays zero', () => {
    const row = createUserRow('user_1', { claude_code_metrics: { core_metrics: { commit_count: 0 } } })
    expect(getCounters({ users: [row] }, claudeUserId('user_1')).code_commits).toBe(0)
  })

  test('is allowed for the multi-edit tool, which counts if present', () => {
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
    'of the %s makes both edit counters null, so that no rate rests on part of the tools',
    (tool) => {
      for (const incomplete of [null, undefined, { accepted_count: 3 }, { accepted_count: null, rejected_count: 1 }]) {
        const tool_actions = { ...exampleUserRow.claude_code_metrics.tool_actions, [tool]: incomplete }
        expect(getCounters({ users: [{ ...exampleUserRow, claude_code_metrics: { tool_actions } }] })).toMatchObject({
          code_edits_accepted: null,
          code_edits_rejected: null,
        })
      }
    },
  )
})

describe('source of skill usage', () => {
  const skillUser = exampleUserRow
  const idleUser = createUserRow('user_idle', { chat_metrics: { distinct_skills_used_count: 0 } })
  const computeUsage = (skills: DayRows['skills'], users: readonly UserRow[] = [skillUser, idleUser]) => {
    const { sources, counters } = computeDay({ users, skills })
    return { source: sources.skills, getUsage: (id: string) => counters.get(claudeUserId(id))?.skill_invocations }
  }

  test('is the report if it has counts, and users without a row used none', () => {
    const { source, getUsage } = computeUsage([{ user_id: ada, invocation_count: 5 }])
    expect([source, getUsage(ada), getUsage('user_idle')]).toEqual(['report', 5, 0])
  })

  test('is the list of users if the organization has no report', () => {
    const { source, getUsage } = computeUsage(null)
    expect([source, getUsage(ada), getUsage('user_idle')]).toEqual(['users', 8, 0])
  })

  test('is the list of users if every count of the report is null, because it is not switched on', () => {
    const { source, getUsage } = computeUsage([{ user_id: ada, invocation_count: null }, { user_id: 'user_idle' }])
    expect([source, getUsage(ada)]).toEqual(['users', 8])
  })

  test('is the list of users if the report is empty but the list shows usage', () => {
    expect(computeUsage([]).source).toBe('users')
  })

  test('is the report if both it and the list of users show no usage', () => {
    const { source, getUsage } = computeUsage([], [idleUser])
    expect([source, getUsage('user_idle')]).toEqual(['report', 0])
    expect(computeUsage([], []).source).toBe('report')
  })

  test('is the list of users if the report names no user', () => {
    const { source, getUsage } = computeUsage([{ invocation_count: 96 }, { user_id: null, invocation_count: 4 }])
    expect([source, getUsage(ada)]).toEqual(['users', 8])
  })

  test('is never mixed: a user with a null count in a usable report is unknown', () => {
    const { source, getUsage } = computeUsage([
      { user_id: ada, invocation_count: 5 },
      { user_id: ada, invocation_count: null },
      { user_id: 'user_idle', invocation_count: 2 },
    ])
    expect([source, getUsage(ada), getUsage('user_idle')]).toEqual(['report', null, 2])
  })

  test('can differ from the source of connector usage', () => {
    const { sources } = computeDay({
      users: [skillUser],
      skills: [{ user_id: ada, invocation_count: 1 }],
      connectors: null,
    })
    expect(sources).toEqual({ skills: 'report', connectors: 'users' })
  })
})

describe('connector usage', () => {
  const computeUsage = (connectors: DayRows['connectors']) => {
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
    expect(computeUsage([createRow(10, 2, 1), createRow(0, 0, 7)])).toEqual(['report', 20])
  })

  test('comes from the list of users while the report does not split calls: null is not zero', () => {
    expect(computeUsage([createRow(null, null, null)])).toEqual(['users', 18])
    expect(computeUsage(null)).toEqual(['users', 18])
  })

  test('is unknown if part of the split is null', () => {
    expect(computeUsage([createRow(10, 2, null)])).toEqual(['users', 18])
    expect(computeUsage([createRow(10, 2, null), { ...createRow(1, 1, 1), user_id: 'user_other' }])).toEqual([
      'report',
      null,
    ])
  })

  test('is split by every product since 2026-06-02, when Cowork began to split it', () => {
    expect(firstConnectorReportDay).toBe('2026-06-02')
  })
})

describe('Claude users of a day', () => {
  test('count once with the later row when a row is repeated', () => {
    const first = createUserRow('user_1', { chat_metrics: { message_count: 4 } })
    const again = {
      ...createUserRow('user_1', { chat_metrics: { message_count: 5 } }),
      user: { id: 'user_1', email_address: 'new@x.com' },
    }
    const { claudeUsers, counters } = computeDay({ users: [first, createUserRow('user_2'), again] })
    expect([...claudeUsers]).toEqual([
      { id: 'user_1', email: 'new@x.com' },
      { id: 'user_2', email: 'user_2@example.com' },
    ])
    expect(counters.get(claudeUserId('user_1'))?.chat_messages).toBe(5)
  })

  test('include users who are only in a report, without an e-mail and with zeros elsewhere', () => {
    const { claudeUsers, counters } = computeDay({ users: [], skills: [{ user_id: 'user_new', invocation_count: 2 }] })
    expect([...claudeUsers]).toEqual([{ id: 'user_new', email: null }])
    expect(counters.get(claudeUserId('user_new'))).toMatchObject({ skill_invocations: 2, chat_messages: 0 })
  })

  test('skip rows without a user, and can have no e-mail', () => {
    const rows = [{ user: null, chat_metrics: { message_count: 9 } }, {}, { user: { id: 'user_1' } }]
    expect([...computeDay({ users: rows }).claudeUsers]).toEqual([{ id: 'user_1', email: null }])
  })

  test('are the same as the users with counters', () => {
    const { claudeUsers, counters } = computeDay({
      users: [createUserRow('user_1'), createUserRow('user_2')],
      skills: [{ user_id: 'user_3', invocation_count: 1 }],
      connectors: [{ user_id: 'user_4', read_call_count: 1, write_call_count: 0, unclassified_call_count: 0 }],
    })
    const ids = Array.from(claudeUsers, ({ id }) => id).sort()
    expect(ids).toEqual(['user_1', 'user_2', 'user_3', 'user_4'])
    expect([...counters.ids()].sort()).toEqual(ids)
    for (const [, userCounters] of counters) expect(Object.keys(userCounters).sort()).toEqual([...counterIds].sort())
  })

  test('are none on a day without rows', () => {
    const { sources, claudeUsers, counters } = computeDay({ skills: [], connectors: [] })
    expect(sources).toEqual({ skills: 'report', connectors: 'report' })
    expect([...claudeUsers]).toEqual([])
    expect(counters.size()).toBe(0)
  })
})
