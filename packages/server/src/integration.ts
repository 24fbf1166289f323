import { claudeUserId, type DirectoryStatus, type EmployeeDataResponse, type LinkRequest } from '@windmill/claude-core'
import { acceptOrganization } from './api/accept-organization.ts'
import type { StatsRow } from './api/build-stats-rows.ts'
import { decideLinkAsHost } from './api/claude-users.ts'
import type { Context } from './api/context.ts'
import { type ClaudeApi, createApi } from './api/create-api.ts'
import { eraseEmployee, exportEmployee, liftEmployeeErasure } from './api/employees.ts'
import { createKeyCheckLimiter } from './api/key-check-limiter.ts'
import { type ActorOptions, parseActor } from './api/parse-actor.ts'
import { createReadLimiter } from './api/read-limiter.ts'
import { requestReconciliationAsHost } from './api/reconciliation.ts'
import { recordChange } from './api/record.ts'
import { listChanges, readStats, type StatsChanges, type StatsSelection } from './api/stats.ts'
import { checkNodeVersion } from './check-node-version.ts'
import { systemClock } from './clock.ts'
import { createEventSender } from './events/create-event-sender.ts'
import { type DiagnoseOptions, type Diagnosis, diagnose } from './health/diagnose.ts'
import type { Health } from './health/health.ts'
import { isDoctorRunning } from './health/is-doctor-running.ts'
import { type HealthOptions, readHealth } from './health/read-health.ts'
import { guardHost } from './host/guard-host.ts'
import { createHandler } from './http/create-handler.ts'
import { parseBaseUrl } from './http/parse-base-url.ts'
import type { ClaudeIntegrationOptions } from './integration-options.ts'
import { isBuildRunning } from './is-build-running.ts'
import { createLifecycle } from './lifecycle.ts'
import { parseAccountId } from './parse-account-id.ts'
import type { DirectoryEntry } from './people/directory-entry.ts'
import { createDirectoryKeeper, type RenameOptions, type RenameResult } from './people/directory-keeper.ts'
import type { EmployeeIdChange } from './people/parse-renames.ts'
import { createPolicyKeeper } from './policy/policy-keeper.ts'
import { type ClientFactory, createClientFactory } from './sync/create-client-factory.ts'
import { createRunner } from './sync/runner.ts'
import { validateOptions } from './validate-options.ts'
import { type ResealResult, resealKeys } from './vault/reseal-keys.ts'
import { createWorker } from './worker.ts'

/**
 * The integration, as the host uses it. The first call of any method opens the storage and, unless `worker` is false,
 * starts to sync. While the storage cannot be used, methods of `api` reject with a `ProblemError` `not_ready`, other
 * calls with the storage's error, and requests are answered with `not_ready`; the next call tries again. After `stop`,
 * every call rejects with a `ProblemError` `stopped`, and every request is answered with that problem.
 */
