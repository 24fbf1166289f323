import { employeeId, type Viewer } from '@windmill/claude-core'
import { describe, expect, it } from 'vitest'
import { acme, createTestHost, person } from './test/host.ts'
import { stores, useStore } from './test/stores.ts'
import { virtualClock } from './test/virtual-clock.ts'

const clock = virtualClock(Date.parse('2026-11-22T15:00:00Z'))
const boss: Viewer = { accountId: acme, employeeId: employeeId('boss'), role: 'admin' }
const period = { from: '2026-11-01', to: '2026-11-20', bucket: 'day' } as const

describe.each(stores)('a viewer, on %s', (_, create) => {
  const storage = useStore(create)
  const hostOf = (viewer: unknown) =>
    createTestHost({ storage, clock, employees: [person('boss'), person('7')], viewer: () => viewer as Viewer })

  it.each<[field: string, viewer: unknown]>([
    ['employeeId', { ...boss, employeeId: 7 }],
    ['employeeId', { ...boss, employeeId: '' }],
    ['employeeId', { ...boss, employeeId: 'boss\0' }],
    ['employeeId', { accountId: acme, role: 'admin' }],
    ['role', { ...boss, role: 'Admin' }],
    ['role', { ...boss, role: null }],
    ['role', { accountId: acme, employeeId: 'boss' }],
    ['viewer', 'boss'],
  ])('with a wrong %s is refused with a code that names it: %o', async (field, given) => {
    const { claude, request, log } = hostOf(given)
    const refused = { name: 'ConfigurationError', code: 'viewer_invalid', message: expect.stringContaining(field) }
    const viewer = given as Viewer
    for (const attempt of [
      () => claude.api.connection(viewer),
      () => claude.api.employeeStats(viewer, employeeId('7'), period),
      () => claude.api.exportCsv(viewer, period),
    ]) {
      await expect(attempt()).rejects.toMatchObject(refused)
    }
    for (const path of ['/connection', '/employees/7/stats?from=2026-11-01&to=2026-11-20']) {
      const response = await request('boss', path)
      expect(response.status).toBe(500)
      const answer = await response.text()
      expect(JSON.parse(answer)).toMatchObject({ code: 'internal_error' })
      expect(answer).not.toMatch(/viewer|role|employeeId/)
    }
    expect(log.filter((line) => line.includes('"code":"viewer_invalid"')).length).toBe(2)
  })

  it('that is none is told to sign in', async () => {
    for (const nobody of [null, undefined])
      expect((await hostOf(nobody).request('boss', '/connection')).status).toBe(401)
  })
})
