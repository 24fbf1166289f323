import {
  claudeUserId,
  type Day,
  type Employee,
  type EmployeeDataResponse,
  type EmployeeStatsResponse,
  employeeId,
  type LogResponse,
  permissions,
} from '@windmill/claude-core'
import { employeeDataSchema } from '@windmill/claude-core/contract'
import { describe, expect, test } from 'vitest'
import type { ClaudeIntegrationOptions } from '../integration-options.ts'
import { excludeClaudeUsers } from '../people/exclude-claude-users.ts'
import { acme, createTestHost, storeDay, type TestHost } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee } from '../testing/fixtures.ts'

const now = Date.parse('2026-11-22T15:00:00Z')
const period = 'from=2026-11-01&to=2026-11-20'

interface HostOptions extends Partial<ClaudeIntegrationOptions> {
  readonly root?: Partial<Employee>
  readonly team?: readonly Employee[]
}

const createEmployeesHost = async ({
  root,
  team = [createDirectReport('maya', 'boss')],
  ...options
}: HostOptions = {}) => {
  const employees = [createEmployee('root', root), createDirectReport('boss', 'root'), ...team]
  const clock = createVirtualClock(now)
  const host = { ...createTestHost({ clock, employees, ...options }), clock }
  await storeDay(host.storage, '2026-11-10', { maya: { chat_messages: 5 }, boss: { chat_messages: 7 } })
  await host.claude.directory.refresh(acme)
  await host.request('boss', `/employees/maya/stats?${period}`)
  await host.request('root', `/teams/boss/stats?${period}`)
  return host
}

/** Excludes and erases Claude users as a sync does, and then stores the day as `storeDay` does. */
const readDayAsSync = async (
  { storage, clock }: Pick<Awaited<ReturnType<typeof createEmployeesHost>>, 'storage' | 'clock'>,
  day: Day,
  usage: Parameters<typeof storeDay>[2],
  emails: Readonly<Record<string, string>> = {},
) => {
  const users = Object.keys(usage).map((id) => ({
    id: claudeUserId(`user_${id}`),
    email: emails[id] ?? `${id}@example.com`,
  }))
  await excludeClaudeUsers({ storage, clock, emailRules: undefined }, acme, users)
  await storeDay(storage, day, usage, day, emails)
}

test('an employee can download everything that is stored about them as JSON, and nobody else can', async () => {
  const { request } = await createEmployeesHost()
  const response = await request('maya', '/employees/maya/data')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="claude-usage-data.json"')
  const data = (await response.json()) as EmployeeDataResponse
  expect(employeeDataSchema.parse(data)).toEqual(data)
  expect(data).toMatchObject({
    exportedAt: new Date(now).toISOString(),
    employee: { id: 'maya', managerId: 'boss', emails: ['maya@example.com'] },
    reportingLines: [{ managerId: 'boss', from: null, until: null }],
    claudeUsers: [
      {
        id: 'user_maya',
        method: 'email',
        mapping: { state: 'matched' },
        days: [{ day: '2026-11-10', counters: { chat_messages: 5 } }],
      },
    ],
    logBy: [],
  })
  expect(new Set(data.logAbout.map(({ actor, event }) => `${actor?.id} ${event.kind}`))).toEqual(
    new Set(['boss read', 'root read', 'undefined link_changed']),
  )
  const { logBy } = (await (await request('boss', '/employees/boss/data')).json()) as EmployeeDataResponse
  expect(logBy).toMatchObject([{ actor: { id: 'boss' }, about: { employee: { id: 'maya' } }, event: { kind: 'read' } }])
  for (const viewer of ['boss', 'admin:root', 'admin:stranger']) {
    expect((await request(viewer, '/employees/maya/data')).status).toBe(404)
  }
})

test('the host exports what is stored about anyone, and the log of the employee names who ordered the export', async () => {
  const { claude, request } = await createEmployeesHost()
  const { claudeUsers } = await claude.employees.export(acme, 'maya', { by: 'root' })
  expect(claudeUsers.map(({ id }) => id)).toEqual(['user_maya'])
  const { entries } = (await (await request('maya', '/employees/maya/access')).json()) as LogResponse
  const exported = { actor: { id: 'root' }, about: { employee: { id: 'maya' } }, event: { kind: 'employee_exported' } }
  expect(entries.filter(({ event }) => event.kind === 'employee_exported')).toMatchObject([exported])
  const exportOfNobody = await claude.employees.export(acme, 'nobody', { by: 'root' })
  expect(exportOfNobody).toMatchObject({
    employee: null,
    claudeUsers: [],
    logAbout: [{ event: { kind: 'employee_exported' } }],
  })
})

