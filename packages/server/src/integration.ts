import type { AccountId, DirectoryStatus } from '@windmill/claude-core'
import { type AnalyticsClient, createAnalyticsClient } from '@windmill/claude-core/api'
import { computeAccessCutoff } from './access-retention.ts'
import { parseAccount } from './account.ts'
import type { Context } from './api/context.ts'
import { type ClaudeApi, createApi } from './api/index.ts'
import { systemClock } from './clock.ts'
import { createHandler } from './http/handler.ts'
import type { ClaudeIntegrationOptions } from './integration-options.ts'
import { describeError, silentLogger } from './logger.ts'
import type { DirectoryEntry } from './people/directory-entry.ts'
import { createDirectoryKeeper } from './people/directory-keeper.ts'
import type { ConnectionRecord } from './storage/adapter.ts'
import { inProcessScheduler } from './sync/in-process-scheduler.ts'
import { createPacer, type Pacer } from './sync/pacer.ts'
import { createRetry } from './sync/retry.ts'
import { createRunner } from './sync/runner.ts'
import { traceRequest } from './sync/trace-request.ts'
import { validateOptions } from './validate-options.ts'

/** What the host works with. Call `start` before anything else. */
export interface ClaudeIntegration {
  /** Migrates the database and starts syncing: at once where something is due, then hourly. */
  readonly start: () => Promise<void>
  /** Ends running syncs and closes the storage. Days that were stored remain. */
  readonly stop: () => Promise<void>
  /** Answers every request below `baseUrl`. Takes a standard `Request` with an unread body. */
  readonly handler: (request: Request) => Promise<Response>
  /** The operations behind the HTTP routes, for calls from the host's own code. */
  readonly api: ClaudeApi
  /**
   * Syncs an account now. Resolves when the run has ended. For hosts with their own scheduler.
   * @throws `ConfigurationError` `account_invalid`.
   */
  readonly sync: (accountId: string) => Promise<void>
  /** Updates the stored directory between syncs. */
  readonly directory: ClaudeDirectory
}

/**
 * Updates the stored directory between syncs. Each method resolves with the directory's status once visibility and links
 * follow the change.
 */
export interface ClaudeDirectory {
  /**
   * Adds employees, or replaces those with the same id. Call it when someone joins, moves or leaves (with `archivedOn`).
   * @throws `ConfigurationError` `directory_invalid` when an entry is invalid (then nothing is changed), or
   * `account_invalid`.
   */
  readonly upsert: (accountId: string, entries: readonly DirectoryEntry[]) => Promise<DirectoryStatus>
  /**
   * Pulls the directory now. A directory that cannot be read, or lost more than half of its people, is held back: the stored
   * one stays in use.
   * @throws `ConfigurationError` `account_invalid`.
   */
  readonly refresh: (accountId: string) => Promise<DirectoryStatus>
  /**
   * Pulls the directory now and accepts it however many people it lost.
   * @throws `ConfigurationError` `account_invalid`.
   */
  readonly acceptShrunk: (accountId: string) => Promise<DirectoryStatus>
}

const defaultRequestsPerMinute = 50
const defaultAccessRetentionDays = 365

/**
 * Creates the integration: it reads an account's Claude usage, stores it, and serves it to exactly those who may see it.
 * @throws `ConfigurationError` `option_invalid`, naming the option that is missing or wrong.
 * @example
 * ```ts
 * export const claude = createClaudeIntegration({
 *   storage: pgliteStorage({ dataDir: '.data' }),
 *   vault: keyring({ current: '2026-11', keys: { '2026-11': process.env.CLAUDE_VAULT_KEY } }),
 *   directory: { listEmployees: (accountId) => yourDirectory(accountId) },
 *   getViewer: (request) => yourSession(request),
 * })
 * await claude.start()
 * ```
 */
export const createClaudeIntegration = (options: ClaudeIntegrationOptions): ClaudeIntegration => {
  validateOptions(options)
  const { storage, vault, emailRules, tracer, claudeApi = {}, policy = {} } = options
  const accessRetentionDays = policy.accessRetentionDays ?? defaultAccessRetentionDays
  const clock = options.clock ?? systemClock
  const logger = options.logger ?? silentLogger
  const scheduler = options.scheduler ?? inProcessScheduler()
  const basePath = (options.baseUrl ?? '/api/claude').replace(/\/+$/, '')
  const requestsPerMinute = claudeApi.requestsPerMinute ?? defaultRequestsPerMinute

  const startedAt = clock.now()
  const pacers = new Map<AccountId, Pacer>()
  const getPacer = (accountId: AccountId): Pacer => {
    const pacer = pacers.get(accountId) ?? createPacer(requestsPerMinute, clock, startedAt)
    pacers.set(accountId, pacer)
    return pacer
  }

  const createClient: ClientFactory = (accountId, apiKey, { signal, maxAttempts, onRequest } = {}) => {
    const pacer = getPacer(accountId)
    const retry = createRetry(pacer, clock, { signal, maxAttempts })
    return createAnalyticsClient({
      apiKey,
      signal,
      baseUrl: claudeApi.baseUrl,
      fetch: claudeApi.fetch,
      onRateLimit: pacer.applyRateLimit,
      attempt: (request, about) =>
        retry(() => {
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
    accessRetentionDays,
    createClient,
  })
  const context: Context = {
    storage,
    vault,
    directory,
    runner,
    scheduler,
    clock,
    logger,
    requestsPerMinute,
    createClient,
    emailRules,
    accessRetentionDays,
  }
  const api = createApi(context)

  const createErrorLogger =
    (message: string, details: object = {}) =>
    (error: unknown) =>
      logger.error(message, { ...details, ...describeError(error) })
  const isSynced = ({ status }: ConnectionRecord) => status === 'connected' || status === 'connecting'

  // Requests syncs without waiting for them: a long backfill or a failure of one account must not delay the others.
  const requestSyncs = async (connections: readonly ConnectionRecord[]): Promise<void> => {
    for (const { accountId } of connections.filter(isSynced)) {
      await scheduler.request(accountId).catch(createErrorLogger('A sync could not be asked for', { accountId }))
    }
  }

  // The data of a disconnected account can still be read. Visibility needs a current directory, and access records need pruning.
  const maintainUnsynced = async ({ accountId }: ConnectionRecord): Promise<void> => {
    await storage.pruneAccess(accountId, computeAccessCutoff(context))
    await directory.pull(accountId)
  }

  return {
    api,
    async sync(accountId) {
      await runner.sync(parseAccount(accountId))
    },
    handler: createHandler({ api, basePath, logger, tracer, viewer: options.getViewer }),
    async start() {
      await storage.migrate()
      const syncAllAccounts = async () => {
        const connections = await storage.listConnections()
        await requestSyncs(connections)
        // Not awaited: a directory call that hangs must not delay the next hourly run.
        for (const connection of connections.filter((each) => !isSynced(each))) {
          const { accountId } = connection
          void maintainUnsynced(connection).catch(
            createErrorLogger('The directory could not be kept up to date', { accountId }),
          )
        }
      }
      await scheduler.start({
        syncAllAccounts,
        sync: runner.sync,
        report: createErrorLogger('The scheduler met an error'),
      })
      await requestSyncs(await storage.listConnections())
    },
    async stop() {
      // In parallel: the scheduler waits for runs that only `endAll` ends.
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
      async acceptShrunk(accountId) {
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
    /** Maximum attempts per request. */
    readonly maxAttempts?: number
    readonly onRequest?: (() => void) | undefined
  },
) => AnalyticsClient
