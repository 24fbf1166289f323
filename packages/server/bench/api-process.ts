import { startClaudeApi } from '@windmill/example-claude-api'

/**
 * The local API in a process of its own, as the real one is: its work must not be counted as the client's. Its settings come as
 * JSON in the first argument, its address goes out as the first message.
 */
const { now, ...options } = JSON.parse(process.argv[2] ?? '{}') as { now: number; people: number }
const api = await startClaudeApi({ ...options, rpm: 1_000_000_000, now: () => now })
process.send?.({ url: api.url, key: api.keys.analytics })
process.on('disconnect', () => process.exit())
