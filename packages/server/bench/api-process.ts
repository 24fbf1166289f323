import { startClaudeApi } from '@windmill/example-claude-api'
import type { ApiOptions } from './api.ts'

/**
 * Runs the local Claude API in its own process, so that its work does not count as the client's. Takes its options as JSON
 * in the first argument, and sends its URL and key as the first message.
 */
const { now, speed, ...options } = JSON.parse(process.argv[2] ?? '{}') as ApiOptions
const startedAt = Date.now()
const api = await startClaudeApi({ ...options, now: () => now + speed * (Date.now() - startedAt) })
process.send?.({ url: api.url, key: api.keys.analytics, startedAt })
process.on('disconnect', () => process.exit())
