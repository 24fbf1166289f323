import { employeeId, type Viewer } from '@windmill/claude-core'
import { describe, expect, test } from 'vitest'
import { acme, createTestHost, employee } from './test/host.ts'
import { stores, useStore } from './test/stores.ts'
import { virtualClock } from './test/virtual-clock.ts'

const clock = virtualClock(Date.parse('2026-11-22T15:00:00Z'))
const boss: Viewer = { accountId: acme, employeeId: employeeId('boss'), role: 'admin' }
const period = { from: '2026-11-01', to: '2026-11-20', bucket: 'day' } as const

describe.each(stores)('the host’s viewer on %s', (_, create) => {
  const storage = useStore(create)
  const createHost = (viewer: unknown) =>
    createTestHost({ storage, clock, employees: [employee('boss'), employee('7')], getViewer: () => viewer as Viewer })

  test.each<[field: string, viewer: unknown]>([
    ['employeeId', { ...boss, employeeId: 7 }],
    ['employeeId', { ...boss, employeeId: '' }],
    ['employeeId', { ...boss, employeeId: 'boss\0' }],
    ['employeeId', { accountId: acme, role: 'admin' }],
    ['role', { ...boss, role: 'Admin' }],
    ['role', { ...boss, role: null }],
    ['role', { accountId: acme, employeeId: 'boss' }],
    ['viewer', 'boss'],
  ])('with an invalid %s is rejected by name: %o', async (field, given) => {
    const { claude, request, log } = createHost(given)
    const expected = { name: 'ConfigurationError', code: 'viewer_invalid', message: expect.stringContaining(field) }
    const viewer = given as Viewer
    for (const call of [
      () => claude.api.connection(viewer),
      () => claude.api.employeeStats(viewer, employeeId('7'), period),
      () => claude.api.exportCsv(viewer, period),
    ]) {
      await expect(call()).rejects.toMatchObject(expected)
    }
    for (const path of ['/connection', '/employees/7/stats?from=2026-11-01&to=2026-11-20']) {
      const response = await request('boss', path)
      expect(response.status).toBe(500)
      const body = await response.text()
      expect(JSON.parse(body)).toMatchObject({ code: 'internal_error' })
      expect(body).not.toMatch(/viewer|role|employeeId/)
    }
    expect(log.filter((line) => line.includes('"code":"viewer_invalid"')).length).toBe(2)
  })

  test.each([null, undefined])('of %s is answered with 401', async (viewer) => {
    expect((await createHost(viewer).request('boss', '/connection')).status).toBe(401)
  })
})
