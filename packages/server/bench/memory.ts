import { fork } from 'node:child_process'
import { once } from 'node:events'
import { startOfDay } from '@windmill/claude-core'
import type { Benchmark } from '../../../tools/bench/benchmark.ts'
import { createDatabase, startPostgres } from '../../../tools/test/postgres.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { startApi } from './api.ts'
import type { MemoryInput, MemoryReport } from './memory-process.ts'
import { account } from './product.ts'

const now = startOfDay('2026-11-22') + 15 * 3_600_000
const days = 3
const sizes = [10_000, 100_000] as const
/** Ten times the people, and as good as the same: it comes to 1.1 to 1.26, as the garbage collector happens to run. */
const flat = 1.3
/**
 * As in a small container, in megabytes for the new objects and for those that last. With gigabytes to spare, Node.js does not
 * look for what it could forget until there are hundreds of megabytes of it, however little is in use.
 */
const heap = ['--max-semi-space-size=8', '--max-old-space-size=128']

export const memoryBenchmark: Benchmark = {
  name: 'memory',
  title: `the most memory that ${days} days take, of ${sizes.join(' and of ')} users, with a heap of 128 MB at the most`,
  async measure(say) {
    const server = await startPostgres({ durable: true })
    try {
      const peaks: number[] = []
      for (const users of sizes) {
        peaks.push(await peakOf(server.url, users))
        say(`${users} users a day: ${peaks.at(-1)?.toFixed(0)} MB`)
      }
      const [small = 0, large = 0] = peaks
      return [
        { figure: `${sizes[0]} users a day (MB)`, value: small, budget: 300 },
        { figure: `${sizes[1]} users a day (MB)`, value: large, budget: 300 },
        { figure: `${sizes[1]} users ÷ ${sizes[0]} users`, value: large / small, budget: flat },
      ]
    } finally {
      await server.stop()
    }
  },
}

/** In megabytes, of a process that does nothing else. */
const peakOf = async (serverUrl: string, users: number): Promise<number> => {
  // Every day lists as many as are asked for at the least: the others came later or have left.
  const people = Math.ceil(users * 1.15)
  const api = await startApi({ now, speed: 1, people, retentionDays: days, zeroRows: true, rpm: 1_000_000_000 })
  const database = await createDatabase(serverUrl, 'bench')
  try {
    const input: MemoryInput = { databaseUrl: database.url, api, now }
    const child = fork(new URL('memory-process.ts', import.meta.url), [JSON.stringify(input)], { execArgv: heap })
    const ended = once(child, 'exit')
    const message = await Promise.race([once(child, 'message'), ended.then(() => null)])
    if (message === null) throw new Error('The process that was to be measured ended by itself.')
    await ended
    await checkRead(database.url, users)
    return (message[0] as MemoryReport).peak
  } finally {
    api.stop()
    await database.drop()
  }
}

const checkRead = async (databaseUrl: string, users: number): Promise<void> => {
  const storage = postgresStorage({ connectionString: databaseUrl })
  const ledger = await storage.readLedger(account)
  await storage.close()
  const complete = ledger.filter(({ read }) => (read?.claudeUsers ?? 0) >= users).length
  if (complete !== days) throw new Error(`${complete} of ${days} days are complete: the memory is not comparable.`)
}
