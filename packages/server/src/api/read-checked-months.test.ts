import type { CheckedMonth, Day } from '@windmill/claude-core'
import { employeeStatsSchema, teamStatsSchema } from '@windmill/claude-core/contract'
import { expect, test } from 'vitest'
import type { MonthCheck } from '../storage/adapter.ts'
import { acme, createTestHost, storeDay, type TestHost } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee, toClaudeUserId, toEmployeeId } from '../testing/fixtures.ts'

const now = Date.parse('2026-11-22T15:00:00Z')
const months: readonly Day[] = ['2026-07-01', '2026-08-01', '2026-09-01', '2026-10-01']
const period = 'from=2026-09-16&to=2026-10-31'
const ids = ['maya', 'zoe', 'per', 'eva']
const employees = [
  createEmployee('boss'),
  createDirectReport('maya', 'boss'),
  createDirectReport('zoe', 'boss'),
  createDirectReport('per', 'boss', { participation: 'totals' }),
  createDirectReport('eva', 'boss', { participation: 'excluded' }),
  createEmployee('unlinked'),
]

type Findings = Readonly<Record<string, readonly (keyof Parameters<typeof storeDay>[2][string])[]>>

const createCheck = (month: Day, result: NonNullable<MonthCheck['finished']>['result']): MonthCheck => ({
  month,
  finished: { at: now, firstAt: now, result, reason: null, counters: ['chat_messages'], count: 1 },
  pending: null,
})

/** Creates a host with a check of each month. Only in October, figures differ. */
const createHost = async (findings: Findings, clock = createVirtualClock(now)): Promise<TestHost> => {
  const host = createTestHost({ clock, employees })
  await host.claude.start()
  const usage = Object.fromEntries(ids.map((id) => [id, { chat_messages: 7 }]))
  await storeDay(host.storage, '2026-10-05', usage, '2026-11-20')
  await host.claude.directory.refresh(acme)
  const token = (await host.storage.acquireLease(acme, 60_000)) ?? 0
  for (const month of months.slice(0, 3)) {
    await host.storage.saveMonthCheck(acme, token, createCheck(month, 'equal'), [])
  }
  await host.storage.saveMonthCheck(
    acme,
    token,
    createCheck('2026-10-01', 'differs'),
    Object.entries(findings).flatMap(([id, counters]) =>
      counters.map((counter) => ({ claudeUserId: toClaudeUserId(id), counter, stored: 7, claude: 9 })),
    ),
  )
  await host.storage.releaseLease(acme, token)
  return host
}

const readMonths = async (
  host: TestHost,
  viewer: string,
  path: string,
): Promise<readonly CheckedMonth[] | undefined> => {
  const response = await host.request(viewer, path)
  expect(response.status).toBe(200)
  const answer: unknown = await response.json()
  const schema = path.startsWith('/teams') ? teamStatsSchema : employeeStatsSchema
  return schema.parse(answer).coverage.checkedMonths
}

const describeMonths = (list: readonly CheckedMonth[] | undefined): readonly string[] | undefined =>
  list?.map(({ month, result, stats }) => [month, result, ...stats].join(' '))

const equalMonths = ['2026-08-01 equal', '2026-09-01 equal', '2026-10-01 equal']

test('lists the checked months of both periods with the stats that differ for the employee', async () => {
  const host = await createHost({ maya: ['unified_messages', 'code_edits_rejected'] })
  const answer = await readMonths(host, 'boss', `/employees/maya/stats?${period}`)
  expect(describeMonths(answer)).toEqual([
    '2026-08-01 equal',
    '2026-09-01 equal',
    '2026-10-01 differs chat.messages code.edit_acceptance_rate',
  ])
  expect(answer?.[0]?.checkedAt).toBe('2026-11-22T15:00:00.000Z')
})

test('gives the same months with the observations as with the figures', async () => {
  const host = await createHost({ maya: ['chat_messages'] })
  const boss = { accountId: acme, employeeId: 'boss', role: 'employee' } as const
  const { checkedMonths } = await host.claude.api.observations(boss, 'maya', { from: '2026-09-16', to: '2026-10-31' })
  expect(checkedMonths).toEqual(await readMonths(host, 'boss', `/employees/maya/stats?${period}`))
  expect(describeMonths(checkedMonths)).toEqual([...equalMonths.slice(0, 2), '2026-10-01 differs chat.messages'])
})

test('reveals nothing about the figures of anyone who is not in the answer', async () => {
  const findings: Findings = { zoe: ['chat_messages'], per: ['chat_messages'], eva: ['chat_messages'] }
  const host = await createHost(findings)
  expect(describeMonths(await readMonths(host, 'maya', `/employees/maya/stats?${period}`))).toEqual(equalMonths)
  const hostWithHiddenFindings = await createHost({
    per: ['chat_messages'],
    eva: ['chat_messages'],
    boss: ['chat_messages'],
  })
  expect(describeMonths(await readMonths(hostWithHiddenFindings, 'boss', `/teams/boss/stats?${period}`))).toEqual(
    equalMonths,
  )
  expect(
    describeMonths(await readMonths(hostWithHiddenFindings, 'per', `/employees/per/stats?${period}`))?.at(-1),
  ).toBe('2026-10-01 differs chat.messages')
})

test('lists what differs for anyone of a team, among the requested stats', async () => {
  const host = await createHost({ maya: ['chat_messages'], zoe: ['code_commits'] })
  const path = `/teams/boss/stats?${period}`
  const [all, requested, unaffected] = await Promise.all(
    [path, `${path}&stats=code.commits`, `${path}&stats=excel.skills`].map((url) => readMonths(host, 'boss', url)),
  )
  expect(describeMonths(all)?.at(-1)).toBe('2026-10-01 differs chat.messages code.commits')
  expect(describeMonths(requested)?.at(-1)).toBe('2026-10-01 differs code.commits')
  expect(describeMonths(unaffected)).toEqual(equalMonths)
})

test('lists no month for an employee without figures', async () => {
  const host = await createHost({})
  expect(await readMonths(host, 'unlinked', `/employees/unlinked/stats?${period}`)).toEqual([])
  expect(await readMonths(host, 'eva', `/employees/eva/stats?${period}`)).toEqual([])
})

test('leaves out the months that are not kept for someone in the answer', async () => {
  const clock = createVirtualClock(now)
  const host = await createHost({}, clock)
  const readmit = { claudeUserId: toClaudeUserId('maya'), employeeId: toEmployeeId('maya') }
  await host.storage.excludeClaudeUsers(acme, { exclude: [toClaudeUserId('maya')], readmit: [] })
  // The figures from before the exclusion are lost only if the exclusion lasts for 24 hours.
  clock.set(now + 25 * 3_600_000)
  await host.storage.excludeClaudeUsers(acme, { exclude: [], readmit: [readmit] })
  await storeDay(host.storage, '2026-11-23', { maya: { chat_messages: 1 } })
  await host.claude.directory.refresh(acme)
  const { coverage } = await host.claude.api.employeeStats(
    { accountId: acme, employeeId: 'maya', permissions: [] },
    'maya',
    {
      from: '2026-09-16',
      to: '2026-10-31',
    },
  )
  expect(coverage).toMatchObject({ claudeUsers: 1, checkedMonths: [] })
  expect(await readMonths(host, 'boss', `/teams/boss/stats?${period}`)).toEqual([])
  expect(describeMonths(await readMonths(host, 'zoe', `/employees/zoe/stats?${period}`))).toEqual(equalMonths)
})
