import { createClaudeIntegration, keyring, type StorageAdapter } from '@windmill/claude-server'
import { createNextIntegration } from '@windmill/claude-server/next'
import { pgliteStorage } from '@windmill/claude-server/pglite'
import { postgresStorage } from '@windmill/claude-server/postgres'

const counts = globalThis as { liveIntegrations?: number; createdIntegrations?: number }

/** Wraps an integration's storage. Counts the integrations that were created, and those with an open storage. */
const countIntegrations = (storage: StorageAdapter): StorageAdapter => {
  let isOpen = false
  counts.createdIntegrations = (counts.createdIntegrations ?? 0) + 1
  return {
    ...storage,
    async migrate() {
      await storage.migrate()
      isOpen = true
      counts.liveIntegrations = (counts.liveIntegrations ?? 0) + 1
    },
    async close() {
      await storage.close()
      if (isOpen) counts.liveIntegrations = (counts.liveIntegrations ?? 0) - 1
      console.log('storage closed')
    },
  }
}

const { DATABASE_URL, DATA_DIR = '.data' } = process.env

export const claude = createNextIntegration(() =>
  createClaudeIntegration({
    storage: countIntegrations(
      DATABASE_URL ? postgresStorage({ connectionString: DATABASE_URL }) : pgliteStorage({ dataDir: DATA_DIR }),
    ),
    vault: keyring({ current: 'ci', keys: { ci: process.env.CLAUDE_VAULT_KEY } }),
    directory: { listEmployees: () => [{ id: 'boss', name: 'Boss', emails: ['boss@example.com'] }] },
    getViewer: () => ({ accountId: 'acme', employeeId: 'boss', role: 'admin' }),
    claudeApi: {
      baseUrl: process.env.CLAUDE_API_URL,
      requestsPerMinute: Number(process.env.REQUESTS_PER_MINUTE),
    },
    logger: { info: () => {}, warn: console.warn, error: console.error },
  }),
)

/** The check of the Next.js app changes this number to cause a hot reload. */
export const reload = 0
