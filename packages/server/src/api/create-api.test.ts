import { employeeId } from '@windmill/claude-core'
import { maxPeriodDays } from '@windmill/claude-core/contract'
import { describe, expect, test } from 'vitest'
import { acme, createTestHost } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createEmployee } from '../testing/fixtures.ts'

const boss = { accountId: acme, employeeId: 'boss', role: 'admin' } as const
const { claude } = createTestHost({
  clock: createVirtualClock(Date.parse('2026-11-22T15:00:00Z')),
  employees: [createEmployee('boss'), createEmployee('ana', { managerId: employeeId('boss') })],
})
const periodOperations = {
  employeeStats: (from: string, to: string) => claude.api.employeeStats(boss, 'ana', { from, to, bucket: 'day' }),
  observations: (from: string, to: string) => claude.api.observations(boss, 'ana', { from, to }),
  teamStats: (from: string, to: string) => claude.api.teamStats(boss, 'boss', { from, to }),
  adoption: (from: string, to: string) => claude.api.adoption(boss, { from, to, bucket: 'day' }),
  exportCsv: (from: string, to: string) => claude.api.exportCsv(boss, { from, to }),
}

describe.each(Object.entries(periodOperations))('%s', (_, call) => {
  test('accepts dates as plain strings', async () => {
    await expect(call('2026-11-01', '2026-11-20')).resolves.toBeDefined()
  })

  test.each([
    ['from', '2026-02-30', '2026-03-05'],
    ['from', '01.11.2026', '2026-11-20'],
    ['to', '2026-11-01', ''],
    ['to', '2026-11-01', '2026-11-20T00:00:00Z'],
    ['to', '2026-11-20', '2026-11-01'],
    ['to', '2025-01-01', '2026-11-01'],
  ])('refuses a wrong %s from a host, naming it: %s to %s', async (field, from, to) => {
    await expect(call(from, to)).rejects.toMatchObject({
      name: 'ProblemError',
      code: 'invalid_request',
      problem: { field },
    })
  })
})

type AnyCall = (...args: readonly unknown[]) => Promise<unknown>
/** The operations as untyped code calls them. */
const untypedApi = claude.api as unknown as Readonly<Record<keyof typeof claude.api, AnyCall>>
const period = { from: '2026-11-01', to: '2026-11-20' }
const someKey = 'sk-ant-api01-0123456789abcdefghijklmnopqrstuvwxyz'

const invalidIds = [undefined, null, 17, {}, ['ana'], Symbol('ana'), () => 'ana']
const invalidQueries = [null, 'from=2026-11-01', 7, [period], () => period]
const invalidPeriods = [undefined, {}, { from: '2026-11-01' }, { ...period, from: new Date() }, { ...period, to: null }]
const invalidBuckets = ['year', 'Day', '', null, 7, ['day']].map((bucket) => ({ ...period, bucket }))
const invalidKeys = [
  undefined,
  null,
  7,
  {},
  { apiKey: someKey },
  [someKey],
  'x'.repeat(10_001),
  async () => ({ apiKey: someKey }),
  () => 7,
]
const invalidOptions = [null, 7, 'signal', { signal: {} }, { signal: null }, { signal: new AbortController() }]

interface WrongCall {
  readonly name: keyof typeof claude.api
  readonly args: readonly unknown[]
  readonly field: RegExp
}
const listWrongCalls = (name: WrongCall['name'], field: RegExp, calls: readonly (readonly unknown[])[]): WrongCall[] =>
  calls.map((args) => ({ name, args, field }))
const toArgumentLists = (values: readonly unknown[], ...before: readonly unknown[]) =>
  values.map((value) => [...before, value])

