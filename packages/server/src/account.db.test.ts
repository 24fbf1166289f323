import { accountId, claudeUserId, employeeId, type Viewer } from '@windmill/claude-core'
import { afterAll, describe, expect, test } from 'vitest'
import { createTestHost, employee } from './test/host.ts'
import { stores } from './test/stores.ts'
import { virtualClock } from './test/virtual-clock.ts'

const clock = virtualClock(Date.parse('2026-11-22T15:00:00Z'))
const adminOf = (account: string): Viewer => ({
  accountId: accountId(account),
  employeeId: employeeId('boss'),
  role: 'admin',
})

const invalidIds = [
  ['with U+0000', 'acme\0'],
  ['with half a surrogate pair', 'acme\uD800'],
  ['that is empty', ''],
  ['that is undefined', undefined as unknown as string],
] as const

describe.each(stores)('account ids on %s', (_, create) => {
  // Shared by all tests: rejected calls leave nothing behind.
  const storage = create()
  afterAll(() => storage.close())
  const createHost = (account: string) =>
    createTestHost({ storage, clock, employees: [employee('boss')], getViewer: () => adminOf(account) })

  test.each(invalidIds)('an id %s is rejected with account_invalid by every entry point', async (_, account) => {
    await storage.migrate()
    const { claude, request, log } = createHost(account)
    const id = accountId(account)
    const viewer = adminOf(account)
    for (const call of [
      () => claude.sync(id),
      () => claude.directory.refresh(id),
      () => claude.directory.acceptShrunk(id),
      () => claude.directory.upsert(id, [employee('boss')]),
      () => claude.api.claudeUsers(viewer, {}),
      () => claude.api.decideLink(viewer, claudeUserId('user_1'), { decision: 'ignore' }),
      () => claude.api.access(viewer, viewer.employeeId),
      () => claude.api.connection(viewer),
      () => claude.api.connect(viewer, 'sk-ant-api01-0123456789abcdef'),
      () => claude.api.disconnect(viewer, 'erase'),
      () =>
        claude.api.employeeStats(viewer, viewer.employeeId, { from: '2026-11-01', to: '2026-11-20', bucket: 'day' }),
    ]) {
      await expect(call()).rejects.toMatchObject({ name: 'ConfigurationError', code: 'account_invalid' })
    }

    const response = await request('boss', '/connection')
    expect(response.status).toBe(500)
    expect(await response.json()).toMatchObject({ code: 'internal_error' })
    expect(log.join('\n')).toContain('account_invalid')
    expect(await storage.listConnections()).toEqual([])
  })

  test('ids that differ in any character are separate accounts', async () => {
    await storage.migrate()
    const ids = ['acme', 'ACME', ' acme', 'acme\uFFFD', '🙂', `'; drop table x; --`]
    for (const id of ids) await createHost(id).claude.directory.refresh(accountId(id))
    await storage.replaceDirectory(accountId('acme'), [])
    const counts = ids.map(async (id) => (await storage.listEmployees(accountId(id))).length)
    expect(await Promise.all(counts)).toEqual([0, 1, 1, 1, 1, 1])
  })
})
