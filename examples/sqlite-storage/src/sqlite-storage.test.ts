import { mkdtempSync, rmSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accountId, type StorageAdapter } from '@windmill/claude-server'
import { storageSuite } from '@windmill/claude-server/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

let time: number | null = null

const open = async (path: string): Promise<StorageAdapter> => {
  const { sqliteStorage } = await import('./sqlite-storage.ts')
  return sqliteStorage({ path, now: () => time ?? Date.now() })
}

const describeWithSqlite = describe.skipIf(!isBuiltin('node:sqlite'))

storageSuite(
  { describe: describeWithSqlite, test, beforeAll, afterAll, expect, fc },
  {
    name: 'sqliteStorage, if Node has SQLite',
    create: () => open(':memory:'),
    setTime: (now) => {
      time = now
    },
  },
)

describeWithSqlite('a file, if Node has SQLite', () => {
  const openFile = async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sqlite-storage-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const [first, second] = await Promise.all([open(join(folder, 'claude.db')), open(join(folder, 'claude.db'))])
    onTestFinished(async () => void (await Promise.all([first.close(), second.close()])))
    await Promise.all([first.migrate(), second.migrate()])
    return { first, second }
  }

  test('is shared by several connections, of which one gets the lease', async () => {
    const { first, second } = await openFile()
    const account = accountId('acme')
    const tokens = await Promise.all([first, second].map((storage) => storage.acquireLease(account, 60_000)))
    expect(tokens).toEqual([1, null])
    await first.revokeLease(account)
    expect(await second.acquireLease(account, 60_000)).toBe(3)
  })

  test('loses no update of a budget', async () => {
    const { first, second } = await openFile()
    const add = (storage: StorageAdapter) => storage.updateBudget('key', (state) => String(Number(state) + 1))
    await Promise.all(Array.from({ length: 20 }, (_, index) => add(index % 2 === 0 ? first : second)))
    let last: string | null = null
    await first.updateBudget('key', (state) => {
      last = state
      return ''
    })
    expect(last).toBe('20')
  })
})
