import type {
  ClaudeUsersResponse,
  ConnectionResponse,
  Day,
  Employee,
  EmployeeStatsResponse,
  Problem,
} from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import { describe, expect, test } from 'vitest'
import { acme, createTestHost, employee, employeeUnder, storeDay, type TestHost } from '../test/host.ts'
import { virtualClock } from '../test/virtual-clock.ts'
import { jsonHeaders } from '../test/world.ts'

/**
 * Maya, Per and Zoe report to Lena, and Tom to Maya. Lena and Otto report to Cleo. Ada is an admin without reports. Zoe's
 * address in Claude differs from her address in the directory.
 */
const employees: readonly Employee[] = [
  employee('cleo'),
  employeeUnder('lena', 'cleo'),
  employeeUnder('otto', 'cleo'),
  employee('ada'),
  employeeUnder('maya', 'lena'),
  employeeUnder('per', 'lena'),
  employeeUnder('tom', 'maya'),
  employeeUnder('zoe', 'lena', { emails: ['zoe@home.example'] }),
]

/**
 * Changes the default situation: a connected account in which Maya and Zoe sent 5 messages on the 10th and 3 on the 18th.
 */
type Prepare = (host: TestHost) => Promise<unknown>
const unchanged: Prepare = async () => {}
const push =
  (entry: Employee): Prepare =>
  ({ claude }) =>
    claude.directory.upsert(acme, [entry])
const archiveMaya = push(employeeUnder('maya', 'lena', { archivedOn: '2026-11-12' }))
const linkZoe: Prepare = async (host) => {
  const init = { method: 'PUT', headers: jsonHeaders, body: JSON.stringify({ decision: 'link', employeeId: 'zoe' }) }
  expect((await host.request('admin:ada', '/claude-users/user_zoe/link', init)).status).toBe(200)
}
const inOrder =
  (...steps: readonly Prepare[]): Prepare =>
  async (host) => {
    for (const step of steps) await step(host)
  }

/** Sends a request as a viewer, and returns a summary of the answer, or the problem code. */
type Ask = (host: TestHost, viewer: string | null) => Promise<string>

const summarize = async <Body>(response: Response, describeBody: (body: Body) => string): Promise<string> => {
  const body: unknown = await response.json()
  return response.ok ? describeBody(body as Body) : (body as Problem).code
}
const period = 'from=2026-11-01&to=2026-11-20'
const askStats =
  (id: string): Ask =>
  async ({ request }, viewer) =>
    await summarize<EmployeeStatsResponse>(await request(viewer, `/employees/${id}/stats?${period}`), (body) => {
      const { claudeUsers, through } = body.coverage
      const messages = body.stats['chat.messages'].value
      if (claudeUsers === 0) return `${messages}: no linked Claude user`
      return through === null ? `${messages}: no day was read` : `${messages}`
    })
const askMissingDays: Ask = async ({ request }, viewer) =>
  await summarize<EmployeeStatsResponse>(
    await request(viewer, '/employees/maya/stats?from=2026-11-18&to=2026-11-20'),
    ({ coverage, stats }) => `${stats['chat.messages'].value}, missing ${coverage.missing}`,
  )
const askConnection: Ask = async ({ request }, viewer) =>
  await summarize<ConnectionResponse>(await request(viewer, '/connection'), ({ status, key }) =>
    [status, ...(key ? [`with a key …${key.lastFour}`] : [])].join(' '),
  )
const askToConnect: Ask = async ({ request }, viewer) => {
  const init = {
    method: 'PUT',
    headers: jsonHeaders,
    body: JSON.stringify({ apiKey: 'sk-ant-api01-0123456789abcdef' }),
  }
  return await summarize(await request(viewer, '/connection', init), () => 'connected')
}
const askMapping =
  (id: string): Ask =>
  async ({ request }, viewer) =>
    await summarize<ClaudeUsersResponse>(await request(viewer, `/claude-users?search=user_${id}`), ({ claudeUsers }) =>
      claudeUsers.map(({ state, reason }) => `${state}: ${reason.code}`).join(),
    )

