import { claudeUserId } from '@windmill/claude-core'
import { expect, it } from 'vitest'
import { memoryStorage } from '../storage/memory.ts'
import { acme } from '../test/host.ts'
import { connect, connection, history, world } from '../test/world.ts'

it('costs a day with an id that no database can hold that day alone', async () => {
  const storage = memoryStorage()
  const host = world({ storage })
  const { writeDay } = storage
  storage.writeDay = (account, token, reading) => {
    const [first, ...others] = reading.usage
    const odd = first && { ...first, claudeUserId: claudeUserId('user_\0') }
    const usage = odd && reading.entry.day === '2026-03-10' ? [odd, ...others] : reading.usage
    return writeDay(account, token, { ...reading, usage })
  }
  await connect(host, host.api.keys.analytics)
  await host.claude.sync(acme)
  const ledger = await storage.readLedger(acme)
  expect(ledger.filter(({ read }) => !read).map(({ day, failure }) => [day, failure?.code])).toEqual([
    ['2026-03-10', 'unexpected_answer'],
  ])
  expect(ledger).toHaveLength(history.length)
  expect((await connection(host)).coverage?.missing).toEqual(['2026-03-10'])
})
