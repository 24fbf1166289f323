import './browser-buffer.ts'
import { createClaudeApi } from '../examples/claude-api/src/claude-api.ts'
import type { ConnectionResponse } from '../packages/core/src/contract/connection-response.ts'
import { accountId, type EmployeeId } from '../packages/core/src/people/ids.ts'
import { enforceContract, type Handler } from '../packages/react/src/test/enforce-contract.ts'
import { systemClock } from '../packages/server/src/clock.ts'
import { createClaudeIntegration } from '../packages/server/src/integration.ts'
import { memoryStorage } from '../packages/server/src/storage/memory.ts'
import { keyring } from '../packages/server/src/vault/keyring.ts'

export interface Company {
  /** Returns the real handler with an employee signed in. */
  readonly handlerFor: (employee: EmployeeId) => Handler
  readonly people: ReturnType<typeof createClaudeApi>['organization']['personas']
  readonly nameOf: (employee: EmployeeId) => string
  /** Connects the company. Resolves when thirty days and the thirty before them are read. */
  readonly connect: () => Promise<void>
}

const requiredDays = 60

/**
 * Creates a fictional company with the whole product in the page: the integration's real handler, the memory adapter and
 * the local Claude API. Its data lasts until the page is closed or reloaded.
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
    getViewer: (request) => {
      const employee = directory.find(({ id }) => id === viewers.get(request))
      return employee ? { accountId: account, employeeId: employee.id, role: employee.role } : null
    },
    claudeApi: { fetch: claudeApi.fetch, requestsPerMinute: 100_000 },
  })
  await integration.start()

  const handlerFor: Company['handlerFor'] = (employee) =>
    enforceContract('/api/claude', (request) => {
      viewers.set(request, employee)
      return integration.handler(request)
    })
  return {
    handlerFor,
    people: personas,
    nameOf: (employee) => directory.find(({ id }) => id === employee)?.name ?? '',
    connect: async () => {
      const admin = handlerFor(personas.admin)
      const connection = new URL('/api/claude/connection', location.origin)
      await admin(
        new Request(connection, {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ apiKey: claudeApi.keys.analytics }),
        }),
      )
      const countReadDays = async (): Promise<number> => {
        const { coverage, backfill } = (await (await admin(new Request(connection))).json()) as ConnectionResponse
        return backfill?.done ?? (coverage ? requiredDays : 0)
      }
      while ((await countReadDays()) < requiredDays) await systemClock.sleep(100)
    },
  }
}
