import { type Employee, type EmployeeId, employeeId } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import type { StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import { acme, createTestHost, storeDay } from '../test/test-host.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createDirectReport, createEmployee } from '../testing/fixtures.ts'

const period = 'from=2026-11-09&to=2026-11-10'
const firstPage = { before: null, limit: 100 }

/**
 * Creates a host with a team below `lead`. A function given to `interruptWith` runs once, after the next call of
 * `operation`.
 */
const createHost = async (operation?: keyof StorageAdapter) => {
  const clock = createVirtualClock(Date.parse('2026-11-22T15:00:00Z'))
  const memory = memoryStorage({ now: clock.now })
  let interrupt: (() => Promise<unknown>) | null = null
  const callThenInterrupt = async (...args: readonly unknown[]) => {
    const result = await (memory[operation as 'getConnection'] as (...given: readonly unknown[]) => unknown)(...args)
    const run = interrupt
    interrupt = null
    await run?.()
    return result
  }
  const storage: StorageAdapter = { ...memory, ...(operation && { [operation]: callThenInterrupt }) }
  const employees: Employee[] = [
    createEmployee('lead'),
    createDirectReport('ada', 'lead'),
    createDirectReport('per', 'lead'),
    createEmployee('chief'),
  ]
  const host = createTestHost({ clock, storage, employees })
  await storeDay(memory, '2026-11-10', { ada: { chat_messages: 5 }, per: { chat_messages: 7 } })
  await host.claude.directory.refresh(acme)
  /** Changes ids in the host and in the integration. */
  const rename = async (...pairs: readonly (readonly [from: string, to: string])[]) => {
    const newIds = new Map(pairs)
    const toNewId = (id: EmployeeId) => employeeId(newIds.get(id) ?? id)
    for (const [index, employee] of employees.entries()) {
      const { id, managerId } = employee
      employees[index] = { ...employee, id: toNewId(id), managerId: managerId && toNewId(managerId) }
    }
    const renames = pairs.map(([from, to]) => ({ from, to }))
    await host.claude.directory.renameEmployees(acme, renames, { by: 'boss' })
  }
  const listReads = async () =>
    (await memory.listLog(acme, firstPage)).filter(
      ({ event }) => !['employees_renamed', 'employee_erased'].includes(event.kind),
    )
  return {
    ...host,
    rename,
    listReads,
    interruptWith: (run: () => Promise<unknown>) => {
      interrupt = run
    },
  }
}

describe('a session with a former id', () => {
  const paths = ['/viewer', '/connection', `/adoption?${period}`, '/log', '/claude-users', '/employees?search=ada']

  test('has no rights after the id was changed, whatever its role, while a session with the new id has them', async () => {
    const { request, rename } = await createHost()
    await rename(['chief', 'c-1'])
    for (const path of paths) {
      expect((await request('admin:chief', path)).status, path).toBe(404)
      expect((await request('admin:c-1', path)).status, path).toBe(200)
    }
    await rename(['c-1', 'chief'])
    for (const path of paths) {
      expect((await request('admin:c-1', path)).status, path).toBe(404)
      expect((await request('admin:chief', path)).status, path).toBe(200)
    }
  })

  test('has no rights after an erasure of the account', async () => {
    const { request, rename, storage } = await createHost()
    await rename(['chief', 'c-1'])
    await storage.eraseAccount(acme)
    await storage.reopenAccount(acme)
    expect((await request('admin:chief', '/viewer')).status).toBe(404)
  })

  test('belongs to whoever has the id in the directory now', async () => {
    const { request, rename } = await createHost()
    await rename(['ada', 'per'], ['per', 'ada'])
    const viewer = (await (await request('ada', '/viewer')).json()) as { employee: { name: string } }
    expect(viewer.employee.name).toBe(createEmployee('per').name)
    expect((await request('admin:it-support', '/viewer')).status).toBe(200)
  })
})

describe.each([
  ['a swap of ids', (host: Awaited<ReturnType<typeof createHost>>) => host.rename(['lead', 'ada'], ['ada', 'lead'])],
  ['new ids', (host: Awaited<ReturnType<typeof createHost>>) => host.rename(['lead', 'l-1'], ['ada', 'a-1'])],
  [
    'an erasure of the reader',
    (host: Awaited<ReturnType<typeof createHost>>) => host.claude.employees.erase(acme, 'lead', { by: 'chief' }),
  ],
])('during %s', (_, change) => {
  test.each([
    ['sumEmployeeUsage', `/employees/ada/stats?${period}`],
    ['sumTeamUsage', `/teams/lead/stats?${period}`],
    ['sumAdoption', `/adoption?${period}`],
    ['listVisibleEmployees', `/export.csv?${period}`],
  ] as const)('a read is refused, and nothing is added to the log: %s', async (operation, path) => {
    const host = await createHost(operation)
    host.interruptWith(() => change(host))
    expect((await host.request('lead', path)).status).toBe(404)
    expect(await host.listReads()).toEqual([])
  })
})

test.each([
  ['sumEmployeeUsage', `/employees/ada/stats?${period}`],
  ['findLastActiveDays', '/claude-users'],
] as const)('a read about someone who is erased during the read is refused: %s', async (operation, path) => {
  const host = await createHost(operation)
  host.interruptWith(() => host.claude.employees.erase(acme, 'ada', { by: 'chief' }))
  expect((await host.request('admin:chief', path)).status).toBe(404)
  expect(JSON.stringify(await host.listReads())).not.toContain('"ada"')
})

test('a read about one employee is answered although another employee is erased during the read', async () => {
  const host = await createHost('sumEmployeeUsage')
  host.interruptWith(() => host.claude.employees.erase(acme, 'ada', { by: 'chief' }))
  expect((await host.request('lead', `/employees/per/stats?${period}`)).status).toBe(200)
  expect((await host.listReads()).map(({ actorId, about }) => [actorId, about])).toEqual([
    ['lead', { employee: employeeId('per') }],
  ])
})

test('an export adds no further row and no further log entry after its reader is erased', async () => {
  const host = await createHost()
  const response = await host.request('lead', `/export.csv?${period}`)
  await host.claude.employees.erase(acme, 'lead', { by: 'chief' })
  expect((await response.text()).trim().split('\n').length).toBe(1)
  expect((await host.listReads()).length).toBe(1)
  expect(JSON.stringify(await host.listReads())).not.toContain('"lead"')
})

test('a link decision is refused if ids change while it is made', async () => {
  const host = await createHost('listLinkChanges')
  host.interruptWith(() => host.rename(['ada', 'per'], ['per', 'ada']))
  const decided = await host.request('admin:chief', '/claude-users/user_ada/link', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ decision: 'ignore' }),
  })
  expect(decided.status).toBe(404)
  expect((await host.storage.listLinkChanges(acme, 'user_ada' as never)).every(({ by }) => by === null)).toBe(true)
})

test('a change is refused if the person who requested it is erased before the change is made', async () => {
  const host = await createHost('listEmployees')
  host.interruptWith(() => host.claude.employees.erase(acme, 'chief', { by: 'lead' }))
  expect((await host.request('admin:chief', '/connection/invitation', { method: 'POST' })).status).toBe(404)
  expect(await host.listReads()).toEqual([])
  expect((await host.storage.getConnection(acme))?.invitation ?? null).toBeNull()
})

test.each(['export', 'erase'] as const)(
  'the host can %s an erased person again, and the log does not name the person',
  async (name) => {
    const host = await createHost()
    await host.claude.employees.erase(acme, 'ada', { by: 'chief' })
    await host.claude.employees[name](acme, 'ada', { by: 'ada' })
    expect(JSON.stringify(await host.storage.listLog(acme, firstPage))).not.toContain('"ada"')
  },
)
