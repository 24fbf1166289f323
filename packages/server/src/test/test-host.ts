import { createHash } from 'node:crypto'
import {
  type AccountId,
  accountId,
  type Counters,
  claudeUserId,
  type Day,
  type Employee,
  employeeId,
} from '@windmill/claude-core'
import { mapCounters } from '@windmill/claude-core/internal'
import type { Clock } from '../clock.ts'
import type { HostViewer } from '../host-viewer.ts'
import { type ClaudeIntegration, createClaudeIntegration } from '../integration.ts'
import type { ClaudeIntegrationOptions } from '../integration-options.ts'
import type { StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import { keyring } from '../vault/keyring.ts'

/** The account of the test host's requests. */
export const acme = accountId('acme')
/** Another account of the same host. */
export const globex = accountId('globex')

/** A key ring for tests. */
export const testVault = keyring({
  current: 'test',
  keys: { test: createHash('sha256').update('test').digest('base64') },
})

/** A host app with an integration. */
export interface TestHost {
  readonly claude: ClaudeIntegration
  readonly storage: StorageAdapter
  /** One line per log call: the message and the details as JSON. */
  readonly log: string[]
  /**
   * Sends a request as a viewer, given as an object or written `[globex/][admin:]<employeeId>`. Without a prefix, the
   * account is acme and the role is employee. Null is a request without a signed-in viewer.
   */
  readonly request: (viewer: string | HostViewer | null, path: string, init?: RequestInit) => Promise<Response>
}

type TestHostOptions = Partial<ClaudeIntegrationOptions> & {
  readonly employees?: readonly Employee[]
  readonly clock: Clock
}

/**
 * Creates a host app with an integration. The viewer comes from a header instead of a session. By default, the storage
 * is in memory and the scheduler runs nothing.
 */
export const createTestHost = ({ employees = [], ...overrides }: TestHostOptions): TestHost => {
  const log: string[] = []
  const write = (message: string, details: unknown) => log.push(`${message} ${JSON.stringify(details)}`)
  const storage = overrides.storage ?? memoryStorage({ now: overrides.clock.now })
  const claude = createClaudeIntegration({
    storage,
    vault: testVault,
    directory: { listEmployees: async () => employees },
    getViewer: (request) => parseViewerHeader(request.headers.get('x-viewer')),
    logger: { info: write, warn: write, error: write },
    scheduler: { start: async () => {}, request: async () => {}, getNextRunAt: () => null, stop: async () => {} },
    ...overrides,
  })
  return {
    claude,
    storage,
    log,
    request: (viewer, path, init) => {
      const request = new Request(`https://app.test/api/claude${path}`, init)
      if (viewer !== null) request.headers.set('x-viewer', typeof viewer === 'string' ? viewer : JSON.stringify(viewer))
      return claude.handler(request)
    },
  }
}

const parseViewerHeader = (header: string | null): HostViewer | null => {
  if (header === null) return null
  if (header.startsWith('{')) return JSON.parse(header)
  const [, globexPrefix, adminPrefix, id = ''] = /^(globex\/)?(admin:)?(.*)$/.exec(header) ?? []
  return {
    accountId: globexPrefix ? globex : acme,
    employeeId: employeeId(id),
    role: adminPrefix ? 'admin' : 'employee',
  }
}

/** Resets an account to the state of a new account. */
export const resetAccount = async (storage: StorageAdapter, account: AccountId): Promise<void> => {
  // The erasure below does not end protection.
  const unprotect = [...(await storage.listProtectedUsers(account))]
  await storage.decideLinks(account, ({ addressMarks }) => ({
    claudeUserIds: [],
    decideChanges: () => ({
      changes: [],
      mappings: [],
      protect: [],
      unprotect,
      addressMarks: { add: [], remove: addressMarks },
    }),
  }))
  await storage.eraseAccount(account)
  await storage.reopenAccount(account)
  await storage.pruneLog(account, Date.parse('9999-12-31'))
}

const fillCounters = (counters: Partial<Counters>): Counters => ({ ...mapCounters(() => 0), ...counters })

/**
 * Stores a day of account acme like a sync does.
 * @param usage - Counters by id. Each id becomes a Claude user `user_<id>`. Counters that are left out are zero.
 * @param latestDay - The newest day that the API served at the time of the read.
 * @param emails - E-mail addresses by id. `@default` `<id>@example.com`
 */
export const storeDay = async (
  storage: StorageAdapter,
  day: Day,
  usage: Readonly<Record<string, Partial<Counters>>>,
  latestDay: Day = day,
  emails: Readonly<Record<string, string | null>> = {},
): Promise<void> => {
  // Writing a day requires a lease.
  const token = (await storage.acquireLease(acme, 60_000)) ?? 0
  const findEmail = (id: string) => (id in emails ? (emails[id] ?? null) : `${id}@example.com`)
  const rows = Object.entries(usage).map(([id, counters]) => ({
    id,
    claudeUserId: claudeUserId(`user_${id}`),
    counters,
  }))
  await storage.writeDay(acme, token, {
    entry: {
      day,
      read: {
        at: 0,
        latestDay,
        skills: 'report',
        connectors: 'report',
        claudeUsers: rows.length,
        requests: 3,
        readCount: 1,
        unattributedRows: 0,
        changedRows: 0,
      },
      failure: null,
    },
    claudeUsers: rows.map((row) => ({ id: row.claudeUserId, email: findEmail(row.id) })),
    usage: rows.map((row) => ({ claudeUserId: row.claudeUserId, counters: fillCounters(row.counters) })),
  })
  await storage.releaseLease(acme, token)
}
