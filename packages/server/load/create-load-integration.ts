import { createHash } from 'node:crypto'
import { employeeId } from '@windmill/claude-core'
import pg from 'pg'
import { type ClaudeIntegration, createClaudeIntegration, keyring, type Logger, type Tracer } from '../src/index.ts'
import { postgresStorage } from '../src/storage/postgres.ts'
import { pgBossScheduler } from '../src/sync/pg-boss-scheduler.ts'

/** The configuration of one of the host's processes: a worker or the web process. */
export interface HostInput {
  /** The name of the process. Its database connections have it as their application name. */
  readonly name: string
  readonly databaseUrl: string
  readonly apiUrl: string
  /** The URL of the host's directories of people. The directory of organization 0 is at `/0` below it. */
  readonly directoryUrl: string
  /** For each account, the index of its organization. The account at index `i` has the id `toAccountId(i)`. */
  readonly organizationIndexes: readonly number[]
  /** The first day to read. */
  readonly firstDay: string
}

interface LoadIntegrationOptions {
  readonly isWorker: boolean
  readonly fetch?: typeof fetch
  readonly logger: Logger
  readonly tracer?: Tracer
}

/** Maximum number of database connections per process, shared by storage and scheduler. */
const maxConnections = 8

/** Name of the header that contains the viewer of a request as JSON. */
export const viewerHeader = 'x-viewer'

export const toAccountId = (accountIndex: number): string => `account-${accountIndex}`

/** Creates the integration of one of the host's processes. */
export const createLoadIntegration = (input: HostInput, options: LoadIntegrationOptions): ClaudeIntegration => {
  const { name, databaseUrl, apiUrl, directoryUrl, organizationIndexes, firstDay } = input
  const pool = new pg.Pool({ connectionString: databaseUrl, application_name: name, max: maxConnections })
  const organizationIndexByAccountId = new Map(
    organizationIndexes.map((organizationIndex, accountIndex) => [toAccountId(accountIndex), organizationIndex]),
  )
  return createClaudeIntegration({
    storage: postgresStorage({ pool }),
    scheduler: pgBossScheduler({ pool }),
    worker: options.isWorker,
    vault: keyring({ current: 'load', keys: { load: createHash('sha256').update('load').digest('base64') } }),
    directory: {
      async listEmployees(accountId, { signal }) {
        const response = await fetch(`${directoryUrl}/${organizationIndexByAccountId.get(accountId)}`, { signal })
        return await response.json()
      },
    },
    getViewer: (request) => JSON.parse(request.headers.get(viewerHeader) ?? 'null'),
    claudeApi: { baseUrl: apiUrl, ...(options.fetch && { fetch: options.fetch }) },
    policy: { historyFrom: firstDay },
    logger: options.logger,
    ...(options.tracer && { tracer: options.tracer }),
  })
}

/** Returns the admin of an account as a viewer. */
export const createAdminViewer = (accountIndex: number) =>
  ({ accountId: toAccountId(accountIndex), employeeId: employeeId('admin'), role: 'admin' }) as const
