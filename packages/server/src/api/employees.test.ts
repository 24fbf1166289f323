import {
  type Employee,
  type EmployeeDataResponse,
  employeeId,
  type LogResponse,
  permissions,
} from '@windmill/claude-core'
import { employeeDataSchema } from '@windmill/claude-core/contract'
import { describe, expect, test } from 'vitest'
import { acme, createTestHost, storeDay } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee } from '../testing/fixtures.ts'

const now = Date.parse('2026-11-22T15:00:00Z')
const period = 'from=2026-11-01&to=2026-11-20'

const createEmployeesHost = async ({ root }: { readonly root?: Partial<Employee> } = {}) => {
  const employees = [
    createEmployee('root', root),
    createDirectReport('boss', 'root'),
    createDirectReport('maya', 'boss'),
  ]
  const clock = createVirtualClock(now)
  const host = { ...createTestHost({ clock, employees }), clock }
  await storeDay(host.storage, '2026-11-10', { maya: { chat_messages: 5 }, boss: { chat_messages: 7 } })
  await host.claude.directory.refresh(acme)
  await host.request('boss', `/employees/maya/stats?${period}`)
  await host.request('root', `/teams/boss/stats?${period}`)
  return host
}

test('an employee downloads all that is stored about them, as JSON, and nobody else does', async () => {
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

test('the host exports what is stored about anyone, and the log of the employee names who decided it', async () => {
  const { claude, request } = await createEmployeesHost()
  const { claudeUsers } = await claude.employees.export(acme, 'maya', { by: 'root' })
  expect(claudeUsers.map(({ id }) => id)).toEqual(['user_maya'])
  const { entries } = (await (await request('maya', '/employees/maya/access')).json()) as LogResponse
  const exported = { actor: { id: 'root' }, about: { employee: { id: 'maya' } }, event: { kind: 'employee_exported' } }
  expect(entries.filter(({ event }) => event.kind === 'employee_exported')).toMatchObject([exported])
  const nobody = await claude.employees.export(acme, 'nobody', { by: 'root' })
  expect(nobody).toMatchObject({
    employee: null,
    claudeUsers: [],
    logAbout: [{ event: { kind: 'employee_exported' } }],
  })
})

test('an export without a valid employee or actor is refused, and not in the log', async () => {
  const { claude } = await createEmployeesHost()
  await expect(claude.employees.export(acme, '', { by: 'root' })).rejects.toMatchObject({ code: 'invalid_request' })
  await expect(claude.employees.export(acme, 'maya', { by: '' })).rejects.toMatchObject({ code: 'invalid_request' })
  const viewer = { accountId: acme, employeeId: 'root', permissions }
  expect((await claude.api.log(viewer)).entries.filter(({ event }) => event.kind === 'employee_exported')).toEqual([])
})

describe('an erased employee', () => {
  test('is gone everywhere, and stays away from pushes, pulls and syncs', async () => {
    const { claude, storage, request, clock, log } = await createEmployeesHost()
    log.length = 0
    await claude.employees.erase(acme, 'maya', { by: 'root' })
    expect(log.join()).not.toContain('maya')
    for (const check of [
      () => claude.directory.refresh(acme),
      () => claude.directory.upsert(acme, [createDirectReport('maya', 'boss')]),
      () => claude.directory.renameEmployees(acme, [{ from: 'maya', to: 'm-1' }], { by: 'root' }),
      () => claude.directory.upsert(acme, [createDirectReport('m-1', 'boss', { emails: ['maya@example.com'] })]),
      () => storeDay(storage, '2026-11-10', { maya: { chat_messages: 5 }, boss: { chat_messages: 7 } }),
      () => storeDay(storage, '2026-11-11', { maya: { chat_messages: 5 } }),
      () => clock.sleep(86_400_000),
    ]) {
      await check()
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
    const put = (body: object) => ({
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const requests: readonly (readonly [path: string, init?: RequestInit])[] = [
      ['/viewer'],
      ['/connection'],
      ['/connection', put({ apiKey: 'x' })],
      [`/adoption?${period}`],
      [`/employees/maya/stats?${period}`],
      [`/teams/boss/stats?${period}`],
      [`/export.csv?${period}`],
      ['/log'],
      ['/claude-users'],
      ['/claude-users/user_maya/link', put({ decision: 'ignore' })],
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

  test('comes back once the erasure is lifted, from today on', async () => {
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

  test('with a Claude user that nobody else has the address of takes it along, also without a link', async () => {
    const { claude, storage } = await createEmployeesHost()
    const ignore = { decision: 'ignore' } as const
    await claude.links.decide(acme, 'user_maya', ignore, { by: 'root' })
    await claude.employees.erase(acme, 'maya', { by: 'root' })
    expect((await storage.listClaudeUsers(acme)).map(({ id }) => id)).toEqual(['user_boss'])
  })

  test('does not come back as a Claude user with a new id and the same address, unless somebody else has it', async () => {
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

    await claude.directory.upsert(acme, [createDirectReport('heir', 'boss', { emails: ['maya@example.com'] })])
    await storeDay(storage, '2026-11-14', { other: { chat_messages: 5 } }, '2026-11-14', { other: 'maya@example.com' })
    await claude.directory.upsert(acme, [])
    expect(await listIds()).toEqual(['user_boss', 'user_other', 'user_zoe'])
  })
})
