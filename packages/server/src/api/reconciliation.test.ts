import type {
  Day,
  LogResponse,
  Participation,
  ReconciliationFindingsResponse,
  ReconciliationResponse,
} from '@windmill/claude-core'
import { reconciliationFindingsSchema, reconciliationSchema } from '@windmill/claude-core/contract'
import { describe, expect, test } from 'vitest'
import type { HostViewer } from '../host-viewer.ts'
import type { Finding, MonthCheck } from '../storage/adapter.ts'
import { recordDifferingMonth } from '../sync/record-differing-month.ts'
import { connect, createSyncHost, plaintextVault } from '../test/sync-host.ts'
import { acme, createTestHost, storeDay, type TestHost } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createEmployee, toClaudeUserId, toEmployeeId } from '../testing/fixtures.ts'

const [september, october]: readonly [Day, Day] = ['2026-09-01', '2026-10-01']
const now = Date.parse('2026-11-22T15:00:00Z')
const connectionManager: HostViewer = { accountId: acme, employeeId: 'it', permissions: ['connection:manage'] }
const analyst: HostViewer = { accountId: acme, employeeId: 'analyst', permissions: ['people:view'] }
const auditor: HostViewer = { accountId: acme, employeeId: 'auditor', permissions: ['audit:view'] }

const createFinding = (id: string, counter: Finding['counter'] = 'chat_messages') => ({
  claudeUserId: toClaudeUserId(id),
  counter,
  stored: 7,
  claude: 9,
})

const createCheck = (month: Day, result: NonNullable<MonthCheck['finished']>['result']): MonthCheck => ({
  month,
  finished: { at: now, firstAt: now, result, reason: null, counters: ['chat_messages', 'code_commits'], count: 1 },
  pending: null,
})

/**
 * Creates a host with people of each participation, one Claude user for each, and one Claude user without an employee.
 */
const createHost = async (findings: readonly ReturnType<typeof createFinding>[]) => {
  const people: readonly (readonly [string, Participation])[] = [
    ['maya', 'included'],
    ['zoe', 'included'],
    ['tom', 'totals'],
    ['eva', 'excluded'],
  ]
  const clock = createVirtualClock(now)
  const employees = people.map(([id, participation]) => createEmployee(id, { participation }))
  const host = createTestHost({ clock, employees })
  const ids = [...people.map(([id]) => id), 'nobody']
  await storeDay(host.storage, october, Object.fromEntries(ids.map((id) => [id, { chat_messages: 7 }])), '2026-11-20')
  await host.claude.directory.refresh(acme)
  const token = (await host.storage.acquireLease(acme, 60_000)) ?? 0
  await host.storage.saveMonthCheck(acme, token, createCheck(september, 'equal'), [])
  await host.storage.saveMonthCheck(acme, token, createCheck(october, 'differs'), findings)
  await host.storage.releaseLease(acme, token)
  return { ...host, clock }
}

const readJson = async <Answer>(host: TestHost, viewer: HostViewer, path: string): Promise<Answer> => {
  const response = await host.request(viewer, path)
  expect(response.status).toBe(200)
  return (await response.json()) as Answer
}

describe('GET /reconciliation', () => {
  test('returns the result of each month, with the counters that differ and the number of people', async () => {
    const host = await createHost([
      createFinding('maya'),
      createFinding('maya', 'code_commits'),
      createFinding('nobody'),
    ])
    const answer = await readJson<ReconciliationResponse>(host, connectionManager, '/reconciliation')
    expect(reconciliationSchema.parse(answer)).toEqual(answer)
    const compared = { counters: ['chat_messages', 'code_commits'], checkedAt: '2026-11-22T15:00:00.000Z' }
    expect(answer.months).toEqual([
      { month: september, ...compared, result: 'equal', reason: null, isPending: false, differing: null },
      {
        month: october,
        ...compared,
        result: 'differs',
        reason: null,
        isPending: false,
        differing: { counters: ['chat_messages', 'code_commits'], people: 2 },
      },
    ])
    expect(answer.canListFindings).toBe(false)
    expect(await host.claude.api.reconciliation(analyst)).toEqual({ ...answer, canListFindings: true })
  })

  test('is the same whether or not the figures of people with a limited participation differ', async () => {
    const answers = await Promise.all(
      [[], ['tom'], ['eva'], ['tom', 'eva']].map(async (hidden) => {
        const host = await createHost([...hidden, 'zoe'].map((id) => createFinding(id)))
        return [
          await readJson(host, connectionManager, '/reconciliation'),
          await readJson(host, analyst, '/reconciliation/findings'),
        ]
      }),
    )
    for (const answer of answers) expect(answer).toEqual(answers[0])
    const onlyHidden = await createHost([createFinding('tom')])
    const { months } = await readJson<ReconciliationResponse>(onlyHidden, connectionManager, '/reconciliation')
    expect(months.map(({ result, differing }) => [result, differing])).toEqual([
      ['equal', null],
      ['equal', null],
    ])
  })
})

