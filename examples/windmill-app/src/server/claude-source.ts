import { createClaudeApi, startClaudeApi } from '@windmill/example-claude-api'
import type { Person } from './person.ts'
import type { Personas } from './personas.ts'

/** Where Claude's usage comes from, and the made-up company that goes with it. */
export interface ClaudeSource {
  readonly baseUrl: string
  /** The key to paste, where it is a local stand-in's. */
  readonly key: string | null
  readonly directory: readonly Person[]
  readonly personas: Personas
  readonly stop: () => Promise<void>
}

/** What Claude allows an organisation per minute. */
const claudeRequestsPerMinute = 60

/**
 * The API at `url`, or a local stand-in. The company is the same in both cases.
 * @param requestsPerMinute - What the sync may spend; a stand-in allows it that much, also beyond Claude's own limit.
 */
export const openClaudeSource = async (url: string | null, requestsPerMinute: number): Promise<ClaudeSource> => {
  if (url !== null) {
    const { organization } = createClaudeApi({})
    return { baseUrl: url, key: null, ...organization, stop: async () => {} }
  }
  const {
    url: baseUrl,
    keys,
    organization,
    close,
  } = await startClaudeApi({
    port: 0,
    rpm: Math.max(claudeRequestsPerMinute, requestsPerMinute),
  })
  return { baseUrl, key: keys.analytics, ...organization, stop: close }
}
