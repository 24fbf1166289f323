import { type EmployeeDataResponse, type LogResponse, permissions } from '@windmill/claude-core'
import { employeeDataSchema } from '@windmill/claude-core/contract'
import { expect, test } from 'vitest'
import { acme, createTestHost, storeDay } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee } from '../testing/fixtures.ts'

const now = Date.parse('2026-11-22T15:00:00Z')
const period = 'from=2026-11-01&to=2026-11-20'

const createEmployeesHost = async () => {
  const employees = [createEmployee('root'), createDirectReport('boss', 'root'), createDirectReport('maya', 'boss')]
  const host = createTestHost({ clock: createVirtualClock(now), employees })
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
    claudeUsers: [{ id: 'user_maya', method: 'email', days: [{ day: '2026-11-10', counters: { chat_messages: 5 } }] }],
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