describe('GET /reconciliation/findings', () => {
  test('says who differs and by how much, and records the read for each of them', async () => {
    const host = await createHost([createFinding('maya'), createFinding('nobody'), createFinding('tom')])
    const answer = await readJson<ReconciliationFindingsResponse>(host, analyst, '/reconciliation/findings')
    expect(reconciliationFindingsSchema.parse(answer)).toEqual(answer)
    const figures = { month: october, counter: 'chat_messages', stored: 7, claude: 9 }
    expect(answer.findings).toEqual([
      { ...figures, claudeUserId: 'user_maya', employee: { id: 'maya', name: 'Person maya' } },
      { ...figures, claudeUserId: 'user_nobody', employee: null },
    ])
    const { entries } = await readJson<LogResponse>(host, auditor, '/log')
    expect(
      entries.filter(({ event }) => event.kind === 'read').map(({ actor, about, event }) => [actor?.id, about, event]),
    ).toEqual([
      [
        'analyst',
        { employee: { id: 'maya', name: 'Person maya' } },
        {
          kind: 'read',
          purpose: 'reconciliation',
          periods: [{ from: '2026-10-01', to: '2026-10-31' }],
          rows: null,
        },
      ],
    ])
  })
})

describe('the event totals_differ', () => {
  test('names the month and the counters that differ, and no figure', async () => {
    const host = await createHost([createFinding('maya'), createFinding('tom', 'code_commits')])
    const context = { storage: host.storage, clock: host.clock, emailRules: undefined }
    await recordDifferingMonth(context, acme, october)
    await recordDifferingMonth(context, acme, september)
    const entry = await host.storage.claimUnsentEntry(acme, 0, 60_000)
    expect([entry?.actorId, entry?.about, entry?.event]).toEqual([
      null,
      'account',
      { kind: 'totals_differ', month: october, counters: ['chat_messages'] },
    ])
    const { entries } = await readJson<LogResponse>(host, auditor, '/log')
    expect(entries.filter(({ event }) => event.kind === 'totals_differ')).toHaveLength(1)
  })
})

test('the data that an employee exports has the findings about them', async () => {
  const host = await createHost([createFinding('maya'), createFinding('zoe')])
  const { claudeUsers } = await host.claude.api.employeeData(
    { accountId: acme, employeeId: 'maya', role: 'employee' },
    'maya',
  )
  expect(claudeUsers.flatMap(({ findings }) => findings)).toEqual([
    { month: october, counter: 'chat_messages', stored: 7, claude: 9 },
  ])
})

test('a request reconciles every settled month again, and the log names who made the request', async () => {
  const host = createSyncHost({ vault: plaintextVault })
  const refused = await host.request(connectionManager, '/reconciliation', { method: 'POST' })
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([409, 'not_connected'])
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  const readCounts = async () => (await host.storage.listMonthChecks(acme)).map(({ finished }) => finished?.count)
  expect(await readCounts()).toEqual([1, 1])
  host.clock.set(host.clock.now() + 60_000)
  expect((await host.request(connectionManager, '/reconciliation', { method: 'POST' })).status).toBe(202)
  host.clock.set(host.clock.now() + 60_000)
  await host.claude.sync(acme)
  expect(await readCounts()).toEqual([2, 2])
  host.clock.set(host.clock.now() + 60_000)
  await host.claude.reconciliation.check(acme, { by: 'runbook' })
  host.clock.set(host.clock.now() + 60_000)
  await host.claude.sync(acme)
  expect(await readCounts()).toEqual([3, 3])
  const entries = await host.storage.listLog(acme, { before: null, limit: 10 })
  expect(entries.filter(({ event }) => event.kind === 'check_requested').map(({ actorId }) => actorId)).toEqual([
    toEmployeeId('runbook'),
    toEmployeeId('it'),
  ])
})
