import type {
  ClaudeUsersResponse,
  ConnectionResponse,
  Day,
  Employee,
  EmployeeStatsResponse,
  Problem,
} from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { jsonHeaders } from '../test/sync-host.ts'
import { acme, createTestHost, storeDay, type TestHost } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee } from '../testing/fixtures.ts'

/**
 * Maya, Per and Zoe report to Lena, and Tom to Maya. Lena and Otto report to Cleo. Ada is an admin without reports.
 * Zoe's address in Claude differs from her address in the directory.
 */
const employees: readonly Employee[] = [
  createEmployee('cleo'),
  createDirectReport('lena', 'cleo'),
  createDirectReport('otto', 'cleo'),
  createEmployee('ada'),
  createDirectReport('maya', 'lena'),
  createDirectReport('per', 'lena'),
  createDirectReport('tom', 'maya'),
  createDirectReport('zoe', 'lena', { emails: ['zoe@home.example'] }),
]

/**
 * Changes the default situation: a connected account in which Maya and Zoe sent 5 messages on the 10th and 3 on the
 * 18th.
 */
type Prepare = (host: TestHost) => Promise<unknown>
const changeNothing: Prepare = async () => {}
const createPush =
  (entry: Employee): Prepare =>
  ({ claude }) =>
    claude.directory.upsert(acme, [entry])
const archiveMaya = createPush(createDirectReport('maya', 'lena', { archivedOn: '2026-11-12' }))
const linkZoe: Prepare = async (host) => {
  const init = { method: 'PUT', headers: jsonHeaders, body: JSON.stringify({ decision: 'link', employeeId: 'zoe' }) }
  expect((await host.request('admin:ada', '/claude-users/user_zoe/link', init)).status).toBe(200)
}
const createSequence =
  (...steps: readonly Prepare[]): Prepare =>
  async (host) => {
    for (const step of steps) await step(host)
  }

/** Sends a request as a viewer, and returns a summary of the answer or the problem code. */
type SendRequest = (host: TestHost, viewer: string | null) => Promise<string>

const summarize = async <Body>(response: Response, describeBody: (body: Body) => string): Promise<string> => {
  const body: unknown = await response.json()
  return response.ok ? describeBody(body as Body) : (body as Problem).code
}
const period = 'from=2026-11-01&to=2026-11-20'
const createStatsRequest =
  (id: string): SendRequest =>
  async ({ request }, viewer) =>
    await summarize<EmployeeStatsResponse>(await request(viewer, `/employees/${id}/stats?${period}`), (body) => {
      const { claudeUsers, through } = body.coverage
      const messages = body.stats['chat.messages'].value
      if (claudeUsers === 0) return `${messages}: no linked Claude user`
      return through === null ? `${messages}: no day was read` : `${messages}`
    })
const requestUnreadDays: SendRequest = async ({ request }, viewer) =>
  await summarize<EmployeeStatsResponse>(
    await request(viewer, '/employees/maya/stats?from=2026-11-18&to=2026-11-20'),
    ({ coverage, stats }) => `${stats['chat.messages'].value}, missing ${coverage.missing}`,
  )
const requestConnection: SendRequest = async ({ request }, viewer) =>
  await summarize<ConnectionResponse>(await request(viewer, '/connection'), ({ status, key }) =>
    [status, ...(key ? [`with a key …${key.lastFour}`] : [])].join(' '),
  )
const requestToConnect: SendRequest = async ({ request }, viewer) => {
  const init = {
    method: 'PUT',
    headers: jsonHeaders,
    body: JSON.stringify({ apiKey: 'sk-ant-api01-0123456789abcdef' }),
  }
  return await summarize(await request(viewer, '/connection', init), () => 'connected')
}
const createMappingRequest =
  (id: string): SendRequest =>
  async ({ request }, viewer) =>
    await summarize<ClaudeUsersResponse>(await request(viewer, `/claude-users?search=user_${id}`), ({ claudeUsers }) =>
      claudeUsers.map(({ state, reason }) => `${state}: ${reason.code}`).join(),
    )

const noLinkSummary = 'null: no linked Claude user'

type Scenario = readonly [
  situation: string,
  prepare: Prepare,
  viewerLabel: string,
  viewer: string | null,
  sendRequest: SendRequest,
  expected: string,
]

