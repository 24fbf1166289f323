import { startClaudeApi } from '@windmill/example-claude-api'
import type { ApiOptions } from './api.ts'

/**
 * The local API in a process of its own, as the real one is: its work must not be counted as the client's. Its options come as
 * JSON in the first argument, where to find it goes out as the first message.
 */
const { now, speed, ...options } = JSON.parse(process.argv[2] ?? '{}') as ApiOptions
const startedAt = Date.now()
const api = await startClaudeApi({ ...options, now: () => now + speed * (Date.now() - startedAt) })
process.send?.({ url: api.url, key: api.keys.analytics, startedAt })
process.on('disconnect', () => process.exit())
