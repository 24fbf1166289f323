import { fork } from 'node:child_process'
import { once } from 'node:events'
import { startOfDay } from '@windmill/claude-core/internal'
import type { Benchmark } from '../../../tools/bench/benchmark.ts'
import { createDatabase, startPostgres } from '../../../tools/test/postgres.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { startApi } from './api.ts'
import type { MemoryInput, MemoryReport } from './memory-process.ts'
import { account } from './product.ts'

const now = startOfDay('2026-11-22') + 15 * 3_600_000
const days = 3
const userCounts = [10_000, 100_000] as const
/** Memory must stay flat for ten times the users. Measured: 1.1 to 1.26, depending on the garbage collector. */
const maxGrowth = 1.3
/**
 * Heap limits in megabytes for new and for old objects, as in a small container. With gigabytes to spare, Node.js lets
 * hundreds of megabytes of garbage pile up, however little is in use.
 */
const heapFlags = ['--max-semi-space-size=8', '--max-old-space-size=128']

export const memoryBenchmark: Benchmark = {
  name: 'memory',
  title: `maximum memory while ${days} days of ${userCounts.join(' and of ')} users are read, with a heap of at most 128 MB`,
  async measure(log) {
    const server = await startPostgres({ durable: true })
    try {
      const peaks: number[] = []
      for (const users of userCounts) {
        const peak = await measurePeak(server.url, users)
        peaks.push(peak)
        log(`${users} users a day: ${peak.toFixed(0)} MB`)
      }
      const [small = 0, large = 0] = peaks
      return [
        { figure: `${userCounts[0]} users a day (MB)`, value: small, budget: 300 },
        { figure: `${userCounts[1]} users a day (MB)`, value: large, budget: 300 },
        { figure: `${userCounts[1]} users ÷ ${userCounts[0]} users`, value: large / small, budget: maxGrowth },
      ]
    } finally {
      await server.stop()
    }
  },
}

/** Measures the peak memory of a process that only syncs, in megabytes. */
const measurePeak = async (serverUrl: string, users: number): Promise<number> => {
  // So that every day lists at least `users`: others join later or have left.
  const people = Math.ceil(users * 1.15)
  const api = await startApi({ now, speed: 1, people, retentionDays: days, zeroRows: true, rpm: 1_000_000_000 })
  const database = await createDatabase(serverUrl, 'bench')
  try {
    const input: MemoryInput = { databaseUrl: database.url, api, now }
    const child = fork(new URL('memory-process.ts', import.meta.url), [JSON.stringify(input)], { execArgv: heapFlags })
    const ended = once(child, 'exit')
    const message = await Promise.race([once(child, 'message'), ended.then(() => null)])
    if (message === null) throw new Error('The measured process ended without a report.')
    await ended
    await checkAllDaysRead(database.url, users)
    return (message[0] as MemoryReport).peakMegabytes
  } finally {
    api.stop()
    await database.drop()
  }
}

const checkAllDaysRead = async (databaseUrl: string, users: number): Promise<void> => {
  const storage = postgresStorage({ connectionString: databaseUrl })
  const ledger = await storage.readLedger(account)
  await storage.close()
  const complete = ledger.filter(({ read }) => (read?.claudeUsers ?? 0) >= users).length
  if (complete !== days) throw new Error(`${complete} of ${days} days are complete: the memory is not comparable.`)
}
