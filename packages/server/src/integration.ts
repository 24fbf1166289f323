import type { AccountId, DirectoryStatus, EmailRules } from '@windmill/claude-core'
import { type AnalyticsClient, createAnalyticsClient } from '@windmill/claude-core/api'
import { parseAccount } from './account.ts'
import type { Context } from './api/context.ts'
import { type ClaudeApi, createApi } from './api/index.ts'
import { type Clock, systemClock } from './clock.ts'
import type { HostViewer } from './host-viewer.ts'
import { createHandler } from './http/handler.ts'
import { keptFrom } from './kept-from.ts'
import { errorDetails, type Logger, silentLogger } from './logger.ts'
import { checkOptions } from './options.ts'
import type { Directory } from './people/directory.ts'
import type { DirectoryEntry } from './people/directory-entry.ts'
import { createDirectoryKeeper } from './people/directory-keeper.ts'
import type { ConnectionRecord, StorageAdapter } from './storage/adapter.ts'
import { createAttempt } from './sync/attempt.ts'
import { createPacer, type Pacer } from './sync/pacer.ts'
import { createRunner } from './sync/runner.ts'
import { inProcess, type Scheduler } from './sync/scheduler.ts'
import { traceRequest } from './sync/trace-request.ts'
import type { Tracer } from './tracer.ts'
import type { Vault } from './vault/keyring.ts'

export interface ClaudeIntegrationOptions {
  readonly storage: StorageAdapter
  readonly vault: Vault
  readonly directory: Directory
  /** Who is asking, by the host's own session; null when nobody is signed in. */
  readonly viewer: (request: Request) => HostViewer | null | Promise<HostViewer | null>
  readonly claudeApi?: {
    /** `https://api.anthropic.com` by default. */
    readonly baseUrl?: string | undefined
    readonly fetch?: typeof fetch | undefined
    /** What one organisation's sync may spend, 1 at the least; 50 by default, of the 60 that Claude allows all its tools. */
    readonly requestsPerMinute?: number | undefined
  }
  /** Which different e-mails are taken for the same person's, besides equal ones. None by default. */
  readonly emailRules?: EmailRules
  /** For how many days it is kept who read whose stats, from 1 to 36,500; 365 by default. */
  readonly accessDays?: number
  readonly scheduler?: Scheduler
  readonly logger?: Logger
  /** OpenTelemetry's `Tracer` fits; nothing is traced by default. */
  readonly tracer?: Tracer
  readonly clock?: Clock
  /** Where the host mounts the handler; `/api/claude` by default. */
  readonly basePath?: string
}

export interface ClaudeIntegration {
  /** Prepares the tables, and begins to sync: at once where something is due, then hourly. */
  readonly start: () => Promise<void>
  /** Ends what is running; what was read stays. Closes the storage. */
  readonly stop: () => Promise<void>
  /** Answers every request below `basePath`: standard `Request` in, standard `Response` out. */
  readonly handler: (request: Request) => Promise<Response>
  readonly api: ClaudeApi
  /** Syncs an account now, and resolves when that has ended: for hosts that bring a scheduler of their own. */
  readonly sync: (accountId: string) => Promise<void>
  readonly directory: ClaudeDirectory
}

/**
 * The host's directory, as it is stored. It is pulled at each sync; these keep it up to date in between. Each resolves with
 * what came of it when who sees whom and whose each claude user is follows it.
 */
export interface ClaudeDirectory {
  /**
   * Adds employees, or changes those with the same id: call it when someone comes, moves or leaves (with their
   * `archivedOn`). Throws a `ConfigurationError` when one of them is no employee; then nothing is changed.
   */
  readonly upsert: (accountId: string, entries: readonly DirectoryEntry[]) => Promise<DirectoryStatus>
  /** Pulls the directory now. One that cannot be read, or lost more than half of its people, is held back. */
  readonly refresh: (accountId: string) => Promise<DirectoryStatus>
  /** Pulls the directory now, and takes it however many people it lost. */
  readonly accept: (accountId: string) => Promise<DirectoryStatus>
}

const defaultRequestsPerMinute = 50
const defaultAccessDays = 365

/**
 * Brings a customer's Claude usage into the host app: reads it, stores it, and serves it to those who may see it. Throws a
 * `ConfigurationError` that names the option which is missing or wrong.
 */