const wrongCalls: readonly WrongCall[] = [
  ...listWrongCalls(
    'employeeStats',
    /^employeeId$/,
    invalidIds.map((id) => [id, period]),
  ),
  ...listWrongCalls(
    'employeeStats',
    /^(query|from|to)$/,
    toArgumentLists([...invalidQueries, ...invalidPeriods], 'ana'),
  ),
  ...listWrongCalls('employeeStats', /^bucket$/, toArgumentLists(invalidBuckets, 'ana')),
  ...listWrongCalls(
    'employeeDays',
    /^employeeId$/,
    invalidIds.map((id) => [id, period]),
  ),
  ...listWrongCalls(
    'employeeDays',
    /^(query|from|to)$/,
    toArgumentLists([...invalidQueries, ...invalidPeriods], 'ana'),
  ),
  ...listWrongCalls('employeeDays', /^purpose$/, [['ana', { ...period, purpose: 'team' }]]),
  ...listWrongCalls(
    'observations',
    /^employeeId$/,
    invalidIds.map((id) => [id, period]),
  ),
  ...listWrongCalls(
    'observations',
    /^(query|from|to)$/,
    toArgumentLists([...invalidQueries, ...invalidPeriods], 'ana'),
  ),
  ...listWrongCalls('observations', /^purpose$/, [['ana', { ...period, purpose: 'team' }]]),
  ...listWrongCalls(
    'teamStats',
    /^managerId$/,
    invalidIds.map((id) => [id, period]),
  ),
  ...listWrongCalls('teamStats', /^(query|from|to)$/, toArgumentLists([...invalidQueries, ...invalidPeriods], 'boss')),
  ...listWrongCalls('teamStats', /^bucket$/, toArgumentLists(invalidBuckets, 'boss')),
  ...listWrongCalls(
    'teamStats',
    /^stats/,
    toArgumentLists([7, 'cost', {}, ['cost'], [7], [['chat.messages']], [null]], 'boss').map(([id, stats]) => [
      id,
      { ...period, stats },
    ]),
  ),
  ...listWrongCalls(
    'teamStats',
    /^trend$/,
    toArgumentLists([7, 'cost', {}, null], 'boss').map(([id, trend]) => [id, { ...period, trend }]),
  ),
  ...listWrongCalls('teamStats', /^(options|signal)$/, toArgumentLists(invalidOptions, 'boss', period)),
  ...listWrongCalls('adoption', /^(query|from|to)$/, toArgumentLists([...invalidQueries, ...invalidPeriods])),
  ...listWrongCalls('adoption', /^bucket$/, toArgumentLists(invalidBuckets)),
  ...listWrongCalls(
    'adoption',
    /^scope$/,
    toArgumentLists([7, null, {}, 'x'.repeat(301)]).map(([scope]) => [{ ...period, scope }]),
  ),
  ...listWrongCalls('adoption', /^(options|signal)$/, toArgumentLists(invalidOptions, period)),
  ...listWrongCalls('exportCsv', /^(query|from|to)$/, toArgumentLists([...invalidQueries, ...invalidPeriods])),
  ...listWrongCalls(
    'exportCsv',
    /^scope$/,
    toArgumentLists([7, null, {}]).map(([scope]) => [{ ...period, scope }]),
  ),
  ...listWrongCalls('exportCsv', /^(options|signal)$/, toArgumentLists(invalidOptions, period)),
  ...listWrongCalls('preview', /^apiKey$/, toArgumentLists(invalidKeys)),
  ...listWrongCalls('preview', /^(options|signal)$/, toArgumentLists(invalidOptions, someKey)),
  ...listWrongCalls('connect', /^apiKey$/, toArgumentLists(invalidKeys)),
  ...listWrongCalls('connect', /^(options|signal)$/, toArgumentLists(invalidOptions, someKey)),
  ...listWrongCalls('disconnect', /^data$/, toArgumentLists([undefined, null, 'delete', true, {}, { data: 'keep' }])),
  ...listWrongCalls(
    'access',
    /^employeeId$/,
    invalidIds.map((id) => [id]),
  ),
  ...listWrongCalls(
    'employeeData',
    /^employeeId$/,
    invalidIds.map((id) => [id]),
  ),
  ...listWrongCalls(
    'access',
    /^(query|page)$/,
    toArgumentLists([...invalidQueries, { page: 7 }, { page: null }, { page: 'x' }], 'ana'),
  ),
  ...listWrongCalls(
    'log',
    /^(query|page)$/,
    toArgumentLists([...invalidQueries, { page: 7 }, { page: null }, { page: 'x' }]),
  ),
  ...listWrongCalls(
    'claudeUsers',
    /^(query|state|search|page)$/,
    toArgumentLists([
      ...invalidQueries,
      { state: 'all' },
      { search: 7 },
      { search: 'x'.repeat(201) },
      { page: 7 },
      { page: 'x' },
    ]),
  ),
  ...listWrongCalls(
    'claudeUser',
    /^claudeUserId$/,
    invalidIds.map((id) => [id]),
  ),
  ...listWrongCalls(
    'decideLink',
    /^claudeUserId$/,
    invalidIds.map((id) => [id, { decision: 'unlink' }]),
  ),
  ...listWrongCalls(
    'decideLink',
    /^(request|decision|employeeId)$/,
    toArgumentLists(
      [
        undefined,
        null,
        'unlink',
        {},
        { decision: 'delete' },
        { decision: 'link' },
        { decision: 'link', employeeId: 7 },
        async () => ({ decision: 'delete' }),
      ],
      'user_1',
    ),
  ),
  ...listWrongCalls(
    'employees',
    /^(query|search)$/,
    toArgumentLists([...invalidQueries, { search: 7 }, { search: null }, { search: 'x'.repeat(201) }]),
  ),
]

