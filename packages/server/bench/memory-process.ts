import { systemClock } from '../src/clock.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { account, admin, startIntegration } from './start-integration.ts'

/** The first argument of the process, as JSON. */
export interface MemoryInput {
  readonly databaseUrl: string
  readonly api: { readonly url: string; readonly key: string }
  /** The clock's time at the start of the process, in milliseconds since 1970. */
  readonly now: number
}

/** The only message that the process sends. */
export interface MemoryReport {
  /** Maximum resident memory of the process, in megabytes. */
  readonly peakMegabytes: number
}

// Entry point of the process that the memory benchmark forks. It runs only the integration, like a host's server, and
// ends when every day is read.
const { databaseUrl, api, now } = JSON.parse(process.argv[2] ?? '{}') as MemoryInput
const storage = postgresStorage({ connectionString: databaseUrl })
const claude = await startIntegration({
  storage,
  api: { url: api.url, clock: { ...systemClock, now: () => now + performance.now() } },
  requestsPerMinute: 1_000_000,
})
await claude.api.connect(admin, api.key)
await claude.sync(account)
await claude.stop()
await storage.close()
const report: MemoryReport = { peakMegabytes: process.resourceUsage().maxRSS / 1024 }
process.send?.(report, () => process.disconnect())
