import { createClaudeApi, startClaudeApi } from '@windmill/example-claude-api'
import type { Personas } from './derive-personas.ts'
import type { Person } from './person.ts'

/** The Analytics API that Windmill reads, and a made-up company. */
export interface ClaudeSource {
  readonly baseUrl: string
  /** The Analytics API key of the local stand-in. Null with a real Claude API. */
  readonly analyticsKey: string | null
  readonly directory: readonly Person[]
  readonly personas: Personas
  readonly stop: () => Promise<void>
}

/** Requests per minute that Claude's own API allows an organization. */
const claudeRequestsPerMinute = 60

/**
 * Opens the API at `url`, or starts a local stand-in if `url` is null. The company is the same in both cases.
 * @param maxRequestsPerMinute - The sync's limit. The stand-in's limit is at least as high.
 */
export const openClaudeSource = async (url: string | null, maxRequestsPerMinute: number): Promise<ClaudeSource> => {
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
    rpm: Math.max(claudeRequestsPerMinute, maxRequestsPerMinute),
  })
  return { baseUrl, analyticsKey: keys.analytics, ...organization, stop: close }
}
