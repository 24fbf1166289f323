import { fork } from 'node:child_process'
import { once } from 'node:events'
import { startOfDay } from '@windmill/claude-core/internal'
import type { Benchmark } from '../../../tools/bench/benchmark.ts'
import { createDatabase, startPostgres } from '../../../tools/test/start-postgres.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import type { MemoryInput, MemoryReport } from './memory-process.ts'
import { startApi } from './start-api.ts'
import { account } from './start-integration.ts'

const now = startOfDay('2026-11-22') + 15 * 3_600_000
const dayCount = 3
/** Minimum users per day, of a small and of a large organization. */
const minUsersPerDay = [10_000, 100_000] as const
/**
 * Maximum ratio of the large organization's peak to the small organization's peak. Memory must stay nearly flat for ten
 * times the users. Measured ratios are 1.1 to 1.26, depending on the garbage collector.
 */
const maxGrowth = 1.3
const maxPeakMegabytes = 300
/**
 * Heap limits for new and for old objects in megabytes, as in a small container. Without limits, Node.js lets hundreds
 * of megabytes of garbage pile up, even if little memory is in use.
 */
const heapFlags = ['--max-semi-space-size=8', '--max-old-space-size=128']

export const memoryBenchmark: Benchmark = {
  name: 'memory',
  title: `maximum memory while ${dayCount} days of ${minUsersPerDay.join(' and of ')} users are read, with a heap of at most 128 MB`,
  async measure(log) {
    const server = await startPostgres({ isDurable: true })
    try {
      const peaks: number[] = []
      for (const users of minUsersPerDay) {
        const peak = await measurePeakMegabytes(server.url, users)
        peaks.push(peak)
        log(`${users} users a day: ${peak.toFixed(0)} MB`)
      }
      const [smallPeak = 0, largePeak = 0] = peaks
      return [
        { figure: `${minUsersPerDay[0]} users a day (MB)`, value: smallPeak, budget: maxPeakMegabytes },
        { figure: `${minUsersPerDay[1]} users a day (MB)`, value: largePeak, budget: maxPeakMegabytes },
        {
          figure: `${minUsersPerDay[1]} users ÷ ${minUsersPerDay[0]} users`,
          value: largePeak / smallPeak,
          budget: maxGrowth,
        },
      ]
    } finally {
      await server.stop()
    }
  },
}

/** Measures the maximum resident memory of a process that only syncs, in megabytes. */
const measurePeakMegabytes = async (serverUrl: string, minUsers: number): Promise<number> => {
  // More employees than `minUsers`, because some join later or have left on any given day.
  const people = Math.ceil(minUsers * 1.15)
  const api = await startApi({ now, speed: 1, people, retentionDays: dayCount, zeroRows: true, rpm: 1_000_000_000 })
  const database = await createDatabase(serverUrl, 'bench')
  try {
    const input: MemoryInput = { databaseUrl: database.url, api, now }
    const child = fork(new URL('memory-process.ts', import.meta.url), [JSON.stringify(input)], { execArgv: heapFlags })
    const ended = once(child, 'exit')
    const message = await Promise.race([once(child, 'message'), ended.then(() => null)])
    if (message === null) throw new Error('The measured process ended without a report.')
    await ended
    await assertAllDaysRead(database.url, minUsers)
    return (message[0] as MemoryReport).peakMegabytes
  } finally {
    api.stop()
    await database.drop()
  }
}

const assertAllDaysRead = async (databaseUrl: string, minUsers: number): Promise<void> => {
  const storage = postgresStorage({ connectionString: databaseUrl })
  const ledger = await storage.readLedger(account)
  await storage.close()
  const completeCount = ledger.filter(({ read }) => (read?.claudeUsers ?? 0) >= minUsers).length
  if (completeCount !== dayCount) {
    throw new Error(`Only ${completeCount} of ${dayCount} days are complete, so the memory is not comparable.`)
  }
}
