import type { AdoptionResponse, Bucket, Period } from '@windmill/claude-core'
import type { ClaudeClient, RequestOptions } from './client.ts'
import { request } from './request.ts'

export interface AdoptionQuery extends Period {
  readonly bucket: Bucket
}

/**
 * How many people use which product over a period: for managers of everyone below them, for admins of all. Anyone else
 * gets `not_found`.
 */
export const getAdoption = (
  client: ClaudeClient,
  { from, to, bucket }: AdoptionQuery,
  options?: RequestOptions,
): Promise<AdoptionResponse> => request(client, `/adoption?${new URLSearchParams({ from, to, bucket })}`, options)
