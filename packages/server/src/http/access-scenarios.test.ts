import { type ClaudeUsersResponse, type ConnectionResponse, type Day, type Employee, type EmployeeStatsResponse, employeeId, type Problem } from '@windmill/claude-core'
import { startOfDay } from '@windmill/claude-core/internal'
import { test, expect, describe } from 'vitest'
import { acme, createTestHost, employee, storeDay, type TestHost } from '../test/host.ts'
import { virtualClock } from '../test/virtual-clock.ts'
import { jsonHeaders } from '../test/world.ts'

const under = (id: string, manager: string, rest: Partial<Employee> = {}) =>
  employee(id, { managerId: employeeId(manager), ...rest })

/** Maya is under Lena, beside Per, with Tom below her; Zoe’s address in Claude is another than here; Lena and Otto are under Cleo. Ada is an admin, and above nobody. */
const employees: readonly Employee[] = [
  ...[employee('cleo'), under('lena', 'cleo'), under('otto', 'cleo'), employee('ada')],
  ...[under('maya', 'lena'), under('per', 'lena'), under('tom', 'maya')],
  under('zoe', 'lena', { emails: ['zoe@home.example'] }),
]

/** What is different from usual. Usually there is a connection, and Maya and Zoe sent 5 messages on the 10th and 3 on the 18th. */
type Given = (host: TestHost) => Promise<unknown>
const usually: Given = async () => {}
const change =
  (entry: Employee): Given =>
  ({ claude }) =>
    claude.directory.upsert(acme, [entry])
const mayaLeft = change(under('maya', 'lena', { archivedOn: '2026-11-12' }))
const linkedByHand: Given = async (host) => {
  const init = { method: 'PUT', headers: jsonHeaders, body: JSON.stringify({ decision: 'link', employeeId: 'zoe' }) }
  expect((await host.request('admin:ada', '/claude-users/user_zoe/link', init)).status).toBe(200)
}
const both =
  (...all: readonly Given[]): Given =>
  async (host) => {
    for (const given of all) await given(host)
  }

/** What they ask for, and the answer in words. */
type Ask = (host: TestHost, viewer: string | null) => Promise<string>

const read = async <Body>(response: Response, words: (body: Body) => string): Promise<string> => {
  const body: unknown = await response.json()
  return response.ok ? words(body as Body) : (body as Problem).code
}
const period = 'from=2026-11-01&to=2026-11-20'
const statsOf =
  (id: string): Ask =>
  async ({ request }, viewer) =>
    await read<EmployeeStatsResponse>(await request(viewer, `/employees/${id}/stats?${period}`), (body) => {
      const { claudeUsers, through } = body.coverage
      const messages = body.stats['chat.messages'].value
      if (claudeUsers === 0) return `${messages}: no Claude user is theirs`
      return through === null ? `${messages}: no day was read` : `${messages}`
    })
const missingDays: Ask = async ({ request }, viewer) =>
  await read<EmployeeStatsResponse>(
    await request(viewer, '/employees/maya/stats?from=2026-11-18&to=2026-11-20'),
    ({ coverage, stats }) => `${stats['chat.messages'].value}, missing ${coverage.missing}`,
  )
const connection: Ask = async ({ request }, viewer) =>
  await read<ConnectionResponse>(await request(viewer, '/connection'), ({ status, key }) =>
    [status, ...(key ? [`with a key …${key.lastFour}`] : [])].join(' '),
  )
const connecting: Ask = async ({ request }, viewer) => {
  const init = { method: 'PUT', headers: jsonHeaders, body: JSON.stringify({ apiKey: 'sk-ant-api01-0123456789abcdef' }) }
  return await read(await request(viewer, '/connection', init), () => 'connected')
}
const describeMapping =
  (id: string): Ask =>
  async ({ request }, viewer) =>
    await read<ClaudeUsersResponse>(await request(viewer, `/claude-users?search=user_${id}`), ({ claudeUsers }) =>
      claudeUsers.map(({ state, reason }) => `${state}: ${reason.code}`).join(),
    )

const [nothing, notMatched] = ['not_found', 'null: no Claude user is theirs']

type Row = readonly [given: string, prepare: Given, who: string, viewer: string | null, ask: Ask, gets: string]

