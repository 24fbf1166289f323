import { startClaudeApi } from '@windmill/example-claude-api'
import type { ApiOptions, ReadyMessage } from './start-api.ts'

// Entry point of the process that `startApi` forks. It runs the local Claude API, so that the API's processor time and
// memory are not measured with the client's. The first argument is an `ApiOptions` as JSON.
const { now, speed, ...options } = JSON.parse(process.argv[2] ?? '{}') as ApiOptions
const startedAt = Date.now()
const api = await startClaudeApi({ ...options, now: () => now + speed * (Date.now() - startedAt) })
const message: ReadyMessage = { url: api.url, key: api.keys.analytics, startedAt }
process.send?.(message)
process.on('disconnect', () => process.exit())
