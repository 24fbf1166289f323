// Entry point of the process that `startWorker` forks. It runs the integration, like a host's server, and ends when it
// has caught up. Most workers are killed earlier.

import { createHash } from 'node:crypto'
import { flushCompileCache } from 'node:module'
import { accountId, employeeId } from '@windmill/claude-core'
import { createClaudeIntegration, type DirectoryEntry, keyring } from '../../src/index.ts'
import { postgresStorage } from '../../src/storage/postgres.ts'
import { planDays } from '../../src/sync/plan-days.ts'
import { createFastClock, type Epoch } from './fast-clock.ts'

/** The first argument of the process, as JSON. */
export interface WorkerInput {
  readonly account: string
  readonly databaseUrl: string
  readonly api: { readonly url: string; readonly key: string; readonly requestsPerMinute: number }
  readonly epoch: Epoch
  readonly employees: readonly DirectoryEntry[]
}

/** A message to the parent process. */
export type WorkerMessage = { readonly kind: 'started' } | { readonly kind: 'log'; readonly line: string }

const { account, databaseUrl, api, epoch, employees } = JSON.parse(process.argv[2] ?? '') as WorkerInput
const send = (message: WorkerMessage): void => void process.send?.(message)
const log = (message: string, details: unknown): void =>
  send({ kind: 'log', line: `${message} ${JSON.stringify(details)}` })
const exitWithoutParent = (): never => process.exit(1)
process.on('disconnect', exitWithoutParent)
// Node.js writes the cache only at a regular exit, and workers are killed.
flushCompileCache()

const minuteMs = 60_000
const clock = createFastClock(epoch)
const admin = { accountId: accountId(account), employeeId: employeeId('admin'), role: 'admin' } as const
const storage = postgresStorage({ connectionString: databaseUrl })
const claude = createClaudeIntegration({
  storage,
  clock,
  vault: keyring({ current: 'test', keys: { test: createHash('sha256').update('test').digest('base64') } }),
  directory: { listEmployees: () => employees },
  getViewer: () => admin,
  claudeApi: { baseUrl: api.url, requestsPerMinute: api.requestsPerMinute },
  logger: { info: () => {}, warn: log, error: log },
})

const startedAt = clock.now()
/** Whether the worker has caught up: a sync has finished since the worker started, and no day is due. */
const isCaughtUp = async (): Promise<boolean> => {
  const connection = await storage.getConnection(admin.accountId)
  if (!connection?.latestDay || (connection.lastSyncAt ?? 0) < startedAt) return false
  const ledger = await storage.readLedger(admin.accountId)
  return planDays({ ledger, latestDay: connection.latestDay, now: clock.now() }).length === 0
}

/** Connects if there is no connection, and syncs once. Returns whether the worker has caught up. */
const syncOnce = async (): Promise<boolean> => {
  const { status } = await claude.api.connection(admin)
  if (status === 'disconnected') await claude.api.connect(admin, api.key)
  await claude.sync(admin.accountId)
  return await isCaughtUp()
}

await claude.start()
send({ kind: 'started' })
// A host syncs every hour. The worker syncs every minute of simulated time.
while (!(await syncOnce().catch((error: unknown) => log('Run failed', String(error))))) await clock.sleep(minuteMs)
await claude.stop()
// From here on, the process must end by itself. If it does not, something is left open, and the simulation fails.
process.off('disconnect', exitWithoutParent)
process.disconnect()
