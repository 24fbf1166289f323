import type { AdoptionResponse, Bucket } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { type PeriodInput, parsePeriod } from './parse-period.ts'
import { request } from './request.ts'

export interface AdoptionParameters extends PeriodInput {
  readonly bucket: Bucket
}

/**
 * How many people use which product over a period: for managers of everyone below them, for admins of all. Anyone else
 * gets `not_found`.
 */
export const getAdoption = async (
  client: ClaudeClient,
  { bucket, ...period }: AdoptionParameters,
  options?: RequestOptions,
): Promise<AdoptionResponse> => {
  const { from, to } = parsePeriod(period)
  return await request(client, `/adoption?${new URLSearchParams({ from, to, bucket })}`, options)
}
