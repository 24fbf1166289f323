import { createClaudeIntegration, keyring, memoryStorage } from '../index.ts'

/** A module of a host, for the test of the command line. Nothing answers at the address of its API. */
export const claude = createClaudeIntegration({
  storage: memoryStorage(),
  vault: keyring({ current: 'a', keys: { a: 'q7jb3Qm0nP1u5kX9tV2yL8cR4sW6dE0hZ3aF7gJ1iKo=' } }),
  directory: { listEmployees: () => [] },
  getViewer: () => null,
  claudeApi: { baseUrl: 'http://127.0.0.1:1' },
})