export const createClaudeIntegration = (options: ClaudeIntegrationOptions): ClaudeIntegration => {
  checkOptions(options)
  const { storage, vault, emailRules, tracer, claudeApi = {}, accessDays = defaultAccessDays } = options
  const clock = options.clock ?? systemClock
  const logger = options.logger ?? silentLogger
  const scheduler = options.scheduler ?? inProcess()
  const basePath = (options.basePath ?? '/api/claude').replace(/\/+$/, '')
  const requestsPerMinute = claudeApi.requestsPerMinute ?? defaultRequestsPerMinute

  const startedAt = clock.now()
  const pacers = new Map<AccountId, Pacer>()
  const pacerOf = (accountId: AccountId): Pacer => {
    const pacer = pacers.get(accountId) ?? createPacer(requestsPerMinute, clock, startedAt)
    pacers.set(accountId, pacer)
    return pacer
  }

  const createClient: ClientFactory = (accountId, apiKey, { signal, attempts: most, onRequest } = {}) => {
    const pacer = pacerOf(accountId)
    const attempt = createAttempt(pacer, clock, { signal, most })
    return createAnalyticsClient({
      ...{ apiKey, signal, baseUrl: claudeApi.baseUrl, fetch: claudeApi.fetch, onLimit: pacer.heed },
      attempt: (request, about) =>
        attempt(() => {
          onRequest?.()
          return traceRequest({ tracer, accountId, signal, about }, request)
        }),
    })
  }

  const directory = createDirectoryKeeper({ directory: options.directory, storage, clock, logger, emailRules })
  const runner = createRunner({
    storage,
    vault,
    directory,
    clock,
    logger,
    tracer,
    emailRules,
    accessDays,
    createClient,
  })
  const context: Context = {
    ...{ storage, vault, directory, runner, scheduler, clock, logger },
    ...{ requestsPerMinute, createClient, emailRules, accessDays },
  }
  const api = createApi(context)

  const report =
    (what: string, details: object = {}) =>
    (error: unknown) =>
      logger.error(what, { ...details, ...errorDetails(error) })
  const isSynced = ({ status }: ConnectionRecord) => status === 'connected' || status === 'connecting'

  // Asked for, not waited for: neither one account's long history nor its failure may hold back another's hour.
  const syncAll = async (connections: readonly ConnectionRecord[]): Promise<void> => {
    for (const { accountId } of connections.filter(isSynced)) {
      await scheduler.request(accountId).catch(report('A sync could not be asked for', { accountId }))
    }
  }

  // What is not synced may still be read: by whom, the directory says, and who did so is kept no longer than elsewhere.
  const keep = async ({ accountId }: ConnectionRecord): Promise<void> => {
    await storage.pruneAccess(accountId, keptFrom(context))
    await directory.pull(accountId)
  }

  return {
    api,
    async sync(accountId) {
      await runner.sync(parseAccount(accountId))
    },
    handler: createHandler({ api, basePath, logger, tracer, viewer: options.viewer }),
    async start() {
      await storage.migrate()
      const everyHour = async () => {
        const connections = await storage.listConnections()
        await syncAll(connections)
        // Not waited for: a directory that hangs holds back nobody's next hour.
        for (const other of connections.filter((connection) => !isSynced(connection))) {
          const { accountId } = other
          void keep(other).catch(report('The directory could not be kept up to date', { accountId }))
        }
      }
      await scheduler.start({ everyHour, sync: runner.sync, report: report('The scheduler met an error') })
      await syncAll(await storage.listConnections())
    },
    async stop() {
      // Together, as a scheduler waits for the runs that it asked for.
      await Promise.all([scheduler.stop(), runner.endAll()])
      await storage.close()
    },
    directory: {
      async upsert(accountId, entries) {
        return await directory.upsert(parseAccount(accountId), entries)
      },
      async refresh(accountId) {
        return await directory.pull(parseAccount(accountId))
      },
      async accept(accountId) {
        return await directory.pull(parseAccount(accountId), { acceptShrunk: true })
      },
    },
  }
}

type ClientFactory = (
  accountId: AccountId,
  apiKey: string,
  options?: {
    readonly signal?: AbortSignal
    /** How often a request is tried at the most. */
    readonly attempts?: number
    readonly onRequest?: (() => void) | undefined
  },
) => AnalyticsClient
