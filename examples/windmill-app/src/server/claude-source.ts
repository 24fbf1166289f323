import { createClaudeApi, startClaudeApi } from '@windmill/example-claude-api'
import type { Person } from './person.ts'
import type { Personas } from './personas.ts'

/** The source of Claude usage, and the made-up company that belongs to it. */
export interface ClaudeSource {
  readonly baseUrl: string
  /** The Analytics API key of the local stand-in; null with a real Claude API. */
  readonly analyticsKey: string | null
  readonly directory: readonly Person[]
  readonly personas: Personas
  readonly stop: () => Promise<void>
}

/** Requests per minute that Claude allows an organization. */
const realRequestsPerMinute = 60

/**
 * Opens the API at `url`, or starts a local stand-in when `url` is null. The company is the same in both cases.
 * @param requestsPerMinute - Maximum of the sync. A stand-in allows that many, even above Claude's own limit.
 */
export const openClaudeSource = async (url: string | null, requestsPerMinute: number): Promise<ClaudeSource> => {
  if (url !== null) {
    const { organization } = createClaudeApi({})
    return { baseUrl: url, analyticsKey: null, ...organization, stop: async () => {} }
  }
  const {
    url: baseUrl,
    keys,
    organization,
    close,
  } = await startClaudeApi({
    port: 0,
    rpm: Math.max(realRequestsPerMinute, requestsPerMinute),
  })
  return { baseUrl, analyticsKey: keys.analytics, ...organization, stop: close }
}
