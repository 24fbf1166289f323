import './browser-globals.ts'
import { createClaudeApi } from '../examples/claude-api/src/claude-api.ts'
import type { ConnectionResponse } from '../packages/core/src/contract/connection-response.ts'
import { accountId, type EmployeeId } from '../packages/core/src/people/ids.ts'
import { enforceContract, type Handler } from '../packages/react/src/test/enforce-contract.ts'
import { systemClock } from '../packages/server/src/clock.ts'
import { createClaudeIntegration } from '../packages/server/src/integration.ts'
import { memoryStorage } from '../packages/server/src/storage/memory.ts'
import { keyring } from '../packages/server/src/vault/keyring.ts'

/** A fictional company, served by its own integration. */
export interface Company {
  /** Creates a handler that passes requests to the integration as this signed-in employee. */
  readonly createHandler: (employee: EmployeeId) => Handler
  /** The ids of the employees in the stories, by role. */
  readonly people: ReturnType<typeof createClaudeApi>['organization']['personas']
  /** Returns the name of an employee. */
  readonly getName: (employee: EmployeeId) => string
  /** Connects the company to Claude. Resolves when `minReadDays` days are read. */
  readonly connect: () => Promise<void>
}

/** Number of days that must be read before the stories begin: a period of 30 days and its previous period. */
const minReadDays = 60

/**
 * Creates a fictional company. Its integration runs in the page, with the memory adapter and the local Claude API. The
 * company's data is lost when the page is closed or reloaded.
 */
export const createCompany = async (): Promise<Company> => {
  const claudeApi = createClaudeApi({ people: 40, rpm: 100_000 })
  const { directory, personas } = claudeApi.organization
  const account = accountId('halden')
  const viewers = new WeakMap<Request, EmployeeId>()
  const integration = createClaudeIntegration({
    storage: memoryStorage(),
    vault: keyring({ current: 'story', keys: { story: 'CkR3f6FSO72MidmXkjRJUwHRNqNC8NczwjSCKHkYnzg=' } }),
    directory: { listEmployees: () => directory },
    getViewer: (request) => {
      const employee = directory.find(({ id }) => id === viewers.get(request))
      return employee
        ? { accountId: account, employeeId: employee.id, role: employee.accessLevel === 'admin' ? 'admin' : 'employee' }
        : null
    },
    claudeApi: { fetch: claudeApi.fetch, requestsPerMinute: 100_000 },
  })
  await integration.start()

  const createHandler: Company['createHandler'] = (employee) =>
    enforceContract('/api/claude', (request) => {
      viewers.set(request, employee)
      return integration.handler(request)
    })
  return {
    createHandler,
    people: personas,
    getName: (employee) => directory.find(({ id }) => id === employee)?.name ?? '',
    connect: async () => {
      const sendAsAdmin = createHandler(personas.admin)
      const connection = new URL('/api/claude/connection', location.origin)
      await sendAsAdmin(
        new Request(connection, {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ apiKey: claudeApi.keys.analytics }),
        }),
      )
      const countReadDays = async (): Promise<number> => {
        const { coverage, backfill } = (await (await sendAsAdmin(new Request(connection))).json()) as ConnectionResponse
        // If no backfill is running, either the whole history is read or no day is read yet.
        return backfill?.done ?? (coverage ? minReadDays : 0)
      }
      while ((await countReadDays()) < minReadDays) await systemClock.sleep(100)
    },
  }
}
