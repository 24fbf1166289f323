import { accountId, claudeUserId, employeeId } from '@windmill/claude-core'
import { afterAll, describe, expect, test } from 'vitest'
import type { HostViewer } from './host-viewer.ts'
import { createTestHost } from './test/test-host.ts'
import { testStorages } from './test/test-storages.ts'
import { createVirtualClock } from './test/virtual-clock.ts'
import { createEmployee } from './testing/fixtures.ts'

const clock = createVirtualClock(Date.parse('2026-11-22T15:00:00Z'))
const createAdmin = (account: string): HostViewer => ({
  accountId: accountId(account),
  employeeId: employeeId('boss'),
  role: 'admin',
})

const apiKey = 'sk-ant-api01-0123456789abcdef'
const period = { from: '2026-11-01', to: '2026-11-20' } as const

const invalidIds = [
  ['with U+0000', 'acme\0'],
  ['with half a surrogate pair', 'acme\uD800'],
  ['that is empty', ''],
  ['that is undefined', undefined as unknown as string],
] as const

describe.each(testStorages)('with %s, an account id', (_, create) => {
  // Shared by all tests: rejected calls leave nothing behind.
  const storage = create()
  afterAll(() => storage.close())
  const createHost = (account: string) =>
    createTestHost({ storage, clock, employees: [createEmployee('boss')], getViewer: () => createAdmin(account) })

  test.each(invalidIds)(
    '%s is rejected with account_invalid by every method and by the handler',
    async (_, account) => {
      await storage.migrate()
      const { claude, request, log } = createHost(account)
      const id = accountId(account)
      const viewer = createAdmin(account)
      for (const call of [
        () => claude.sync(id),
        () => claude.directory.refresh(id),
        () => claude.directory.acceptShrunk(id, { by: 'root' }),
        () => claude.directory.upsert(id, [createEmployee('boss')]),
        () => claude.api.claudeUsers(viewer, {}),
        () => claude.api.decideLink(viewer, claudeUserId('user_1'), { decision: 'ignore' }),
        () => claude.api.claudeUser(viewer, claudeUserId('user_1')),
        () => claude.api.employees(viewer, { search: '' }),
        () => claude.api.access(viewer, viewer.employeeId),
        () => claude.api.connection(viewer),
        () => claude.api.preview(viewer, apiKey),
        () => claude.api.connect(viewer, apiKey),
        () => claude.api.sync(viewer),
        () => claude.api.disconnect(viewer, 'erase'),
        () => claude.api.employeeStats(viewer, viewer.employeeId, { ...period, bucket: 'day' }),
        () => claude.api.teamStats(viewer, viewer.employeeId, period),
        () => claude.api.adoption(viewer, { ...period, bucket: 'day' }),
        () => claude.api.exportCsv(viewer, period),
      ]) {
        await expect(call()).rejects.toMatchObject({ name: 'ConfigurationError', code: 'account_invalid' })
      }

      const response = await request('boss', '/connection')
      expect(response.status).toBe(500)
      expect(await response.json()).toMatchObject({ code: 'internal_error' })
      expect(log.join('\n')).toContain('account_invalid')
      expect(await storage.listConnections()).toEqual([])
    },
  )

  test('that differs in any character is another account', async () => {
    await storage.migrate()
    const ids = ['acme', 'ACME', ' acme', 'acme\uFFFD', '🙂', `'; drop table x; --`]
    for (const id of ids) await createHost(id).claude.directory.refresh(accountId(id))
    await storage.replaceDirectory(accountId('acme'), [])
    const employeeCounts = ids.map(async (id) => (await storage.listEmployees(accountId(id))).length)
    expect(await Promise.all(employeeCounts)).toEqual([0, 1, 1, 1, 1, 1])
  })
})
