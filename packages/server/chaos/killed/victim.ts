// A host's process with the integration in it, started to be killed. Reads until nothing is due any more, and ends.
import { flushCompileCache } from 'node:module'
import { accountId, employeeId } from '@windmill/claude-core'
import { createClaudeIntegration, type DirectoryEntry, keyring } from '../../src/index.ts'
import { postgresStorage } from '../../src/storage/postgres.ts'
import { planDays } from '../../src/sync/plan.ts'
import { type Epoch, fastClock } from './fast-clock.ts'

/** What comes as JSON in the first argument. */
export interface VictimInput {
  readonly account: string
  readonly databaseUrl: string
  readonly api: { readonly url: string; readonly key: string; readonly requestsPerMinute: number }
  readonly epoch: Epoch
  readonly employees: readonly DirectoryEntry[]
}

/** What goes out. */
export type VictimMessage = { readonly kind: 'started' } | { readonly kind: 'log'; readonly line: string }

const { account, databaseUrl, api, epoch, employees } = JSON.parse(process.argv[2] ?? '') as VictimInput
const send = (message: VictimMessage): void => void process.send?.(message)
const log = (message: string, details: unknown): void =>
  send({ kind: 'log', line: `${message} ${JSON.stringify(details)}` })
const orphaned = (): never => process.exit(1)
process.on('disconnect', orphaned)
// By itself it is only kept at a peaceful end.
flushCompileCache()

const minute = 60_000
const clock = fastClock(epoch)
const admin = { accountId: accountId(account), employeeId: employeeId('admin'), role: 'admin' } as const
const storage = postgresStorage({ connectionString: databaseUrl })
const claude = createClaudeIntegration({
  storage,
  clock,
  vault: keyring({ current: 'test', keys: { test: Buffer.alloc(32, 7).toString('base64') } }),
  directory: { listEmployees: () => employees },
  viewer: () => admin,
  claudeApi: { baseUrl: api.url, requestsPerMinute: api.requestsPerMinute },
  logger: { info: () => {}, warn: log, error: log },
})

const begun = clock.now()
const isDone = async (): Promise<boolean> => {
  const connection = await storage.getConnection(admin.accountId)
  if (!connection?.latestDay || (connection.lastSyncAt ?? 0) < begun) return false
  const ledger = await storage.readLedger(admin.accountId)
  return planDays({ ledger, latestDay: connection.latestDay, now: clock.now() }).length === 0
}

/** As far as the hour allows: connected by an admin if nobody was before, then synced. */
const live = async (): Promise<boolean> => {
  const { status } = await claude.api.connection(admin)
  if (status === 'disconnected') await claude.api.connect(admin, api.key)
  await claude.sync(admin.accountId)
  return await isDone()
}

await claude.start()
send({ kind: 'started' })
// A host's hour is a minute here; what failed is tried again then, as a host would.
while (!(await live().catch((error: unknown) => log('Trouble', String(error))))) await clock.sleep(minute)
await claude.stop()
// Nothing may keep the process from ending by itself.
process.off('disconnect', orphaned)
process.disconnect()
