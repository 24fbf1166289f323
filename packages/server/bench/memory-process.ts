import { systemClock } from '../src/clock.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { account, admin, startProduct } from './product.ts'

export interface MemoryInput {
  readonly databaseUrl: string
  readonly api: { readonly url: string; readonly key: string }
  readonly now: number
}

export interface MemoryReport {
  /** The most memory that the process ever had, in megabytes. */
  readonly peak: number
}

/**
 * The product alone in a process, as a host's server would run it: reads all that is served and ends. Its input comes as JSON in
 * the first argument, what it took goes out as its only message.
 */
const { databaseUrl, api, now } = JSON.parse(process.argv[2] ?? '{}') as MemoryInput
const storage = postgresStorage({ connectionString: databaseUrl })
const claude = await startProduct({
  storage,
  api: { url: api.url, clock: { ...systemClock, now: () => now + performance.now() } },
  requestsPerMinute: 1_000_000,
})
await claude.api.connect(admin, api.key)
await claude.sync(account)
await claude.stop()
await storage.close()
const report: MemoryReport = { peak: process.resourceUsage().maxRSS / 1024 }
process.send?.(report, () => process.disconnect())