test.each(wrongCalls)(
  '$name refuses a wrong argument of untyped code, and names the field $field',
  async ({ name, args, field }) => {
    await expect(untypedApi[name](boss, ...args)).rejects.toMatchObject({
      name: 'ProblemError',
      code: 'invalid_request',
      problem: { field: expect.stringMatching(field) },
    })
  },
)

test('the wrong calls cover every operation with an argument', () => {
  const withoutArguments = [
    ...['viewer', 'connection', 'invite', 'revokeInvitation', 'sync'],
    ...['totals', 'reconciliation', 'reconciliationFindings', 'requestReconciliation'],
  ]
  const tested = new Set<string>(wrongCalls.map(({ name }) => name))
  expect(Object.keys(claude.api).filter((name) => !tested.has(name))).toEqual(withoutArguments)
})

test('no error repeats a wrong argument, which may be a key', async () => {
  for (const { name, args } of wrongCalls) {
    const error = await untypedApi[name](boss, ...args).catch((caught: unknown) => caught)
    expect(JSON.stringify([(error as Error).message, (error as { problem?: unknown }).problem])).not.toContain('sk-ant')
  }
})

test('checks the permission before it reads a key or a change of a link', async () => {
  const ana = { accountId: acme, employeeId: 'ana', role: 'employee' }
  for (const call of [
    untypedApi.connect(ana, { apiKey: someKey }),
    untypedApi.preview(ana, 7),
    untypedApi.decideLink(ana, 'user_1', null),
  ]) {
    await expect(call).rejects.toMatchObject({ code: 'not_permitted' })
  }
})

test('applies the defaults of the HTTP routes', async () => {
  for (const bucket of [undefined, 'day'] as const) {
    const query = bucket === undefined ? period : { ...period, bucket }
    expect(await claude.api.employeeStats(boss, 'ana', query)).toMatchObject({ bucket: 'day' })
    expect((await claude.api.adoption(boss, { ...query, scope: undefined })).series).toHaveLength(20)
  }
  expect(Object.keys((await claude.api.teamStats(boss, 'boss', period)).totals)).toHaveLength(20)
  expect((await claude.api.teamStats(boss, 'boss', { ...period, stats: [] })).totals).toEqual({})
  const stats = ['chat.messages', 'code.sessions'] as const
  expect(Object.keys((await claude.api.teamStats(boss, 'boss', { ...period, stats })).totals)).toEqual(stats)
  expect(await claude.api.claudeUsers(boss)).toMatchObject({ claudeUsers: [] })
  expect(await claude.api.claudeUsers(boss, { state: undefined, search: undefined, page: undefined })).toBeDefined()
  expect((await claude.api.employees(boss)).employees.map(({ id }) => id)).toEqual(['ana', 'boss'])
  expect(await claude.api.access(boss, 'ana', { page: undefined })).toMatchObject({ next: null })
})

test('the maximum period is the 366 days that the documentation names', () => {
  expect(maxPeriodDays).toBe(366)
})
