import './browser-buffer.ts'
import { createClaudeApi } from '../examples/claude-api/src/claude-api.ts'
import { accountId, type EmployeeId } from '../packages/core/src/people/ids.ts'
import type { ConnectionResponse } from '../packages/core/src/contract/connection-response.ts'
import { type Handler, heldToContract } from '../packages/react/src/test/contract.ts'
import { systemClock } from '../packages/server/src/clock.ts'
import { createClaudeIntegration } from '../packages/server/src/integration.ts'
import { memoryStorage } from '../packages/server/src/storage/memory.ts'
import { keyring } from '../packages/server/src/vault/keyring.ts'

export interface Company {
  /** The real handler, as someone. */
  readonly handlerAs: (employee: EmployeeId) => Handler
  readonly people: ReturnType<typeof createClaudeApi>['organization']['personas']
  readonly nameOf: (employee: EmployeeId) => string
  /** Resolves when enough is read for thirty days and those before. */
  readonly connect: () => Promise<void>
}

const shownDays = 60

/**
 * A made-up company with the whole product in this page: the integration's real handler on the memory adapter, which reads
 * from a stand-in for Claude's API. All is gone with the page.
 */
export const createCompany = async (): Promise<Company> => {
  const claudeApi = createClaudeApi({ people: 40, rpm: 100_000 })
  const { directory, personas } = claudeApi.organization
  const account = accountId('halden')
  const viewers = new WeakMap<Request, EmployeeId>()
  const integration = createClaudeIntegration({
    storage: memoryStorage(),
    vault: keyring({ current: 'story', keys: { story: 'c3Rvcnlib29rLXN0b3J5Ym9vay1zdG9yeWJvb2stMTI=' } }),
    directory: { listEmployees: () => directory },
    viewer: (request) => {
      const employee = directory.find(({ id }) => id === viewers.get(request))
      return employee ? { accountId: account, employeeId: employee.id, role: employee.role } : null
    },
    claudeApi: { fetch: claudeApi.fetch, requestsPerMinute: 100_000 },
  })
  await integration.start()

  const handlerAs: Company['handlerAs'] = (employee) =>
    heldToContract('/api/claude', (request) => {
      viewers.set(request, employee)
      return integration.handler(request)
    })
  return {
    handlerAs,
    people: personas,
    nameOf: (employee) => directory.find(({ id }) => id === employee)?.name ?? '',
    connect: async () => {
      const admin = handlerAs(personas.admin)
      const connection = new URL('/api/claude/connection', location.origin)
      await admin(
        new Request(connection, {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ apiKey: claudeApi.keys.analytics }),
        }),
      )
      const daysRead = async (): Promise<number> => {
        const { coverage, backfill } = (await (await admin(new Request(connection))).json()) as ConnectionResponse
        return backfill?.done ?? (coverage ? shownDays : 0)
      }
      while ((await daysRead()) < shownDays) await systemClock.sleep(100)
    },
  }
}
