import { employeeId } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import type { HostViewer } from './host-viewer.ts'
import { acme, createTestHost } from './test/test-host.ts'
import { setUpStorage, testStorages } from './test/test-storages.ts'
import { createVirtualClock } from './test/virtual-clock.ts'
import { createEmployee } from './testing/fixtures.ts'

const clock = createVirtualClock(Date.parse('2026-11-22T15:00:00Z'))
const boss: HostViewer = { accountId: acme, employeeId: employeeId('boss'), role: 'admin' }
const bossWithoutRole = { accountId: acme, employeeId: 'boss' }
const query = { from: '2026-11-01', to: '2026-11-20', bucket: 'day' } as const

describe.each(testStorages)('with %s, a viewer from the host', (_, create) => {
  const storage = setUpStorage(create)
  const createHost = (viewer: unknown) =>
    createTestHost({
      storage,
      clock,
      employees: [createEmployee('boss'), createEmployee('7')],
      getViewer: () => viewer as HostViewer,
    })

  test.each<[field: string, viewer: unknown]>([
    ['employeeId', { ...boss, employeeId: 7 }],
    ['employeeId', { ...boss, employeeId: '' }],
    ['employeeId', { ...boss, employeeId: 'boss\0' }],
    ['employeeId', { accountId: acme, role: 'admin' }],
    ['role', { ...boss, role: 'Admin' }],
    ['role', { ...boss, role: null }],
    ['role', { accountId: acme, employeeId: 'boss' }],
    ['permissions', { ...boss, permissions: [] }],
    ['permissions', { ...bossWithoutRole, permissions: 'people:view' }],
    ['permission', { ...bossWithoutRole, permissions: ['people:views'] }],
    ['permission', { ...bossWithoutRole, permissions: [undefined] }],
    ['actsFor', { ...boss, actsFor: 'lead' }],
    ['actsFor', { ...boss, actsFor: [7] }],
    ['actsFor', { ...boss, actsFor: Array.from({ length: 101 }, (_, index) => `e-${index}`) }],
    ['viewer', 'boss'],
  ])(
    'with an invalid %s is rejected with viewer_invalid, and only the logged message names the field: %o',
    async (field, given) => {
      const { claude, request, log } = createHost(given)
      const expected = { name: 'ConfigurationError', code: 'viewer_invalid', message: expect.stringContaining(field) }
      const viewer = given as HostViewer
      for (const call of [
        () => claude.api.connection(viewer),
        () => claude.api.employeeStats(viewer, employeeId('7'), query),
        () => claude.api.exportCsv(viewer, query),
      ]) {
        await expect(call()).rejects.toMatchObject(expected)
      }
      for (const path of ['/connection', '/employees/7/stats?from=2026-11-01&to=2026-11-20']) {
        const response = await request('boss', path)
        expect(response.status).toBe(500)
        const body = await response.text()
        expect(JSON.parse(body)).toMatchObject({ code: 'internal_error' })
        expect(body).not.toMatch(/viewer|role|permission|actsFor|employeeId/)
      }
      expect(log.filter((line) => line.includes('"code":"viewer_invalid"')).length).toBe(2)
    },
  )

  test.each([
    { employeeId: 'boss', role: 'admin' },
    { ...boss, accountId: 7 },
    { ...boss, accountId: '' },
  ])(
    'without a usable account gets status 500, and the logged message says to correct getViewer: %o',
    async (viewer) => {
      const { request, log } = createHost(viewer)
      expect((await request('boss', '/connection')).status).toBe(500)
      expect(log.filter((line) => /"code":"account_invalid".*getViewer\(request\)/.test(line))).toHaveLength(1)
    },
  )

  test.each([null, undefined])('that is %s gets status 401', async (viewer) => {
    expect((await createHost(viewer).request('boss', '/connection')).status).toBe(401)
  })
})
