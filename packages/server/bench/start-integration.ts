import { createHash } from 'node:crypto'
import { accountId, employeeId } from '@windmill/claude-core'
import {
  type ClaudeIntegration,
  createClaudeIntegration,
  type Directory,
  keyring,
  type StorageAdapter,
} from '../src/index.ts'
import type { BenchApi } from './start-api.ts'

export const account = accountId('bench')
export const admin = { accountId: account, employeeId: employeeId('admin'), role: 'admin' } as const

export interface IntegrationOptions {
  readonly storage: StorageAdapter
  readonly api: Pick<BenchApi, 'url' | 'clock'>
  /** Returns the employees of the directory. `@default () => []` */
  readonly listEmployees?: Directory['listEmployees']
  /** Maximum requests per minute to the API. `@default` undefined, the integration's own default */
  readonly requestsPerMinute?: number | undefined
}

/** Starts the integration as a host does, without a schedule: it syncs only on `sync()`. */
export const startIntegration = async (options: IntegrationOptions): Promise<ClaudeIntegration> => {
  const { storage, api, requestsPerMinute, listEmployees = () => [] } = options
  const claude = createClaudeIntegration({
    storage,
    directory: { listEmployees },
    clock: api.clock,
    vault: keyring({ current: 'bench', keys: { bench: createHash('sha256').update('bench').digest('base64') } }),
    getViewer: () => admin,
    claudeApi: { baseUrl: api.url, requestsPerMinute },
    scheduler: { start: async () => {}, request: async () => {}, getNextRunAt: () => null, stop: async () => {} },
  })
  await claude.start()
  return claude
}
