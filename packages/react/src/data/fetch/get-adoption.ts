import type { AdoptionResponse, Bucket } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { type PeriodInput, parsePeriod } from './parse-period.ts'
import { request } from './request.ts'

/** The period of an adoption request, and the bucket that groups its days. */
export interface AdoptionParameters extends PeriodInput {
  /** The bucket of every series. */
  readonly bucket: Bucket
  /** The attribute by which people are grouped, such as `department`. `@default` none, they are grouped by team */
  readonly by?: string | undefined
}

/**
 * Counts how many people use each product over a period. Viewers with `people:view` get everyone, managers get everyone
 * below them.
 * @throws `ClaudeProblem` with `not_found` for all other viewers, `directory_stale`, `date_invalid`, or a code common
 * to all requests.
 */
export const getAdoption = async (
  client: ClaudeClient,
  { bucket, by, ...period }: AdoptionParameters,
  options?: RequestOptions,
): Promise<AdoptionResponse> => {
  const { from, to } = parsePeriod(period)
  const query = new URLSearchParams({ from, to, bucket, ...(by !== undefined && { by }) })
  return await request(client, 'adoption', `/adoption?${query}`, options)
}
