import { systemClock } from '../src/clock.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { account, admin, startProduct } from './product.ts'

export interface MemoryInput {
  readonly databaseUrl: string
  readonly api: { readonly url: string; readonly key: string }
  readonly now: number
}

export interface MemoryReport {
  /** Maximum resident memory of the process, in megabytes. */
  readonly peakMegabytes: number
}

/**
 * Runs the product alone in a process, as a host's server would, until everything is read. Takes its input as JSON in the
 * first argument, and sends the report as its only message.
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
const report: MemoryReport = { peakMegabytes: process.resourceUsage().maxRSS / 1024 }
process.send?.(report, () => process.disconnect())
