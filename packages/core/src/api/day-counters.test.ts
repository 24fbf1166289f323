import { describe, expect, test } from 'vitest'
import { countersOfRows, type DayRows } from '../../test/day-rows.ts'
import { exampleUserRow } from '../../test/example-rows.ts'
import { claudeUserId, employeeId } from '../people/ids.ts'
import { type StatId, statIds } from '../stats/catalog.ts'
import { computeEmployeeStats } from '../stats/compute-employee-stats.ts'
import { sumCounters } from '../stats/counter-sums.ts'
import { counterIds } from '../stats/counters.ts'
import { connectorReportFrom } from './day-counters.ts'
import type { UserRow } from './rows.ts'

const ada = claudeUserId(exampleUserRow.user.id)
const day = '2026-11-18'

const read = (rows: Partial<DayRows>) => countersOfRows({ users: [], skills: null, connectors: null, ...rows })
const countersOf = (rows: Partial<DayRows>, id = ada) => {
  const counters = read(rows).counters.get(id)
  if (!counters) throw new Error(`${id} has no counters.`)
  return counters
}
const user = (id: string, row: UserRow = {}): UserRow => ({ ...row, user: { id, email_address: `${id}@example.com` } })

/** What people read of one claude user's day. */
const statsOf = (rows: Partial<DayRows>, id = ada) => {
  const { sources, counters } = read(rows)
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
const valuesOf = (rows: Partial<DayRows>, ids: readonly StatId[] = statIds) => {
  const stats = statsOf(rows)
  return Object.fromEntries(ids.map((id) => [id, stats[id].value]))
}

describe('the documented example of a member’s day', () => {
  const exactly = {
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

  test('makes exactly these twenty stats', () => {
    expect(valuesOf({ users: [exampleUserRow] })).toEqual(exactly)
  })

  test('where only the list of users can be used, skill and connector usage are partial, and nothing else is', () => {
    const stats = statsOf({ users: [exampleUserRow] })
    expect(statIds.filter((id) => stats[id].partial)).toEqual(['skills.invocations', 'connectors.invocations'])
  })

  test('with the reports, usage is theirs and exact', () => {
    const stats = statsOf({
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

  test('activity in the unified experience is added to it', () => {
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
    expect(valuesOf({ users: [moved] })).toEqual({
      ...exactly,
      'chat.conversations': 10,
      'chat.messages': 51,
      'chat.artifacts': 3,
      'skills.invocations': 11,
      'connectors.invocations': 29,
    })
  })

  test('a member who is moved wholly to the unified experience does not drop', () => {
    const { chat_metrics, cowork_metrics, chat_cowork_unified_metrics: unused } = exampleUserRow
    const moved: UserRow = {
      ...exampleUserRow,
      chat_metrics: { ...unused.chat },
      cowork_metrics: unused.sessions,
      chat_cowork_unified_metrics: { chat: chat_metrics, sessions: cowork_metrics },
    }
    expect(valuesOf({ users: [moved] })).toEqual(exactly)
  })

  test('without the block of the unified experience, nothing is missing from it', () => {
    for (const chat_cowork_unified_metrics of [undefined, null]) {
      const stats = statsOf({ users: [{ ...exampleUserRow, chat_cowork_unified_metrics }] })
      expect(stats['chat.conversations']).toMatchObject({ value: 7, partial: false })
    }
  })

  test('the other Office apps, Cowork and Science count as usage', () => {
    const one = { skills_used_count: 1, connectors_used_count: 1 }
    const row = user('user_1', {
      office_metrics: { excel: one, powerpoint: one, word: one, outlook: one },
      cowork_metrics: one,
      science_metrics: { skills_used_count: 1 },
    })
    expect(countersOf({ users: [row] }, claudeUserId('user_1'))).toMatchObject({
      skill_invocations: 6,
      connector_invocations: 5,
    })
  })
})

describe('what a row does not say', () => {
  test('is null, never zero', () => {
    const counters = countersOf({ users: [user('user_1')] }, claudeUserId('user_1'))
    const elsewhere = ['unified_conversations', 'unified_messages', 'unified_artifacts']
    for (const id of counterIds) expect([id, counters[id]]).toEqual([id, elsewhere.includes(id) ? 0 : null])
  })

  test.each<[string, UserRow]>([
    ['a null count', { chat_metrics: { message_count: null } }],
    ['an absent count', { chat_metrics: {} }],
    ['a null block', { chat_metrics: null }],
    ['a unified block without its chat', { chat_metrics: null, chat_cowork_unified_metrics: { chat: null } }],
  ])('%s is null', (_, row) => {
    expect(countersOf({ users: [user('user_1', row)] }, claudeUserId('user_1')).chat_messages).toBeNull()
  })

  test('a null in the unified block makes the sum partial', () => {
    const row = { ...exampleUserRow, chat_cowork_unified_metrics: { chat: { message_count: null } } }
    expect(statsOf({ users: [row] })['chat.messages']).toMatchObject({ value: 41, partial: true })
  })

  test('zero stays zero', () => {
    const row = user('user_1', { claude_code_metrics: { core_metrics: { commit_count: 0 } } })
    expect(countersOf({ users: [row] }, claudeUserId('user_1')).code_commits).toBe(0)
  })

  test('edits: the multi-edit tool may be left out, and counts where it is not', () => {
    const { multi_edit_tool: _, ...without } = exampleUserRow.claude_code_metrics.tool_actions
    const withTools = (tool_actions: NonNullable<UserRow['claude_code_metrics']>['tool_actions']) =>
      countersOf({ users: [{ ...exampleUserRow, claude_code_metrics: { tool_actions } }] })
    expect(withTools(without)).toMatchObject({ code_edits_accepted: 61, code_edits_rejected: 7 })
    const multi_edit_tool = { accepted_count: 4, rejected_count: 2 }
    expect(withTools({ ...without, multi_edit_tool })).toMatchObject({
      code_edits_accepted: 65,
      code_edits_rejected: 9,
    })
  })

  test.each(['edit_tool', 'write_tool', 'notebook_edit_tool'])(
    'edits: with an unknown count of the %s both sums are unknown, so that no rate rests on half of them',
    (tool) => {
      for (const broken of [null, undefined, { accepted_count: 3 }, { accepted_count: null, rejected_count: 1 }]) {
        const tool_actions = { ...exampleUserRow.claude_code_metrics.tool_actions, [tool]: broken }
        expect(countersOf({ users: [{ ...exampleUserRow, claude_code_metrics: { tool_actions } }] })).toMatchObject({
          code_edits_accepted: null,
          code_edits_rejected: null,
        })
      }
    },
  )
})

describe('the source of skill usage', () => {
  const skilled = exampleUserRow
  const idle = user('user_idle', { chat_metrics: { distinct_skills_used_count: 0 } })
  const usage = (skills: DayRows['skills'], users: readonly UserRow[] = [skilled, idle]) => {
    const { sources, counters } = read({ users, skills })
    return { source: sources.skills, of: (id: string) => counters.get(claudeUserId(id))?.skill_invocations }
  }

  test('is the report where it has counts; who is not in it used none', () => {
    const { source, of } = usage([{ user_id: ada, invocation_count: 5 }])
    expect([source, of(ada), of('user_idle')]).toEqual(['report', 5, 0])
  })

  test('is the list of users where the organisation has no report', () => {
    const { source, of } = usage(null)
    expect([source, of(ada), of('user_idle')]).toEqual(['users', 8, 0])
  })

  test('is the list of users where every count of the report is null: it is not switched on', () => {
    const { source, of } = usage([{ user_id: ada, invocation_count: null }, { user_id: 'user_idle' }])
    expect([source, of(ada)]).toEqual(['users', 8])
  })

  test('is the list of users where the report is empty on a day on which that knows of use', () => {
    expect(usage([]).source).toBe('users')
  })

  test('is the report where it is empty and the list of users knows of no use either', () => {
    const { source, of } = usage([], [idle])
    expect([source, of('user_idle')]).toEqual(['report', 0])
    expect(usage([], []).source).toBe('report')
  })

  test('is the list of users where the report names no user, so that it says nothing of anyone', () => {
    const { source, of } = usage([{ invocation_count: 96 }, { user_id: null, invocation_count: 4 }])
    expect([source, of(ada)]).toEqual(['users', 8])
  })

  test('is never mixed: a user with a null in a report that is switched on is unknown', () => {
    const { source, of } = usage([
      { user_id: ada, invocation_count: 5 },
      { user_id: ada, invocation_count: null },
      { user_id: 'user_idle', invocation_count: 2 },
    ])
    expect([source, of(ada), of('user_idle')]).toEqual(['report', null, 2])
  })

  test('may differ from the source of connector usage', () => {
    const { sources } = read({ users: [skilled], skills: [{ user_id: ada, invocation_count: 1 }], connectors: null })
    expect(sources).toEqual({ skills: 'report', connectors: 'users' })
  })
})

describe('connector usage', () => {
  const usage = (connectors: DayRows['connectors']) => {
    const { sources, counters } = read({ users: [exampleUserRow], connectors })
    return [sources.connectors, counters.get(ada)?.connector_invocations]
  }
  const call = (read: number | null, write: number | null, unclassified: number | null) => ({
    user_id: ada,
    read_call_count: read,
    write_call_count: write,
    unclassified_call_count: unclassified,
  })

  test('adds reading, writing and unclassified calls over all connectors', () => {
    expect(usage([call(10, 2, 1), call(0, 0, 7)])).toEqual(['report', 20])
  })

  test('comes from the list of users while calls are not split: null is not zero', () => {
    expect(usage([call(null, null, null)])).toEqual(['users', 18])
    expect(usage(null)).toEqual(['users', 18])
  })

  test('of a half-known split is not known', () => {
    expect(usage([call(10, 2, null)])).toEqual(['users', 18])
    expect(usage([call(10, 2, null), { ...call(1, 1, 1), user_id: 'user_other' }])).toEqual(['report', null])
  })

  test('is split by every product from the day on which Cowork began to', () => {
    expect(connectorReportFrom).toBe('2026-06-02')
  })
})

describe('who is on a day', () => {
  test('a user whose row comes twice counts once, as the later row has it', () => {
    const first = user('user_1', { chat_metrics: { message_count: 4 } })
    const again = {
      ...user('user_1', { chat_metrics: { message_count: 5 } }),
      user: { id: 'user_1', email_address: 'new@x.com' },
    }
    const { claudeUsers, counters } = read({ users: [first, user('user_2'), again] })
    expect([...claudeUsers]).toEqual([
      { id: 'user_1', email: 'new@x.com' },
      { id: 'user_2', email: 'user_2@example.com' },
    ])
    expect(counters.get(claudeUserId('user_1'))?.chat_messages).toBe(5)
  })

  test('a user whom only a report names is there without an address; their absent row is no activity', () => {
    const { claudeUsers, counters } = read({ users: [], skills: [{ user_id: 'user_new', invocation_count: 2 }] })
    expect([...claudeUsers]).toEqual([{ id: 'user_new', email: null }])
    expect(counters.get(claudeUserId('user_new'))).toMatchObject({ skill_invocations: 2, chat_messages: 0 })
  })

  test('a row without a user, and an address that is not given, are no trouble', () => {
    const rows = [{ user: null, chat_metrics: { message_count: 9 } }, {}, { user: { id: 'user_1' } }]
    expect([...read({ users: rows }).claudeUsers]).toEqual([{ id: 'user_1', email: null }])
  })

  test('the users of counters and of the list of people are the same', () => {
    const { claudeUsers, counters } = read({
      users: [user('user_1'), user('user_2')],
      skills: [{ user_id: 'user_3', invocation_count: 1 }],
      connectors: [{ user_id: 'user_4', read_call_count: 1, write_call_count: 0, unclassified_call_count: 0 }],
    })
    const ids = Array.from(claudeUsers, ({ id }) => id).sort()
    expect(ids).toEqual(['user_1', 'user_2', 'user_3', 'user_4'])
    expect([...counters.ids()].sort()).toEqual(ids)
    for (const one of Array.from(counters, ([, values]) => values))
      expect(Object.keys(one).sort()).toEqual([...counterIds].sort())
  })

  test('nobody is on a day without rows', () => {
    const { sources, claudeUsers, counters } = read({ skills: [], connectors: [] })
    expect(sources).toEqual({ skills: 'report', connectors: 'report' })
    expect([...claudeUsers]).toEqual([])
    expect(counters.size()).toBe(0)
  })
})