test('an export without a valid employee or actor is refused, and the log has no entry about it', async () => {
  const { claude } = await createEmployeesHost()
  await expect(claude.employees.export(acme, '', { by: 'root' })).rejects.toMatchObject({ code: 'invalid_request' })
  await expect(claude.employees.export(acme, 'maya', { by: '' })).rejects.toMatchObject({ code: 'invalid_request' })
  const viewer = { accountId: acme, employeeId: 'root', permissions }
  expect((await claude.api.log(viewer)).entries.filter(({ event }) => event.kind === 'employee_exported')).toEqual([])
})

describe('an erased employee', () => {
  test('is gone everywhere, and does not come back with pushes, pulls or syncs', async () => {
    const { claude, storage, request, clock, log } = await createEmployeesHost()
    log.length = 0
    await claude.employees.erase(acme, 'maya', { by: 'root' })
    expect(log.join()).not.toContain('maya')
    for (const attempt of [
      () => claude.directory.refresh(acme),
      () => claude.directory.upsert(acme, [createDirectReport('maya', 'boss')]),
      () => claude.directory.renameEmployees(acme, [{ from: 'maya', to: 'm-1' }], { by: 'root' }),
      () => claude.directory.upsert(acme, [createDirectReport('m-1', 'boss', { emails: ['maya@example.com'] })]),
      () => storeDay(storage, '2026-11-10', { maya: { chat_messages: 5 }, boss: { chat_messages: 7 } }),
      () => storeDay(storage, '2026-11-11', { maya: { chat_messages: 5 } }),
      () => clock.sleep(86_400_000),
    ]) {
      await attempt()
      expect((await request('maya', `/employees/maya/stats?${period}`)).status).toBe(404)
      const listed = await (await request('admin:root', '/claude-users')).text()
      const found = await (await request('admin:root', '/employees?search=maya')).text()
      const entries = await (await request('admin:root', '/log')).text()
      const team = await (await request('root', `/teams/boss/stats?${period}`)).text()
      expect(listed + found + entries + team).not.toContain('maya')
    }
    const data = await storage.readEmployeeData(acme, employeeId('maya'))
    expect(data).toEqual({ reportingLines: [], claudeUsers: [] })
  })

  test('has no rights and leaves no trace with an old session, whatever its role', async () => {
    const { claude, request } = await createEmployeesHost({ root: { archivedOn: '2026-11-01' } })
    const createPutInit = (body: object) => ({
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const requests: readonly (readonly [path: string, init?: RequestInit])[] = [
      ['/viewer'],
      ['/connection'],
      ['/connection', createPutInit({ apiKey: 'x' })],
      [`/adoption?${period}`],
      [`/employees/maya/stats?${period}`],
      [`/teams/boss/stats?${period}`],
      [`/export.csv?${period}`],
      ['/log'],
      ['/claude-users'],
      ['/claude-users/user_maya/link', createPutInit({ decision: 'ignore' })],
      ['/employees'],
      ['/sync', { method: 'POST' }],
      ['/connection?data=erase', { method: 'DELETE' }],
    ]
    const check = async () => {
      for (const [path, init] of requests) expect((await request('admin:root', path, init)).status, path).toBe(404)
    }
    await check()
    await claude.employees.erase(acme, 'root', { by: 'boss' })
    await check()
    await claude.directory.refresh(acme)
    await check()
    expect(await (await request('admin:stranger', '/log')).text()).not.toContain('root')
  })

  test('comes back after the erasure is lifted, with figures from today on', async () => {
    const { claude, storage, request } = await createEmployeesHost()
    await claude.employees.erase(acme, 'maya', { by: 'root' })
    await claude.employees.liftErasure(acme, 'maya', { by: 'root' })
    await claude.directory.refresh(acme)
    expect((await storage.getEmployee(acme, employeeId('maya')))?.managerId).toBe('boss')
    await storeDay(storage, '2026-11-10', { maya: { chat_messages: 5 } })
    await storeDay(storage, '2026-11-22', { maya: { chat_messages: 3 } })
    await claude.directory.refresh(acme)
    const { claudeUsers } = (await (await request('maya', '/employees/maya/data')).json()) as EmployeeDataResponse
    expect(claudeUsers.map(({ id, days }) => [id, days.map(({ day }) => day)])).toEqual([['user_maya', ['2026-11-22']]])
    const { entries } = await claude.api.log({ accountId: acme, employeeId: 'root', permissions })
    const kinds = entries.map(({ event }) => event.kind)
    expect(kinds).toEqual(expect.arrayContaining(['erasure_lifted', 'employee_erased']))
  })

  test('is erased with every Claude user at an address that nobody else has, linked or not', async () => {
    const { claude, storage } = await createEmployeesHost()
    const ignore = { decision: 'ignore' } as const
    await claude.links.decide(acme, 'user_maya', ignore, { by: 'root' })
    await claude.employees.erase(acme, 'maya', { by: 'root' })
    expect((await storage.listClaudeUsers(acme)).map(({ id }) => id)).toEqual(['user_boss'])
  })

  test('does not come back as a Claude user with a new id and the same address, unless the address has a new owner', async () => {
    const { claude, storage } = await createEmployeesHost()
    await claude.employees.erase(acme, 'maya', { by: 'root' })
    const emails = { new: ' Maya@Example.com', zoe: 'zoe@example.com' }
    await storeDay(
      storage,
      '2026-11-12',
      { new: { chat_messages: 5 }, zoe: { chat_messages: 1 } },
      '2026-11-12',
      emails,
    )
    await claude.directory.refresh(acme)
    const listIds = async () => (await storage.listClaudeUsers(acme)).map(({ id }) => String(id)).sort()
    expect(await listIds()).toEqual(['user_boss', 'user_zoe'])
    await storeDay(storage, '2026-11-13', { new: { chat_messages: 5 } }, '2026-11-13', emails)
    expect(await storage.readUsage(acme, '2026-11-13')).toEqual([])

    await claude.directory.upsert(acme, [createDirectReport('successor', 'boss', { emails: ['maya@example.com'] })])
    await storeDay(storage, '2026-11-22', { other: { chat_messages: 5 } }, '2026-11-22', { other: 'maya@example.com' })
    await claude.directory.upsert(acme, [])
    expect(await listIds()).toEqual(['user_boss', 'user_other', 'user_zoe'])
  })

  describe.each([
    [
      'an address that somebody else has as well',
      { maya: {}, per: { emails: ['per@example.com', 'maya@example.com'] } },
    ],
    [
      'an address that was passed on',
      { maya: { archivedOn: '2026-11-12' }, per: { emails: ['per@example.com', 'maya@example.com'] } },
    ],
  ] as const)('with %s', (_, { maya, per }) => {
    const createHostWithSharedAddress = () =>
      createEmployeesHost({ team: [createDirectReport('maya', 'boss', maya), createDirectReport('per', 'boss', per)] })
    const readFigures = async ({ request }: { readonly request: TestHost['request'] }) => {
      const response = await request('boss', `/employees/per/stats?${period}&stats=chat.messages`)
      const { stats } = (await response.json()) as EmployeeStatsResponse
      return stats['chat.messages']?.series?.map(({ value }) => value).filter((value) => value !== null)
    }

    test('leaves none of their past figures to the other owner of the address, who gets only those from today on', async () => {
      const host = await createHostWithSharedAddress()
      const read = () =>
        readDayAsSync(host, '2026-11-10', {
          maya: { chat_messages: 5 },
          per: { chat_messages: 2 },
          boss: { chat_messages: 1 },
        })
      await read()
      await host.claude.directory.refresh(acme)
      expect(await readFigures(host)).toEqual([2])
      await host.claude.employees.erase(acme, 'maya', { by: 'root' })
      expect(await readFigures(host)).toEqual([2])
      await read()
      await host.claude.directory.refresh(acme)
      expect(await readFigures(host)).toEqual([2])
      await readDayAsSync(host, '2026-11-22', { maya: { chat_messages: 3 } })
      expect((await host.storage.readUsage(acme, '2026-11-22')).map(({ claudeUserId }) => claudeUserId)).toEqual([
        'user_maya',
      ])
    })

    test('leaves none of the past figures that are read later to the other owner of the address', async () => {
      const host = await createHostWithSharedAddress()
      await host.claude.employees.erase(acme, 'maya', { by: 'root' })
      await readDayAsSync(
        host,
        '2026-11-11',
        { second: { chat_messages: 5 }, per: { chat_messages: 2 } },
        { second: 'maya@example.com' },
      )
      await host.claude.directory.refresh(acme)
      expect(await readFigures(host)).toContain(2)
      expect(await readFigures(host)).not.toContain(7)
    })
  })

  test.each([
    ['after being excluded', { participation: 'excluded' }, false],
    ['after leaving the directory', {}, true],
  ] as const)('leaves no figures to the other owner of the address when erased %s', async (_, maya, hasLeft) => {
    const per = createDirectReport('per', 'boss', { emails: ['per@example.com', 'maya@example.com'] })
    const team = [createDirectReport('maya', 'boss', maya), per]
    const { claude, storage } = await createEmployeesHost({ team })
    if (hasLeft) {
      const others = (await storage.listEmployees(acme)).filter(({ id }) => id !== 'maya')
      await storage.replaceDirectory(acme, others)
      await claude.directory.upsert(acme, [])
    }
    await claude.employees.erase(acme, 'maya', { by: 'root' })
    await claude.directory.refresh(acme)
    expect((await storage.readUsage(acme, '2026-11-10')).map(({ claudeUserId: id }) => id)).toEqual(['user_boss'])
    expect((await storage.listClaudeUsers(acme)).map(({ id }) => id)).toEqual(['user_boss'])
  })

  test('is erased together with a Claude user at an unknown address that was last linked to the employee', async () => {
    const host = await createEmployeesHost()
    const emails = { private: 'm.private@gmail.test', other: 'o.private@gmail.test' }
    const read = () =>
      readDayAsSync(host, '2026-11-12', { private: { chat_messages: 77 }, other: { chat_messages: 1 } }, emails)
    await read()
    await host.claude.directory.refresh(acme)
    for (const [user, id] of [
      ['user_private', 'maya'],
      ['user_other', 'maya'],
      ['user_other', 'boss'],
    ] as const) {
      await host.claude.links.decide(acme, user, { decision: 'link', employeeId: id }, { by: 'root' })
    }
    for (const user of ['user_private', 'user_other']) {
      await host.claude.links.decide(acme, user, { decision: 'unlink' }, { by: 'root' })
    }
    await host.claude.employees.erase(acme, 'maya', { by: 'root' })
    await read()
    expect((await host.storage.listClaudeUsers(acme)).map(({ id }) => String(id)).sort()).toEqual([
      'user_boss',
      'user_other',
    ])
    expect((await host.storage.readUsage(acme, '2026-11-12')).map(({ claudeUserId }) => claudeUserId)).toEqual([
      'user_other',
    ])
  })

  test('does not come back with a Claude user that the e-mail rules match to an address added later', async () => {
    const host = await createEmployeesHost({ emailRules: { plusTags: true } })
    await host.claude.employees.erase(acme, 'maya', { by: 'root' })
    await host.claude.directory.upsert(acme, [createDirectReport('maya', 'boss', { emails: ['married@example.com'] })])
    const usage = { married: { chat_messages: 5 }, boss: { chat_messages: 7 } }
    await readDayAsSync(host, '2026-11-12', usage, { married: 'married+claude@example.com' })
    await host.claude.directory.upsert(acme, [])
    expect((await host.storage.listClaudeUsers(acme)).map(({ id }) => id)).toEqual(['user_boss'])
  })

  test('comes back without the earlier days of a Claude user that is first read after the erasure was lifted', async () => {
    const host = await createEmployeesHost()
    await host.claude.employees.erase(acme, 'maya', { by: 'root' })
    await host.claude.employees.liftErasure(acme, 'maya', { by: 'root' })
    await host.claude.directory.refresh(acme)
    for (const day of ['2026-11-12', '2026-11-22'] as const) {
      await readDayAsSync(host, day, { second: { chat_messages: 66 } }, { second: 'maya@example.com' })
      await host.claude.directory.refresh(acme)
    }
    const { claudeUsers } = await host.claude.employees.export(acme, 'maya', { by: 'root' })
    expect(claudeUsers.map(({ id, days }) => [id, days.map(({ day }) => day)])).toEqual([
      ['user_second', ['2026-11-22']],
    ])
  })
})
