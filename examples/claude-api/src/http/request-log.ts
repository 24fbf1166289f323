import type { Endpoint } from '../settings.ts'
import type { FaultKind } from './faults.ts'

/** A logged request for a report and its outcome. */
export interface LoggedRequest {
  /** Null for an unknown path. */
  readonly endpoint: Endpoint | null
  /** Raw `date` or `starting_date` parameter. */
  readonly date: string | null
  /** Raw `limit` parameter. */
  readonly limit: string | null
  /** Cursor; null for a first page. */
  readonly page: string | null
  /** `anthropic-version` header; null when missing. It is documented as required but not enforced. */
  readonly version: string | null
  /** Null when there was no response. */
  readonly status: number | null
  /** Fault applied to the request, if any. */
  readonly fault: FaultKind | null
}

export interface RequestLog {
  /** Returns the last 10,000 requests, oldest first. */
  readonly list: () => readonly LoggedRequest[]
  /** Returns the number of requests since the start or the last `clear`. */
  readonly total: () => number
  readonly add: (request: LoggedRequest) => void
  readonly clear: () => void
}

const maxRequests = 10_000

export const createRequestLog = (): RequestLog => {
  let requests: LoggedRequest[] = []
  let total = 0
  return {
    list: () => requests.slice(-maxRequests),
    total: () => total,
    add: (request) => {
      total += 1
      requests.push(request)
      if (requests.length >= 2 * maxRequests) requests = requests.slice(-maxRequests)
    },
    clear: () => {
      requests = []
      total = 0
    },
  }
}
