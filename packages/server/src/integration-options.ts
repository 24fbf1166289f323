import type { EmailRules } from '@windmill/claude-core'
import type { Clock } from './clock.ts'
import type { ClaudeEvent } from './events/claude-event.ts'
import type { HostViewer } from './host-viewer.ts'
import type { Logger } from './logger.ts'
import type { Directory } from './people/directory.ts'
import type { HostPolicy } from './policy/account-policy.ts'
import type { StorageAdapter } from './storage/adapter.ts'
import type { Scheduler } from './sync/scheduler.ts'
import type { Tracer } from './tracer.ts'
import type { Vault } from './vault/keyring.ts'

/** Options of `createClaudeIntegration`. Account and employee ids are the host's own strings. */
export interface ClaudeIntegrationOptions {
  /** Where everything is stored: `postgresStorage`, `pgliteStorage`, `memoryStorage` or an adapter of your own. */
  readonly storage: StorageAdapter
  /** Encrypts the Analytics API keys before they are stored, for example `keyring({ current, keys })`. */
  readonly vault: Vault
  /** The host's employees. Read at each sync, and before the first request that needs them. */
  readonly directory: Directory
  /**
   * Returns the signed-in employee behind a request, from the host's session, or null when no one is signed in. A
   * request with a malformed viewer is answered with status 500, and `logger` gets the `ConfigurationError`
   * `viewer_invalid` or `account_invalid`.
   */
  readonly getViewer: (request: Request) => HostViewer | null | Promise<HostViewer | null>
  /**
   * Access to Claude's Analytics API.
   * @default {} - the defaults of its fields
   */
  readonly claudeApi?: {
    /**
     * Origin of the API, an https URL. Only a loopback address (`localhost`, `127.0.0.1`, `[::1]`) may use http, since
     * the key is sent there.
     * @default 'https://api.anthropic.com'
     */
    readonly baseUrl?: string | undefined
    /**
     * Sends the requests, for example through a proxy.
     * @default globalThis.fetch
     */
    readonly fetch?: typeof fetch | undefined
    /**
     * Maximum requests in any 60 seconds to one Claude organization, at least 1. All processes and accounts on the same
     * storage share this maximum. Claude allows 60 per organization. Fewer requests are sent while other tools of the
     * organization use up a part of the 60.
     * @default 50
     */
    readonly requestsPerMinute?: number | undefined
  }
  /**
   * Rules by which different e-mail addresses match. Equal addresses always match.
   * @default {} - only equal addresses match
   */
  readonly emailRules?: EmailRules
  /**
   * What is kept of each account, and for how long: one policy for all accounts, or a function that returns the policy
   * of an account. The function is called at most once a minute per account, and must answer within 10 seconds. While
   * it fails, the policy that was applied last stays in force. All processes need the same policy.
   * @default {} - the defaults of its fields
   */
  readonly policy?: HostPolicy
  /**
   * Decides when and where syncs run.
   * @default inProcessScheduler() - hourly, in this process
   */
  readonly scheduler?: Scheduler
  /**
   * Whether this process syncs. With false, it only answers requests, and another process on the same database has to
   * sync. No process syncs while `next build` runs.
   * @default true
   */
  readonly worker?: boolean
  /**
   * Receives every entry of the log: who read what, who changed what, and when a connection needs attention, recovers
   * or has no fresh day. Events have no figure, and come in order per account. If the function fails, the event comes
   * again with the same `id`, once a minute for at most seven days. The function has 30 seconds per event, then
   * `signal` aborts. With `worker: false`, a process sends the events of an account only after `claude.sync` has run
   * for that account.
   * @default undefined - nothing is sent
   */
  readonly onEvent?: (event: ClaudeEvent, options: { readonly signal: AbortSignal }) => void | Promise<void>
  /**
   * Receives log messages, for example `console`. No key, e-mail address or usage count is ever logged.
   * @default undefined - nothing is logged
   */
  readonly logger?: Logger
  /**
   * Receives spans for syncs, the days they read, requests to Claude's API, and requests to `handler`. An OpenTelemetry
   * `Tracer` fits.
   * @default undefined - nothing is traced
   */
  readonly tracer?: Tracer
  /**
   * Source of time, for tests.
   * @default the system clock
   */
  readonly clock?: Clock
  /**
   * Path under which the host mounts `handler`, such as `/api/claude`. It must equal the path in the `baseUrl` of
   * `ClaudeProvider`. Trailing slashes are ignored.
   *
   * If a proxy rewrites the `Host` header, put the public origin before the path, as in
   * `https://app.example.com/api/claude`. Without the origin, a change that a browser requests through the proxy is
   * refused with `cross_site`, unless the browser sends `Sec-Fetch-Site`. `X-Forwarded-Host` is never used.
   * @default '/api/claude'
   */
  readonly baseUrl?: string
}
