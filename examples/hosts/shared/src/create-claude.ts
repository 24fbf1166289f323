import { type ClaudeIntegration, createClaudeIntegration, keyring } from '@windmill/claude-server'
import { pgliteStorage } from '@windmill/claude-server/pglite'
import { accountId, findViewer, people } from './people.ts'

/** Creates the integration with the people and the session of this host. */
export const createClaude = (): ClaudeIntegration =>
  createClaudeIntegration({
    storage: pgliteStorage({ dataDir: '.data' }),
    vault: keyring({ current: '2026-11', keys: { '2026-11': process.env.CLAUDE_VAULT_KEY } }),
    directory: { listEmployees: () => people },
    getViewer: ({ headers }) => {
      const viewer = findViewer(headers.get('cookie'))
      return viewer ? { accountId, employeeId: viewer.id, role: viewer.isAdmin ? 'admin' : 'employee' } : null
    },
    // Only for the stand-in API. Without these variables, the integration reads from Claude at its pace.
    claudeApi: {
      baseUrl: process.env.CLAUDE_API_URL,
      requestsPerMinute: process.env.CLAUDE_API_RPM ? Number(process.env.CLAUDE_API_RPM) : undefined,
    },
    logger: console,
  })