const questions: Readonly<Record<string, readonly Row[]>> = {
  'Who sees my numbers?': [
    ['nothing is special', usually, 'I', 'maya', statsOf('maya'), '8'],
    ['nothing is special', usually, 'my manager', 'lena', statsOf('maya'), '8'],
    ['nothing is special', usually, 'the manager of my manager', 'cleo', statsOf('maya'), '8'],
    ['nothing is special', usually, 'an admin', 'admin:ada', statsOf('maya'), '8'],
    ['nothing is special', usually, 'a peer', 'per', statsOf('maya'), nothing],
    ['nothing is special', usually, 'who reports to me', 'tom', statsOf('maya'), nothing],
    ['nothing is special', usually, 'the manager of another team', 'otto', statsOf('maya'), nothing],
    ['nothing is special', usually, 'someone whom nobody knows', 'nobody', statsOf('maya'), nothing],
    [
      'nothing is special',
      usually,
      'another customer’s admin, of people they do not have',
      'globex/admin:ada',
      statsOf('nobody'),
      nothing,
    ],
    ['nothing is special', usually, 'whoever is not signed in', null, statsOf('maya'), 'not_signed_in'],
    ['I moved a moment ago', change(under('maya', 'otto')), 'my new manager', 'otto', statsOf('maya'), '8'],
    ['I moved a moment ago', change(under('maya', 'otto')), 'my former manager', 'lena', statsOf('maya'), nothing],
    ['I moved a moment ago', change(under('maya', 'otto')), 'whoever is above both', 'cleo', statsOf('maya'), '8'],
    [
      'my manager and I are each other’s',
      change(under('lena', 'maya')),
      'my manager',
      'lena',
      statsOf('maya'),
      nothing,
    ],
    ['my manager and I are each other’s', change(under('lena', 'maya')), 'I', 'maya', statsOf('maya'), '8'],
  ],
  'What happens when someone leaves?': [
    ['I left on the 12th', mayaLeft, 'my manager', 'lena', statsOf('maya'), '5'],
    ['I left on the 12th', mayaLeft, 'an admin', 'admin:ada', statsOf('maya'), '5'],
    ['I left on the 12th', mayaLeft, 'I', 'maya', statsOf('maya'), nothing],
    ['I left on the 12th', mayaLeft, 'I, who was above Tom', 'maya', statsOf('tom'), nothing],
    ['I left on the 12th', mayaLeft, 'I, as an admin', 'admin:maya', statsOf('tom'), nothing],
    ['I left on the 12th', mayaLeft, 'my manager, of who was below me', 'lena', statsOf('tom'), notMatched],
    [
      'I left, and someone new has my address',
      both(mayaLeft, change(under('new', 'lena', { emails: ['maya@example.com'] }))),
      ...(['who is new', 'new', statsOf('new'), notMatched] as const),
    ],
    [
      'I left, and came back',
      both(mayaLeft, change(under('maya', 'lena'))),
      ...(['my manager', 'lena', statsOf('maya'), '8'] as const),
    ],
    [
      'I leave in a month',
      change(under('maya', 'lena', { archivedOn: '2026-12-22' })),
      'I',
      'maya',
      statsOf('maya'),
      '8',
    ],
  ],
  'Why do my numbers not show up?': [
    ['nothing is connected', (host) => host.storage.eraseAccount(acme), 'I', 'maya', connection, 'disconnected'],
    ['my address in Claude is another', usually, 'I', 'zoe', statsOf('zoe'), notMatched],
    ['my address in Claude is another', usually, 'an admin', 'admin:ada', describeMapping('zoe'), 'unmatched: nobody_has_it'],
    ['my address in Claude is another', usually, 'I, of the list', 'zoe', describeMapping('zoe'), 'admin_only'],
    ['an admin linked me by hand', linkedByHand, 'I', 'zoe', statsOf('zoe'), '8'],
    ['an admin linked me by hand', linkedByHand, 'an admin', 'admin:ada', describeMapping('zoe'), 'matched: chosen'],
    [
      'my address here changed since',
      change(under('maya', 'lena', { emails: ['m@example.com'] })),
      'I',
      'maya',
      statsOf('maya'),
      '8',
    ],
    [
      'my address here changed since',
      change(under('maya', 'lena', { emails: ['m@example.com'] })),
      'an admin',
      'admin:ada',
      describeMapping('maya'),
      'flagged: email_changed',
    ],
    [
      'another has my address too',
      change(under('per', 'lena', { emails: ['maya@example.com'] })),
      ...(['I', 'maya', statsOf('maya'), notMatched] as const),
    ],
    [
      'another has my address too',
      change(under('per', 'lena', { emails: ['maya@example.com'] })),
      ...(['an admin', 'admin:ada', describeMapping('maya'), 'conflict: several_active'] as const),
    ],
    ['I did nothing on days that were read', usually, 'Per', 'per', statsOf('per'), '0'],
    ['a day could not be read yet', usually, 'I', 'maya', missingDays, '3, missing 2026-11-19,2026-11-20'],
  ],
  'Does one connection do for the whole organisation?': [
    ['an admin connected once', usually, 'the admin', 'admin:ada', connection, 'connected with a key …cdef'],
    ['an admin connected once', usually, 'anyone', 'per', connection, 'connected'],
    ['an admin connected once', usually, 'a manager, who connected nothing', 'lena', statsOf('maya'), '8'],
  ],
  'Must employees connect anything?': [
    ['nobody but the admin did anything', usually, 'I', 'maya', statsOf('maya'), '8'],
    ['nobody but the admin did anything', usually, 'an employee who tries', 'maya', connecting, 'admin_only'],
    ['nobody but the admin did anything', usually, 'a manager who tries', 'cleo', connecting, 'admin_only'],
  ],
}

const hosted = async (): Promise<TestHost> => {
  const host = createTestHost({ clock: virtualClock(startOfDay('2026-11-22') + 15 * 3_600_000), employees })
  const { storage, claude } = host
  const latestDay: Day = '2026-11-20'
  await storage.saveConnection({
    ...{ accountId: acme, status: 'connected', reason: null, sealedKey: 'sealed', lastFour: 'cdef' },
    ...{ savedAt: 0, latestDay, lastSyncAt: 0, lastFailure: null },
  })
  await storeDay(storage, '2026-11-10', { maya: { chat_messages: 5 }, zoe: { chat_messages: 5 }, per: {} }, latestDay)
  await storeDay(storage, '2026-11-18', { maya: { chat_messages: 3 }, zoe: { chat_messages: 3 }, per: {} }, latestDay)
  await claude.directory.refresh(acme)
  // The first request pulls the directory once more; what a row changes comes after it.
  await host.request('ada', '/connection')
  return host
}

describe.each(Object.entries(questions))('%s', (_, rows) => {
  const cases = rows.map(([given, prepare, who, viewer, ask, gets]) => ({
    title: `given that ${given}: ${who} gets "${gets}"`,
    ...{ prepare, viewer, ask, gets },
  }))
  test.each(cases)('$title', async ({ prepare, viewer, ask, gets }) => {
    const host = await hosted()
    await prepare(host)
    expect(await ask(host, viewer)).toBe(gets)
  })
})
