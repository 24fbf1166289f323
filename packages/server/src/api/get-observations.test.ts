import { addDays, type Day, type ObservationsResponse } from '@windmill/claude-core'
import { observationsSchema } from '@windmill/claude-core/contract'
import { beforeEach, describe, expect, test } from 'vitest'
import { acme, createTestHost, storeDay, type TestHost } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee } from '../testing/fixtures.ts'

const latestDay: Day = '2026-11-20'
/** The last day that Claude no longer revises. */
const lastSettledDay: Day = '2026-11-13'
const employees = [
  createEmployee('boss'),
  createDirectReport('maya', 'boss'),
  createDirectReport('per', 'boss', { participation: 'totals' }),
  createDirectReport('alex', 'boss', { participation: 'excluded' }),
]
const boss = { accountId: acme, employeeId: 'boss', role: 'employee' } as const
const maya = { accountId: acme, employeeId: 'maya', role: 'employee' } as const

let host: TestHost
beforeEach(async () => {
  host = createTestHost({ clock: createVirtualClock(Date.parse('2026-11-22T15:00:00Z')), employees })
  await host.claude.start()
  for (let day: Day = '2026-10-15'; day <= latestDay; day = addDays(day, 1)) {
    // The newest days have arrived only in part.
    const sessions = day > lastSettledDay ? 1 : day > '2026-11-03' ? 8 : 4
    const usage = { code_sessions: sessions, chat_messages: 0 }
    await storeDay(host.storage, day, { maya: usage, per: usage, alex: usage }, latestDay)
  }
  await host.claude.directory.refresh(acme)
})

const period = { from: '2026-11-04', to: '2026-11-22' } as const
const listLoggedReads = async () =>
  (await host.claude.api.access(maya, 'maya')).entries.flatMap(({ actor, event }) =>
    event.kind === 'read' ? [{ actor: actor?.id, purpose: event.purpose, periods: event.periods }] : [],
  )

describe('claude.api.observations', () => {
  test('gives sentences in every language, with their numbers as data', async () => {
    const answer = await host.claude.api.observations(boss, 'maya', period)
    expect(observationsSchema.safeParse(answer).success).toBe(true)
    expect(answer.observations).toEqual([
      {
        id: 'changed.code.sessions.up',
        kind: 'changed',
        product: 'code',
        statId: 'code.sessions',
        value: 80,
        previous: 40,
        days: 10,
        proposals: null,
        use: 'context_not_evaluation',
        sentences: {
          en: '[System] Claude Code sessions rose from 40 to 80 (Nov 4–13 vs Oct 25 – Nov 3).',
          de: '[System] Claude Code: Sitzungen stiegen von 40 auf 80 (4.–13. Nov. gegenüber 25. Okt. – 3. Nov.).',
        },
        questions: {
          en: 'What is behind it: another kind of work, or another way of working?',
          de: 'Was steckt dahinter: andere Arbeit oder eine andere Arbeitsweise?',
        },
      },
    ])
  })

  test('compares through the last settled day, and counts the newer days', async () => {
    const answer = await host.claude.api.observations(boss, 'maya', period)
    expect(answer).toMatchObject({
      period: { from: '2026-11-04', to: lastSettledDay },
      previous: { from: '2026-10-25', to: '2026-11-03' },
      newerDays: 7,
      comparison: { kind: 'fair' },
    })
  })

  test('gives no observation for a period without a settled day, and adds no read to the log', async () => {
    expect(await host.claude.api.observations(boss, 'maya', { from: '2026-11-14', to: '2026-11-22' })).toEqual({
      employeeId: 'maya',
      period: null,
      previous: null,
      newerDays: 7,
      comparison: null,
      checkedMonths: [],
      observations: [],
    })
    expect(await listLoggedReads()).toEqual([])
  })

  test('adds the read of both periods to the log, with its purpose', async () => {
    await host.claude.api.observations(boss, 'maya', period)
    await host.claude.api.observations(boss, 'maya', { ...period, purpose: 'one_on_one' })
    await host.claude.api.observations(maya, 'maya', period)
    const periods = [
      { from: '2026-11-04', to: lastSettledDay },
      { from: '2026-10-25', to: '2026-11-03' },
    ]
    expect((await listLoggedReads()).sort((a, b) => (a.purpose < b.purpose ? -1 : 1))).toEqual([
      { actor: 'boss', purpose: 'one_on_one', periods },
      { actor: 'boss', purpose: 'review', periods },
    ])
  })

  test('words a question as a topic to bring up in the answer to the employee themself', async () => {
    const { observations } = await host.claude.api.observations(maya, 'maya', period)
    expect(observations.map(({ questions }) => questions?.en)).toEqual([
      'what is behind it: another kind of work, or another way of working.',
    ])
  })

  test('returns no observation about people with hidden figures', async () => {
    await expect(host.claude.api.observations(boss, 'per', period)).rejects.toMatchObject({ code: 'figures_not_shown' })
    expect((await host.claude.api.observations(boss, 'alex', period)).observations).toEqual([])
    await expect(host.claude.api.observations(maya, 'boss', period)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is served over HTTP, which refuses a period that ends before it begins', async () => {
    const response = await host.request('boss', '/employees/maya/observations?from=2026-11-04&to=2026-11-22')
    const { observations } = (await response.json()) as ObservationsResponse
    expect([response.status, observations.length]).toEqual([200, 1])
    const refused = await host.request('boss', '/employees/maya/observations?from=2026-11-04&to=2026-11-03')
    expect(refused.status).toBe(400)
  })
})