export interface ClaudeIntegration {
  /**
   * Opens the storage, requests a sync of every connected account, and starts the hourly schedule, so that syncing does
   * not wait for the first request. After a failure, the start is tried again in the background.
   * @throws `StorageError` if the storage cannot be opened, or the error of the scheduler.
   */
  readonly start: () => Promise<void>
  /**
   * Ends the schedule and running syncs, and closes the storage, within ten seconds. A running sync begins no further
   * day, and has three seconds to finish the days in progress. Never rejects, and may be called at any time.
   */
  readonly stop: () => Promise<void>
  /** Answers a request to a path below `baseUrl`. Takes a standard `Request` with an unread body. */
  readonly handler: (request: Request) => Promise<Response>
  /** The operations behind the HTTP routes, for calls from the host's own code. */
  readonly api: ClaudeApi
  /**
   * Syncs an account now and sends its events, for hosts with their own scheduler. Resolves when the run has ended and
   * `onEvent` has the events. A failure of the run or of `onEvent` is logged and stored, not thrown.
   * @throws `ConfigurationError` `account_invalid`.
   */
  readonly sync: (accountId: string) => Promise<void>
  /**
   * Returns whether requests can be answered, and the state of each account. Call it with `{ accounts: [] }` in a
   * readiness route. Never rejects.
   */
  readonly health: (options?: HealthOptions) => Promise<Health>
  /**
   * Returns the health, and tries the database, the clock, the vault and the access to Claude's API. `npx
   * windmill-claude doctor` prints the result. Never rejects, and changes nothing.
   */
  readonly diagnose: (options?: DiagnoseOptions) => Promise<Diagnosis>
  /** Updates the stored directory between syncs. */
  readonly directory: ClaudeDirectory
  /** Serves the data protection rights of single people. */
  readonly employees: ClaudeEmployees
  /** Decides which Claude organization an account's figures come from. */
  readonly organization: ClaudeOrganization
  /** Compares figures with Claude's own totals. */
  readonly reconciliation: ClaudeReconciliation
  /** Decides links that nobody may decide by HTTP. */
  readonly links: ClaudeLinks
  /** Keeps tables of the host in step with the figures. */
  readonly stats: ClaudeStats
  /** Maintains the sealed Analytics keys. */
  readonly keyring: ClaudeKeyring
}

/**
 * Keeps tables of the host in step with the figures. The answers have the figures of employees with the participation
 * `included` and a linked Claude user, and nobody else's. For each UTC day on which the host reads an account, everyone
 * who can have figures in these answers has an entry with the purpose `host` in the log.
 * @example
 * ```ts
 * const changes = await claude.stats.changes('acme', { after: await yourTable.readCursor('acme') })
 * await yourTable.transaction(async (table) => {
 *   if (changes.keptFrom) await table.deleteBefore(changes.keptFrom)
 *   if (changes.everyone) await table.deleteAllBut(changes.everyone)
 *   await table.deleteDays(changes.days)
 *   await table.deleteEmployees(changes.employees)
 *   for await (const rows of claude.stats.read('acme', changes)) await table.insert(rows)
 *   await table.saveCursor(changes.cursor)
 * })
 * ```
 */
export interface ClaudeStats {
  /**
   * Returns what to read again, and a cursor for the next call. Whatever changes later comes with a later cursor, even
   * after disconnecting, erasing and connecting again.
   * @param options.after - The cursor that the previous call returned. Null returns every day and everyone. `@default`
   *   null
   * @throws `ProblemError` `invalid_request`, or `ConfigurationError` `account_invalid`.
   */
  readonly changes: (
    accountId: string,
    options?: { readonly after?: string | null | undefined },
  ) => Promise<StatsChanges>
  /**
   * Yields the rows of some days and employees, in pages of some thousand. Replace your rows of these days and
   * employees with the yielded rows. A day that was read and has no usage is a row of zeros. If there is no row,
   * nothing is known.
   * @param selection - What `changes` returned, or a part of it.
   * @throws `ProblemError` `invalid_request`, or `ConfigurationError` `account_invalid`.
   */
  readonly read: (accountId: string, selection: StatsSelection) => AsyncIterable<readonly StatsRow[]>
}

/** Compares figures with Claude's own totals. `claude.api.reconciliation` returns the results. */
export interface ClaudeReconciliation {
  /**
   * Requests a reconciliation of every settled month, and does not wait for it. Without a call, a month is reconciled
   * when it is settled, and again a quarter later.
   * @throws `ProblemError` `invalid_request` without `by`, or `not_connected`, or `ConfigurationError`
   * `account_invalid`.
   */
  readonly check: (accountId: string, options: ActorOptions) => Promise<void>
}

/** Decides links that nobody may decide by HTTP. */
export interface ClaudeLinks {
  /**
   * Changes the link of a Claude user, even from or to the person who decides, and to someone without the Claude user's
   * address. The whole history of the Claude user moves with the link, so have somebody review the change.
   * @throws `ProblemError` `invalid_request`, `not_found` for an unknown Claude user, `employee_unknown` or
   *   `nothing_to_undo`, or `ConfigurationError` `account_invalid`.
   */
  readonly decide: (
    accountId: string,
    claudeUserId: string,
    request: LinkRequest,
    options: ActorOptions,
  ) => Promise<void>
}