const scenarios: Readonly<Record<string, readonly Scenario[]>> = {
  'access to Maya’s stats': [
    ['by default', changeNothing, 'Maya', 'maya', createStatsRequest('maya'), '8'],
    ['by default', changeNothing, 'her manager', 'lena', createStatsRequest('maya'), '8'],
    ['by default', changeNothing, 'her manager’s manager', 'cleo', createStatsRequest('maya'), '8'],
    ['by default', changeNothing, 'an admin', 'admin:ada', createStatsRequest('maya'), '8'],
    ['by default', changeNothing, 'a peer', 'per', createStatsRequest('maya'), 'not_found'],
    ['by default', changeNothing, 'her report', 'tom', createStatsRequest('maya'), 'not_found'],
    ['by default', changeNothing, 'a manager of another team', 'otto', createStatsRequest('maya'), 'not_found'],
    ['by default', changeNothing, 'a viewer outside the directory', 'nobody', createStatsRequest('maya'), 'not_found'],
    [
      'by default',
      changeNothing,
      'an admin of another account',
      'globex/admin:ada',
      createStatsRequest('nobody'),
      'not_found',
    ],
    ['by default', changeNothing, 'a visitor who is not signed in', null, createStatsRequest('maya'), 'not_signed_in'],
    [
      'after a move to Otto’s team',
      createPush(createDirectReport('maya', 'otto')),
      'her new manager',
      'otto',
      createStatsRequest('maya'),
      '8',
    ],
    [
      'after a move to Otto’s team',
      createPush(createDirectReport('maya', 'otto')),
      'her former manager',
      'lena',
      createStatsRequest('maya'),
      'not_found',
    ],
    [
      'after a move to Otto’s team',
      createPush(createDirectReport('maya', 'otto')),
      'the manager of both',
      'cleo',
      createStatsRequest('maya'),
      '8',
    ],
    [
      'when Maya and her manager manage each other',
      createPush(createDirectReport('lena', 'maya')),
      'her manager',
      'lena',
      createStatsRequest('maya'),
      'not_found',
    ],
    [
      'when Maya and her manager manage each other',
      createPush(createDirectReport('lena', 'maya')),
      'Maya',
      'maya',
      createStatsRequest('maya'),
      '8',
    ],
  ],
  'a departure': [
    ['after Maya left on the 12th', archiveMaya, 'her manager', 'lena', createStatsRequest('maya'), '5'],
    ['after Maya left on the 12th', archiveMaya, 'an admin', 'admin:ada', createStatsRequest('maya'), '5'],
    ['after Maya left on the 12th', archiveMaya, 'Maya', 'maya', createStatsRequest('maya'), 'not_found'],
    [
      'after Maya left on the 12th',
      archiveMaya,
      'Maya, asking for her report,',
      'maya',
      createStatsRequest('tom'),
      'not_found',
    ],
    [
      'after Maya left on the 12th',
      archiveMaya,
      'Maya as an admin',
      'admin:maya',
      createStatsRequest('tom'),
      'not_found',
    ],
    [
      'after Maya left on the 12th',
      archiveMaya,
      'her manager, asking for Maya’s report,',
      'lena',
      createStatsRequest('tom'),
      noLinkSummary,
    ],
    [
      'when a new employee has the address of Maya, who left',
      createSequence(archiveMaya, createPush(createDirectReport('new', 'lena', { emails: ['maya@example.com'] }))),
      'the new employee',
      'new',
      createStatsRequest('new'),
      noLinkSummary,
    ],
    [
      'after Maya left and came back',
      createSequence(archiveMaya, createPush(createDirectReport('maya', 'lena'))),
      'her manager',
      'lena',
      createStatsRequest('maya'),
      '8',
    ],
    [
      'when Maya leaves in a month',
      createPush(createDirectReport('maya', 'lena', { archivedOn: '2026-12-22' })),
      'Maya',
      'maya',
      createStatsRequest('maya'),
      '8',
    ],
  ],
  'missing numbers': [
    [
      'without a connection',
      (host) => host.storage.eraseAccount(acme),
      'Maya',
      'maya',
      requestConnection,
      'disconnected',
    ],
    ['with another address in Claude', changeNothing, 'Zoe', 'zoe', createStatsRequest('zoe'), noLinkSummary],
    [
      'with another address in Claude',
      changeNothing,
      'an admin',
      'admin:ada',
      createMappingRequest('zoe'),
      'unmatched: nobody_has_it',
    ],
    [
      'with another address in Claude',
      changeNothing,
      'Zoe, asking for the mapping,',
      'zoe',
      createMappingRequest('zoe'),
      'not_permitted',
    ],
    ['after an admin linked Zoe', linkZoe, 'Zoe', 'zoe', createStatsRequest('zoe'), '8'],
    ['after an admin linked Zoe', linkZoe, 'an admin', 'admin:ada', createMappingRequest('zoe'), 'matched: chosen'],
    [
      'after Maya’s address changed in the directory',
      createPush(createDirectReport('maya', 'lena', { emails: ['m@example.com'] })),
      'Maya',
      'maya',
      createStatsRequest('maya'),
      '8',
    ],
    [
      'after Maya’s address changed in the directory',
      createPush(createDirectReport('maya', 'lena', { emails: ['m@example.com'] })),
      'an admin',
      'admin:ada',
      createMappingRequest('maya'),
      'flagged: email_changed',
    ],
    [
      'when Per has Maya’s address too',
      createPush(createDirectReport('per', 'lena', { emails: ['maya@example.com'] })),
      'Maya',
      'maya',
      createStatsRequest('maya'),
      noLinkSummary,
    ],
    [
      'when Per has Maya’s address too',
      createPush(createDirectReport('per', 'lena', { emails: ['maya@example.com'] })),
      'an admin',
      'admin:ada',
      createMappingRequest('maya'),
      'conflict: several_active',
    ],
    ['without activity on read days', changeNothing, 'Per', 'per', createStatsRequest('per'), '0'],
    ['with unread days', changeNothing, 'Maya', 'maya', requestUnreadDays, '3, missing 2026-11-19,2026-11-20'],
  ],
  'one connection for the whole account': [
    [
      'after an admin connected',
      changeNothing,
      'the admin',
      'admin:ada',
      requestConnection,
      'connected with a key …cdef',
    ],
    ['after an admin connected', changeNothing, 'any employee', 'per', requestConnection, 'connected'],
    ['after an admin connected', changeNothing, 'a manager', 'lena', createStatsRequest('maya'), '8'],
  ],
  'only admins connect': [
    ['after an admin connected', changeNothing, 'Maya', 'maya', createStatsRequest('maya'), '8'],
    [
      'after an admin connected',
      changeNothing,
      'an employee who tries to connect',
      'maya',
      requestToConnect,
      'not_permitted',
    ],
    [
      'after an admin connected',
      changeNothing,
      'a manager who tries to connect',
      'cleo',
      requestToConnect,
      'not_permitted',
    ],
  ],
}