const notFound = 'not_found'
const notLinked = 'null: no linked Claude user'

type Scenario = readonly [
  situation: string,
  prepare: Prepare,
  asker: string,
  viewer: string | null,
  ask: Ask,
  expected: string,
]

const scenarios: Readonly<Record<string, readonly Scenario[]>> = {
  'access to Maya’s stats': [
    ['by default', unchanged, 'Maya', 'maya', askStats('maya'), '8'],
    ['by default', unchanged, 'her manager', 'lena', askStats('maya'), '8'],
    ['by default', unchanged, 'her manager’s manager', 'cleo', askStats('maya'), '8'],
    ['by default', unchanged, 'an admin', 'admin:ada', askStats('maya'), '8'],
    ['by default', unchanged, 'a peer', 'per', askStats('maya'), notFound],
    ['by default', unchanged, 'her report', 'tom', askStats('maya'), notFound],
    ['by default', unchanged, 'a manager of another team', 'otto', askStats('maya'), notFound],
    ['by default', unchanged, 'a viewer outside the directory', 'nobody', askStats('maya'), notFound],
    ['by default', unchanged, 'an admin of another account', 'globex/admin:ada', askStats('nobody'), notFound],
    ['by default', unchanged, 'a visitor who is not signed in', null, askStats('maya'), 'not_signed_in'],
    [
      'after a move to Otto’s team',
      push(employeeUnder('maya', 'otto')),
      'her new manager',
      'otto',
      askStats('maya'),
      '8',
    ],
    [
      'after a move to Otto’s team',
      push(employeeUnder('maya', 'otto')),
      'her former manager',
      'lena',
      askStats('maya'),
      notFound,
    ],
    [
      'after a move to Otto’s team',
      push(employeeUnder('maya', 'otto')),
      'the manager of both',
      'cleo',
      askStats('maya'),
      '8',
    ],
    [
      'when Maya and her manager manage each other',
      push(employeeUnder('lena', 'maya')),
      'her manager',
      'lena',
      askStats('maya'),
      notFound,
    ],
    [
      'when Maya and her manager manage each other',
      push(employeeUnder('lena', 'maya')),
      'Maya',
      'maya',
      askStats('maya'),
      '8',
    ],
  ],
  'a departure': [
    ['after Maya left on the 12th', archiveMaya, 'her manager', 'lena', askStats('maya'), '5'],
    ['after Maya left on the 12th', archiveMaya, 'an admin', 'admin:ada', askStats('maya'), '5'],
    ['after Maya left on the 12th', archiveMaya, 'Maya', 'maya', askStats('maya'), notFound],
    ['after Maya left on the 12th', archiveMaya, 'Maya, asking for her report,', 'maya', askStats('tom'), notFound],
    ['after Maya left on the 12th', archiveMaya, 'Maya as an admin', 'admin:maya', askStats('tom'), notFound],
    [
      'after Maya left on the 12th',
      archiveMaya,
      'her manager, asking for her report,',
      'lena',
      askStats('tom'),
      notLinked,
    ],
    [
      'when a new employee has the address of Maya, who left',
      inOrder(archiveMaya, push(employeeUnder('new', 'lena', { emails: ['maya@example.com'] }))),
      'the new employee',
      'new',
      askStats('new'),
      notLinked,
    ],
    [
      'after Maya left and came back',
      inOrder(archiveMaya, push(employeeUnder('maya', 'lena'))),
      'her manager',
      'lena',
      askStats('maya'),
      '8',
    ],
    [
      'when Maya leaves in a month',
      push(employeeUnder('maya', 'lena', { archivedOn: '2026-12-22' })),
      'Maya',
      'maya',
      askStats('maya'),
      '8',
    ],
  ],
  'missing numbers': [
    ['without a connection', (host) => host.storage.eraseAccount(acme), 'Maya', 'maya', askConnection, 'disconnected'],
    ['with another address in Claude', unchanged, 'Zoe', 'zoe', askStats('zoe'), notLinked],
    [
      'with another address in Claude',
      unchanged,
      'an admin',
      'admin:ada',
      askMapping('zoe'),
      'unmatched: nobody_has_it',
    ],
    [
      'with another address in Claude',
      unchanged,
      'Zoe, asking for the mapping,',
      'zoe',
      askMapping('zoe'),
      'admin_only',
    ],
    ['after an admin linked Zoe', linkZoe, 'Zoe', 'zoe', askStats('zoe'), '8'],
    ['after an admin linked Zoe', linkZoe, 'an admin', 'admin:ada', askMapping('zoe'), 'matched: chosen'],
    [
      'after Maya’s address changed in the directory',
      push(employeeUnder('maya', 'lena', { emails: ['m@example.com'] })),
      'Maya',
      'maya',
      askStats('maya'),
      '8',
    ],
    [
      'after Maya’s address changed in the directory',
      push(employeeUnder('maya', 'lena', { emails: ['m@example.com'] })),
      'an admin',
      'admin:ada',
      askMapping('maya'),
      'flagged: email_changed',
    ],
    [
      'when Per has Maya’s address too',
      push(employeeUnder('per', 'lena', { emails: ['maya@example.com'] })),
      'Maya',
      'maya',
      askStats('maya'),
      notLinked,
    ],
    [
      'when Per has Maya’s address too',
      push(employeeUnder('per', 'lena', { emails: ['maya@example.com'] })),
      'an admin',
      'admin:ada',
      askMapping('maya'),
      'conflict: several_active',
    ],
    ['without activity on read days', unchanged, 'Per', 'per', askStats('per'), '0'],
    ['with unread days', unchanged, 'Maya', 'maya', askMissingDays, '3, missing 2026-11-19,2026-11-20'],
  ],
  'one connection for the whole account': [
    ['after an admin connected', unchanged, 'the admin', 'admin:ada', askConnection, 'connected with a key …cdef'],
    ['after an admin connected', unchanged, 'any employee', 'per', askConnection, 'connected'],
    ['after an admin connected', unchanged, 'a manager', 'lena', askStats('maya'), '8'],
  ],
  'employees need not connect': [
    ['after an admin connected', unchanged, 'Maya', 'maya', askStats('maya'), '8'],
    ['after an admin connected', unchanged, 'an employee who tries to', 'maya', askToConnect, 'admin_only'],
    ['after an admin connected', unchanged, 'a manager who tries to', 'cleo', askToConnect, 'admin_only'],
  ],
}

