import type { DirectoryStatus } from '@windmill/claude-core'
import { type AcceptOrganizationOptions, acceptOrganization } from './api/accept-organization.ts'
import type { Context } from './api/context.ts'
import { type ClaudeApi, createApi } from './api/create-api.ts'
import { systemClock } from './clock.ts'
import { computeAccessCutoff } from './compute-access-cutoff.ts'
import { guardHost } from './host/guard-host.ts'
import { createHandler } from './http/create-handler.ts'
import { parseBaseUrl } from './http/parse-base-url.ts'
import type { ClaudeIntegrationOptions } from './integration-options.ts'
import { describeError } from './logger.ts'
import { parseAccountId } from './parse-account-id.ts'
import type { DirectoryEntry } from './people/directory-entry.ts'
import { createDirectoryKeeper } from './people/directory-keeper.ts'
import type { ConnectionRecord } from './storage/adapter.ts'
import { createClientFactory } from './sync/create-client-factory.ts'
import { createRunner } from './sync/runner.ts'
import { validateOptions } from './validate-options.ts'

/** The integration, as the host uses it. Call `start` before anything else. */
export interface ClaudeIntegration {
  /** Migrates the database, requests a sync of every connected account, and starts the hourly schedule. */
  readonly start: () => Promise<void>
  /** Ends the schedule and running syncs, and closes the storage. Days that were already stored stay stored. */
  readonly stop: () => Promise<void>
  /** Answers a request to a path below `baseUrl`. Takes a standard `Request` with an unread body. */
  readonly handler: (request: Request) => Promise<Response>
  /** The operations behind the HTTP routes, for calls from the host's own code. */
  readonly api: ClaudeApi
  /**
   * Syncs an account now, for hosts with their own scheduler. Resolves when the run has ended. A failure of the run is
   * logged and stored, not thrown.
   * @throws `ConfigurationError` `account_invalid`.
   */
  readonly sync: (accountId: string) => Promise<void>
  /** Updates the stored directory between syncs. */
  readonly directory: ClaudeDirectory
  /** Decides which Claude organization an account's figures come from. */
  readonly organization: ClaudeOrganization
}

/** Decides which Claude organization an account's figures come from. */
export interface ClaudeOrganization {
  /**
   * Lets an account with data continue with another Claude organization, for a company that really moved. Its history
   * stays, and a running sync ends. Then connect with a key of that organization.
   * @param organizationId - The organization's id, as in the log entry of the refusal.
   * @throws `ProblemError` `invalid_request` for an invalid id or `by`, or `not_connected` for an account that was never
   * connected.
   * @throws `ConfigurationError` `account_invalid`.
   */
  readonly accept: (accountId: string, organizationId: string, options: AcceptOrganizationOptions) => Promise<void>
}

/**
 * Updates the stored directory between syncs. Each method resolves with the directory's status once visibility and
 * links follow the change.
 */
export interface ClaudeDirectory {
  /**
   * Adds employees, or replaces those with the same id. Call it when someone joins, moves or leaves. Set `archivedOn`
   * for someone who leaves.
   * @throws `ConfigurationError` `directory_invalid` when an entry is invalid, or `account_invalid`. Nothing is changed
   * then.
   */
  readonly upsert: (accountId: string, entries: readonly DirectoryEntry[]) => Promise<DirectoryStatus>
  /**
   * Pulls the directory now. A directory is held back if it cannot be read, is invalid, or lacks more than half of the
   * stored employees. The stored one then stays in use, and the status says why.
   * @throws `ConfigurationError` `account_invalid`.
   */
  readonly refresh: (accountId: string) => Promise<DirectoryStatus>
  /**
   * Pulls the directory now, and accepts it even if it lacks more than half of the stored employees. A directory that
   * cannot be read or is invalid is still held back.
   * @throws `ConfigurationError` `account_invalid`.
   */
  readonly acceptShrunk: (accountId: string) => Promise<DirectoryStatus>
}

const defaultRequestsPerMinute = 50
const defaultAccessRetentionDays = 365

/**
 * Creates the integration. It reads each account's Claude usage, stores it, and serves it to exactly the people who may
 * see it.
 * @throws `ConfigurationError` `option_invalid`, with a message that names the missing or wrong option.
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
  const { storage, tracer, claudeApi = {}, policy = {} } = options
  const accessRetentionDays = policy.accessRetentionDays ?? defaultAccessRetentionDays
  const clock = options.clock ?? systemClock
  const baseUrl = parseBaseUrl(options.baseUrl ?? '/api/claude')
  const { vault, logger, scheduler, emailRules, getViewer, send } = guardHost(options, clock)
  const requestsPerMinute = claudeApi.requestsPerMinute ?? defaultRequestsPerMinute

  const createClient = createClientFactory({ ...claudeApi, fetch: send, requestsPerMinute, clock, tracer })
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
  const isSynced = ({ status }: ConnectionRecord) => status !== 'disconnected'

  // Requests syncs without waiting for them: a long backfill or a failure of one account must not delay the others.
  const requestSyncs = async (connections: readonly ConnectionRecord[]): Promise<void> => {
    for (const { accountId } of connections.filter(isSynced)) {
      await scheduler.request(accountId).catch(createErrorLogger('A sync could not be asked for', { accountId }))
    }
  }

  // The stored data of an account that is not synced can still be read, so its directory must stay current and its
  // access records must expire.
  const maintainUnsynced = async ({ accountId }: ConnectionRecord): Promise<void> => {
    await storage.pruneAccess(accountId, computeAccessCutoff(context))
    await directory.pull(accountId)
  }

  return {
    api,
    async sync(accountId) {
      await runner.sync(parseAccountId(accountId))
    },
    handler: createHandler({ api, baseUrl, logger, tracer, getViewer }),
    async start() {
      await storage.migrate()
      const syncAllAccounts = async () => {
        const connections = await storage.listConnections()
        await requestSyncs(connections)
        // Not awaited, since a directory call that hangs must not delay the next hourly run.
        for (const connection of connections.filter((candidate) => !isSynced(candidate))) {
          const { accountId } = connection
          void maintainUnsynced(connection).catch(
            createErrorLogger('The directory could not be kept up to date', { accountId }),
          )
        }
      }
      await scheduler.start({
        syncAllAccounts,
        sync: runner.sync,
        reportError: createErrorLogger('The scheduler met an error'),
      })
      await requestSyncs(await storage.listConnections())
    },
    async stop() {
      // In parallel, since the scheduler waits for runs, and only `endAll` ends them.
      await Promise.all([scheduler.stop(), runner.endAll()])
      await storage.close()
    },
    organization: {
      async accept(accountId, organizationId, acceptOptions) {
        await acceptOrganization(context, parseAccountId(accountId), organizationId, acceptOptions)
      },
    },
    directory: {
      async upsert(accountId, entries) {
        return await directory.upsert(parseAccountId(accountId), entries)
      },
      async refresh(accountId) {
        return await directory.pull(parseAccountId(accountId))
      },
      async acceptShrunk(accountId) {
        return await directory.pull(parseAccountId(accountId), { acceptShrunk: true })
      },
    },
  }
}