/** Serves the data protection rights of single people. Each call is in the log, with who decided. */
export interface ClaudeEmployees {
  /**
   * Returns everything that is stored about an employee: the directory entry, reporting lines, Claude users with each
   * stored counter of each day, and the log entries about them and by them. Employees get their own data at
   * `GET /employees/{id}/data`.
   * @throws `ProblemError` `invalid_request`, or `ConfigurationError` `account_invalid`.
   */
  readonly export: (accountId: string, employeeId: string, options: ActorOptions) => Promise<EmployeeDataResponse>
  /**
   * Deletes everything that is stored about an employee: the directory entry, links, Claude users and each of their
   * days. In the log, a pseudonym takes the place of their id. Nothing about them is stored from then on, although the
   * directory may still name them and Claude still lists them. Their direct reports have no manager in the stored
   * directory.
   * @throws `ProblemError` `invalid_request`, or `ConfigurationError` `account_invalid`.
   */
  readonly erase: (accountId: string, employeeId: string, options: ActorOptions) => Promise<void>
  /**
   * Lets an erased employee be stored again: from the next directory on, and their usage from today on. Erased data
   * does not come back.
   * @throws `ProblemError` `invalid_request`, or `ConfigurationError` `account_invalid`.
   */
  readonly liftErasure: (accountId: string, employeeId: string, options: ActorOptions) => Promise<void>
}

/** Maintains the sealed Analytics keys. */
export interface ClaudeKeyring {
  /**
   * Opens the Analytics key of every account and seals it anew with the current vault key, so that older vault keys can
   * be retired. Safe at any time, even during syncs, and repeatable.
   * @throws The error of a vault that could not be reached. Repeat the call then.
   */
  readonly reseal: () => Promise<ResealResult>
}

/** Decides which Claude organization an account's figures come from. */
export interface ClaudeOrganization {
  /**
   * Lets an account with data continue with another Claude organization, for a company that really moved. The account's
   * history stays, and a running sync ends. After this call, connect with a key of the other organization.
   * @param organizationId - The organization's id, as in the log entry of the refusal.
   * @throws `ProblemError` `invalid_request` for an invalid id or `by`, or `not_connected` for an account that was
   *   never connected.
   * @throws `ConfigurationError` `account_invalid`.
   */
  readonly accept: (accountId: string, organizationId: string, options: ActorOptions) => Promise<void>
}

/** Updates the stored directory between syncs. A method resolves when visibility and links follow the change. */
export interface ClaudeDirectory {
  /**
   * Adds employees, or replaces those with the same id. Call it when someone joins, moves or leaves. Set `archivedOn`
   * for someone who leaves.
   * @throws `ConfigurationError` `directory_invalid` when an entry is invalid, or `account_invalid`. Nothing is changed
   * then.
   */
  readonly upsert: (accountId: string, entries: readonly DirectoryEntry[]) => Promise<DirectoryStatus>
  /**
   * Pulls the directory now. A directory is held back if it cannot be read, is invalid, or lacks more than half of
   * the stored employees, all managers, or every participation other than `included`. The stored directory then stays
   * in use, and the status says why.
   * @throws `ConfigurationError` `account_invalid`.
   */
  readonly refresh: (accountId: string) => Promise<DirectoryStatus>
  /**
   * Pulls the directory now, and accepts it even if it lacks more than half of the stored employees, all managers, or
   * every participation other than `included`. A directory that cannot be read or is invalid is still held back. The
   * log names who accepted it.
   * @throws `ConfigurationError` `account_invalid`, or `ProblemError` `invalid_request` without `by`.
   */
  readonly acceptShrunk: (accountId: string, options: ActorOptions) => Promise<DirectoryStatus>
  /**
   * Changes employee ids, for a host that gives its employees new ids. Links, the log and managers move from the old
   * ids to the new ids, all at once. Call it before the first directory with the new ids is read, or after
   * `acceptShrunk`. Repeating a call changes nothing, and is answered with `wasAppliedBefore`.
   *
   * Swaps and chains (`a` to `b`, `b` to `c`) are one step, but only before a directory with the new ids is read. After
   * that, a stored id could belong to either person. In this case, change the old ids to ids that nobody has, call
   * `acceptShrunk`, and then change these ids to the new ids.
   * @param pairs - At most 200,000. Have somebody review them, because each new id gets the figures of the old id.
   * @throws `ConfigurationError` `rename_invalid` if pairs are malformed or repeat an id, or if a new id already
   *   belongs to someone else, or `account_invalid`. Nothing is changed then.
   */
  readonly renameEmployees: (
    accountId: string,
    pairs: readonly EmployeeIdChange[],
    options: RenameOptions,
  ) => Promise<RenameResult>
}

