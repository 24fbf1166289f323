import {
  accountId,
  type Counters,
  claudeUserId,
  type Day,
  type Employee,
  eachCounter,
  employeeId,
  type Viewer,
} from '@windmill/claude-core'
import type { Clock } from '../clock.ts'
import { type ClaudeIntegration, type ClaudeIntegrationOptions, createClaudeIntegration } from '../integration.ts'
import type { StorageAdapter } from '../storage/adapter.ts'
import { memoryStorage } from '../storage/memory.ts'
import { keyring } from '../vault/keyring.ts'

export const acme = accountId('acme')
/** Another customer of the same host. */
export const globex = accountId('globex')

/** A key ring for tests. */
export const testVault = keyring({ current: 'test', keys: { test: Buffer.alloc(32, 7).toString('base64') } })

/** An employee with nothing but what a test is about. */
export const person = (id: string, rest: Partial<Omit<Employee, 'id'>> = {}): Employee => ({
  id: employeeId(id),
  name: id,
  emails: [`${id}@example.com`],
  managerId: null,
  archivedOn: null,
  ...rest,
})

export interface TestHost {
  readonly claude: ClaudeIntegration
  readonly storage: StorageAdapter
  /** Everything that was logged, as text. */
  readonly log: string[]
  /**
   * Sends a request as an employee; `admin:` before the id for one with the role of an admin, `globex/` before that for one
   * of the other customer.
   */
  readonly request: (viewer: string | null, path: string, init?: RequestInit) => Promise<Response>
}

type Overrides = Partial<ClaudeIntegrationOptions> & { readonly employees?: readonly Employee[]; readonly clock: Clock }

/** A host app around the integration: the viewer comes from a header, as a real host's session would give it. */
export const createTestHost = ({ employees = [], ...overrides }: Overrides): TestHost => {
  const log: string[] = []
  const write = (message: string, details: unknown) => log.push(`${message} ${JSON.stringify(details)}`)
  const storage = overrides.storage ?? memoryStorage()
  const claude = createClaudeIntegration({
    storage,
    vault: testVault,
    directory: { listEmployees: async () => employees },
    viewer: (request) => viewerOf(request.headers.get('x-viewer')),
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

const viewerOf = (header: string | null): Viewer | null => {
  if (header === null) return null
  const [, other, admin, id = ''] = /^(globex\/)?(admin:)?(.*)$/.exec(header) ?? []
  return { accountId: other ? globex : acme, employeeId: employeeId(id), role: admin ? 'admin' : 'employee' }
}

const counters = (some: Partial<Counters>): Counters => ({ ...eachCounter(() => 0), ...some })

/**
 * Stores a day as a sync would: one claude user, `user_<id>`, for every person that is named, with the address that
 * `emails` has for them, or `<id>@example.com`.
 */
export const storeDay = async (
  storage: StorageAdapter,
  day: Day,
  usage: Readonly<Record<string, Partial<Counters>>>,
  latestDay: Day = day,
  emails: Readonly<Record<string, string | null>> = {},
): Promise<void> => {
  const token = await storage.acquireLease(acme, 0, 1)
  const emailOf = (id: string) => (id in emails ? (emails[id] ?? null) : `${id}@example.com`)
  const rows = Object.entries(usage).map(([id, some]) => ({ id, claudeUserId: claudeUserId(`user_${id}`), some }))
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
        times: 1,
      },
      failure: null,
      gone: false,
    },
    claudeUsers: rows.map((row) => ({ id: row.claudeUserId, email: emailOf(row.id) })),
    usage: rows.map((row) => ({ claudeUserId: row.claudeUserId, counters: counters(row.some) })),
  })
  await storage.releaseLease(acme, token ?? 0)
}
