import { accountId, employeeId } from '@windmill/claude-core'
import {
  type ClaudeIntegration,
  type ClaudeIntegrationOptions,
  createClaudeIntegration,
  keyring,
  type StorageAdapter,
} from '../src/index.ts'
import type { BenchApi } from './api.ts'

export const account = accountId('bench')
export const admin = { accountId: account, employeeId: employeeId('admin'), role: 'admin' } as const

export interface ProductOptions {
  readonly storage: StorageAdapter
  readonly api: Pick<BenchApi, 'url' | 'clock'>
  /** @default the product's own default */
  readonly requestsPerMinute?: number | undefined
  /** @default an empty directory */
  readonly directory?: ClaudeIntegrationOptions['directory']
}

/** Starts the integration as a host does, but without a schedule: it syncs only on `sync()`. */
export const startProduct = async (options: ProductOptions): Promise<ClaudeIntegration> => {
  const { storage, api, requestsPerMinute, directory = { listEmployees: () => [] } } = options
  const claude = createClaudeIntegration({
    storage,
    directory,
    clock: api.clock,
    vault: keyring({ current: 'bench', keys: { bench: Buffer.alloc(32, 7).toString('base64') } }),
    getViewer: () => admin,
    claudeApi: { baseUrl: api.url, requestsPerMinute },
    scheduler: { start: async () => {}, request: async () => {}, nextRunAt: () => null, stop: async () => {} },
  })
  await claude.start()
  return claude
}
