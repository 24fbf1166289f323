import {
  accountId,
  type Counters,
  claudeUserId,
  type Day,
  type Employee,
  employeeId,
  type Viewer,
} from '@windmill/claude-core'
import { mapCounters } from '@windmill/claude-core/internal'
import type { Clock } from '../clock.ts'
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
export const testVault = keyring({ current: 'test', keys: { test: Buffer.alloc(32, 7).toString('base64') } })

/** An employee with default fields, named after the id. */
export const employee = (id: string, rest: Partial<Omit<Employee, 'id'>> = {}): Employee => ({
  id: employeeId(id),
  name: id,
  emails: [`${id}@example.com`],
  managerId: null,
  archivedOn: null,
  ...rest,
})

/** An employee who reports to `managerId`. */
export const employeeUnder = (id: string, managerId: string, rest: Partial<Omit<Employee, 'id'>> = {}): Employee =>
  employee(id, { managerId: employeeId(managerId), ...rest })

export interface TestHost {
  readonly claude: ClaudeIntegration
  readonly storage: StorageAdapter
  /** One line per log call: the message and the details as JSON. */
  readonly log: string[]
  /**
   * Sends a request as the given viewer, or signed out for null. A viewer is `[globex/][admin:]<employeeId>`: account acme
   * and role employee unless prefixed.
   */
  readonly request: (viewer: string | null, path: string, init?: RequestInit) => Promise<Response>
}

type Overrides = Partial<ClaudeIntegrationOptions> & { readonly employees?: readonly Employee[]; readonly clock: Clock }

/** Creates an integration inside a minimal host app. The viewer comes from a header instead of a session. */
export const createTestHost = ({ employees = [], ...overrides }: Overrides): TestHost => {
  const log: string[] = []
  const write = (message: string, details: unknown) => log.push(`${message} ${JSON.stringify(details)}`)
  const storage = overrides.storage ?? memoryStorage()
  const claude = createClaudeIntegration({
    storage,
    vault: testVault,
    directory: { listEmployees: async () => employees },
    getViewer: (request) => parseViewerHeader(request.headers.get('x-viewer')),
    logger: { info: write, warn: write, error: write },
    scheduler: { start: async () => {}, request: async () => {}, nextRunAt: () => null, stop: async () => {} },
    ...overrides,
  })
  return {
    claude,
    storage,
    log,
    request: (viewer, path, init) => {
      const request = new Request(`https://app.test/api/claude${path}`, init)
      if (viewer !== null) request.headers.set('x-viewer', viewer)
      return claude.handler(request)
    },
  }
}

const parseViewerHeader = (header: string | null): Viewer | null => {
  if (header === null) return null
  const [, isOtherAccount, isAdmin, id = ''] = /^(globex\/)?(admin:)?(.*)$/.exec(header) ?? []
  return { accountId: isOtherAccount ? globex : acme, employeeId: employeeId(id), role: isAdmin ? 'admin' : 'employee' }
}

const fillCounters = (given: Partial<Counters>): Counters => ({ ...mapCounters(() => 0), ...given })

/**
 * Stores a day like a sync does. Each key of `usage` becomes a Claude user `user_<id>`. The e-mail is taken from `emails`,
 * otherwise it is `<id>@example.com`.
 */
export const storeDay = async (
  storage: StorageAdapter,
  day: Day,
  usage: Readonly<Record<string, Partial<Counters>>>,
  latestDay: Day = day,
  emails: Readonly<Record<string, string | null>> = {},
): Promise<void> => {
  const token = await storage.acquireLease(acme, 0, 1)
  const findEmail = (id: string) => (id in emails ? (emails[id] ?? null) : `${id}@example.com`)
  const rows = Object.entries(usage).map(([id, given]) => ({ id, claudeUserId: claudeUserId(`user_${id}`), given }))
  await storage.writeDay(acme, token ?? 0, {
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
      },
      failure: null,
      isGone: false,
    },
    claudeUsers: rows.map((row) => ({ id: row.claudeUserId, email: findEmail(row.id) })),
    usage: rows.map((row) => ({ claudeUserId: row.claudeUserId, counters: fillCounters(row.given) })),
  })
  await storage.releaseLease(acme, token ?? 0)
}
