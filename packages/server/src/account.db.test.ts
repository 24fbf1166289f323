import { accountId, claudeUserId, employeeId, type Viewer } from '@windmill/claude-core'
import { afterAll, describe, expect, it } from 'vitest'
import type { StorageAdapter } from './storage/adapter.ts'
import { memoryStorage } from './storage/memory.ts'
import { pgliteStorage } from './storage/pglite.ts'
import { createTestHost, person } from './test/host.ts'
import { virtualClock } from './test/virtual-clock.ts'

const clock = virtualClock(Date.parse('2026-11-22T15:00:00Z'))
const viewerOf = (account: string): Viewer => ({
  accountId: accountId(account),
  employeeId: employeeId('boss'),
  role: 'admin',
})

const unusable = [
  ['with U+0000', 'acme\0'],
  ['with half a surrogate pair', 'acme\uD800'],
  ['that is empty', ''],
  ['that is none', undefined as unknown as string],
] as const

const stores: readonly (readonly [string, () => StorageAdapter])[] = [
  ['memoryStorage', memoryStorage],
  ['pgliteStorage', () => pgliteStorage()],
]

describe.each(stores)('an account, on %s', (_, create) => {
  // Booted once; what is refused leaves nothing behind.
  const storage = create()
  afterAll(() => storage.close())
  const hostOf = (account: string) =>
    createTestHost({ storage, clock, employees: [person('boss')], viewer: () => viewerOf(account) })

  it.each(unusable)('%s is refused with a code, wherever it enters', async (_, account) => {
    await storage.migrate()
    const { claude, request, log } = hostOf(account)
    const id = accountId(account)
    const viewer = viewerOf(account)
    for (const attempt of [
      () => claude.sync(id),
      () => claude.directory.refresh(id),
      () => claude.directory.accept(id),
      () => claude.directory.upsert(id, [person('boss')]),
      () => claude.api.claudeUsers(viewer, {}),
      () => claude.api.decideLink(viewer, claudeUserId('user_1'), { decision: 'ignore' }),
      () => claude.api.access(viewer, viewer.employeeId),
      () => claude.api.connection(viewer),
      () => claude.api.connect(viewer, 'sk-ant-api01-0123456789abcdef'),
      () => claude.api.disconnect(viewer, 'erase'),
      () =>
        claude.api.employeeStats(viewer, viewer.employeeId, { from: '2026-11-01', to: '2026-11-20', bucket: 'day' }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ name: 'ConfigurationError', code: 'account_invalid' })
    }

    const response = await request('boss', '/connection')
    expect(response.status).toBe(500)
    expect(await response.json()).toMatchObject({ code: 'internal_error' })
    expect(log.join('\n')).toContain('account_invalid')
    expect(await storage.listConnections()).toEqual([])
  })

  it('of any other text is one of its own', async () => {
    await storage.migrate()
    const texts = ['acme', 'ACME', ' acme', 'acme\uFFFD', '🙂', `'; drop table x; --`]
    for (const text of texts) await hostOf(text).claude.directory.refresh(accountId(text))
    await storage.replaceDirectory(accountId('acme'), [])
    const counts = texts.map(async (text) => (await storage.listEmployees(accountId(text))).length)
    expect(await Promise.all(counts)).toEqual([0, 1, 1, 1, 1, 1])
  })
})