const defaultRequestsPerMinute = 50
const defaultMaxHeavyReads = 4

/**
 * Creates the integration. It reads each account's Claude usage, stores it, and serves it to exactly the people who may
 * see it.
 * @throws `ConfigurationError` `option_invalid`, with a message that names the missing or wrong option, or
 * `node_outdated`.
 * @example
 * ```ts
 * import { createClaudeIntegration, keyring } from '@windmill/claude-server'
 * import { pgliteStorage } from '@windmill/claude-server/pglite'
 *
 * export const claude = createClaudeIntegration({
 *   storage: pgliteStorage({ dataDir: '.data' }),
 *   vault: keyring({ current: '2026-11', keys: { '2026-11': process.env.CLAUDE_VAULT_KEY } }),
 *   directory: { listEmployees: (accountId) => yourDirectory(accountId) },
 *   getViewer: (request) => yourSession(request),
 * })
 * claude.start().catch(console.error)
 * ```
 */
export const createClaudeIntegration = (options: ClaudeIntegrationOptions): ClaudeIntegration => {
  checkNodeVersion(globalThis.process?.versions)
  validateOptions(options)
  const { storage, tracer, worker, claudeApi = {}, policy = {} } = options
  const clock = options.clock ?? systemClock
  const baseUrl = parseBaseUrl(options.baseUrl ?? '/api/claude')
  const { vault, logger, scheduler, emailRules, getViewer } = guardHost(options, clock)
  const requestsPerMinute = claudeApi.requestsPerMinute ?? defaultRequestsPerMinute

  const createPacedClient = createClientFactory({ ...claudeApi, storage, requestsPerMinute, clock, tracer })
  const lifecycle = createLifecycle({
    clock,
    logger,
    open: () => storage.migrate(),
    startWorker: worker === false || isBuildRunning() || isDoctorRunning() ? null : () => syncWorker.start(),
    stopWorker: () => syncWorker.stop(),
    close: () => storage.close(),
  })
  const { signal } = lifecycle
  // The runner ends the requests of syncs itself, so that a sync can finish the day in progress.
  const createClient: ClientFactory = (accountId, apiKey, clientOptions) =>
    createPacedClient(accountId, apiKey, {
      ...clientOptions,
      ...(clientOptions.purpose === 'check' && {
        signal: clientOptions.signal ? AbortSignal.any([signal, clientOptions.signal]) : signal,
      }),
    })
  const { getPolicy, applyPolicy } = createPolicyKeeper({ policy, storage, clock, logger, signal })
  const directory = createDirectoryKeeper({
    directory: options.directory,
    storage,
    clock,
    logger,
    emailRules,
    getPolicy,
    signal,
  })
  const runner = createRunner({
    storage,
    vault,
    directory,
    clock,
    logger,
    tracer,
    emailRules,
    applyPolicy,
    createClient,
  })
  const dependencies = {
    storage,
    vault,
    directory,
    runner,
    scheduler,
    clock,
    // Both limiters use the system clock, because a turn takes real time.
    readLimiter: createReadLimiter({ maxRunning: storage.maxHeavyReads ?? defaultMaxHeavyReads, clock: systemClock }),
    firstRowsLimiter: createReadLimiter({ maxRunning: 1, clock: systemClock }),
    logger,
    requestsPerMinute,
    createClient,
    keyCheckLimiter: createKeyCheckLimiter(clock),
    emailRules,
    getPolicy,
  }
  const { onEvent } = options
  const sendEvents = onEvent ? createEventSender({ onEvent, storage, clock, logger, signal }) : null
  const syncWorker = createWorker({ ...dependencies, applyPolicy, sendEvents, signal })
  const context: Context = { ...dependencies, requestSync: syncWorker.request }
  const api = lifecycle.guardAnswers(createApi(context))

  const { runRead } = lifecycle.guard({ runRead: <Result>(read: () => Promise<Result>): Promise<Result> => read() })

  return {
    // The operations answer an invitation as `ClaudeApi` declares, which TypeScript cannot infer.
    api: api as ClaudeApi,
    start: lifecycle.start,
    stop: lifecycle.stop,
    handler: createHandler({ api, baseUrl, logger, tracer, getViewer, ready: lifecycle.ready }),
    health: (healthOptions) => readHealth(context, lifecycle.ready, healthOptions),
    diagnose: (diagnoseOptions) => diagnose(context, lifecycle.ready, diagnoseOptions),
    ...lifecycle.guard({
      async sync(accountId: string) {
        const id = parseAccountId(accountId)
        await runner.sync(id)
        await sendEvents?.(id)
      },
    }),
    stats: {
      ...lifecycle.guard<Pick<ClaudeStats, 'changes'>>({
        async changes(accountId, changesOptions) {
          return await listChanges(context, parseAccountId(accountId), changesOptions)
        },
      }),
      read: (accountId, selection) => readStats(context, parseAccountId(accountId), selection, runRead),
    },
    keyring: lifecycle.guard<ClaudeKeyring>({ reseal: () => resealKeys({ storage, vault }) }),
    reconciliation: lifecycle.guard<ClaudeReconciliation>({
      async check(accountId, checkOptions) {
        await requestReconciliationAsHost(context, parseAccountId(accountId), checkOptions)
      },
    }),
    links: lifecycle.guard<ClaudeLinks>({
      async decide(accountId, id, request, decideOptions) {
        await decideLinkAsHost(context, parseAccountId(accountId), claudeUserId(id), request, decideOptions)
      },
    }),
    employees: lifecycle.guard<ClaudeEmployees>({
      async export(accountId, employeeId, exportOptions) {
        return await exportEmployee(context, parseAccountId(accountId), employeeId, exportOptions)
      },
      async erase(accountId, employeeId, eraseOptions) {
        await eraseEmployee(context, parseAccountId(accountId), employeeId, eraseOptions)
      },
      async liftErasure(accountId, employeeId, liftOptions) {
        await liftEmployeeErasure(context, parseAccountId(accountId), employeeId, liftOptions)
      },
    }),
    organization: lifecycle.guard<ClaudeOrganization>({
      async accept(accountId, organizationId, acceptOptions) {
        await acceptOrganization(context, parseAccountId(accountId), organizationId, acceptOptions)
      },
    }),
    directory: lifecycle.guard<ClaudeDirectory>({
      async upsert(accountId, entries) {
        return await directory.upsert(parseAccountId(accountId), entries)
      },
      async refresh(accountId) {
        return await directory.pull(parseAccountId(accountId))
      },
      async acceptShrunk(accountId, acceptOptions) {
        const [account, by] = [parseAccountId(accountId), parseActor(acceptOptions)]
        await recordChange(context, account, by, { kind: 'directory_accepted' })
        return await directory.pull(account, { acceptShrunk: true })
      },
      async renameEmployees(accountId, pairs, renameOptions) {
        return await directory.renameEmployees(parseAccountId(accountId), pairs, renameOptions)
      },
    }),
  }
}