const createHost = async (): Promise<TestHost> => {
  const host = createTestHost({ clock: createVirtualClock(Date.parse('2026-11-22T15:00:00Z')), employees })
  const { storage, claude } = host
  const latestDay: Day = '2026-11-20'
  await storage.saveConnection({
    accountId: acme,
    status: 'connected',
    reason: null,
    sealedKey: 'sealed',
    lastFour: 'cdef',
    savedAt: 0,
    organizationId: null,
    latestDay,
    lastSyncAt: 0,
    notServedThrough: null,
    lastFailure: null,
    blockedSince: null,
    seats: null,
    seatsAskedAt: null,
    invitation: null,
    checkRequestedAt: null,
    announced: null,
  })
  await storeDay(storage, '2026-11-10', { maya: { chat_messages: 5 }, zoe: { chat_messages: 5 }, per: {} }, latestDay)
  await storeDay(storage, '2026-11-18', { maya: { chat_messages: 3 }, zoe: { chat_messages: 3 }, per: {} }, latestDay)
  await claude.directory.refresh(acme)
  // The first request pulls the directory again. It must come before a scenario pushes changes.
  await host.request('ada', '/connection')
  return host
}

describe.each(Object.entries(scenarios))('%s:', (_, rows) => {
  const cases = rows.map(([situation, prepare, viewerLabel, viewer, sendRequest, expected]) => ({
    title: `${situation}, ${viewerLabel} gets "${expected}"`,
    prepare,
    viewer,
    sendRequest,
    expected,
  }))
  test.each(cases)('$title', async ({ prepare, viewer, sendRequest, expected }) => {
    const host = await createHost()
    await prepare(host)
    expect(await sendRequest(host, viewer)).toBe(expected)
  })
})