const createHost = async (): Promise<TestHost> => {
  const host = createTestHost({ clock: virtualClock(startOfDay('2026-11-22') + 15 * 3_600_000), employees })
  const { storage, claude } = host
  const latestDay: Day = '2026-11-20'
  await storage.saveConnection({
    accountId: acme,
    status: 'connected',
    reason: null,
    sealedKey: 'sealed',
    lastFour: 'cdef',
    savedAt: 0,
    latestDay,
    lastSyncAt: 0,
    lastFailure: null,
  })
  await storeDay(storage, '2026-11-10', { maya: { chat_messages: 5 }, zoe: { chat_messages: 5 }, per: {} }, latestDay)
  await storeDay(storage, '2026-11-18', { maya: { chat_messages: 3 }, zoe: { chat_messages: 3 }, per: {} }, latestDay)
  await claude.directory.refresh(acme)
  // The first request pulls the directory again, so a scenario's pushes must come after it.
  await host.request('ada', '/connection')
  return host
}

describe.each(Object.entries(scenarios))('%s:', (_, rows) => {
  const cases = rows.map(([situation, prepare, asker, viewer, ask, expected]) => ({
    title: `${situation}, ${asker} gets "${expected}"`,
    prepare,
    viewer,
    ask,
    expected,
  }))
  test.each(cases)('$title', async ({ prepare, viewer, ask, expected }) => {
    const host = await createHost()
    await prepare(host)
    expect(await ask(host, viewer)).toBe(expected)
  })
})
