import type { Endpoint } from '../settings.ts'
import type { FaultKind } from './faults.ts'

/** A logged request and its outcome. */
export interface LoggedRequest {
  /** When the request arrived, in milliseconds since 1970. */
  readonly at: number
  /** Organization of the key; null for a key that is not accepted. */
  readonly organizationId: string | null
  /** Null for an unknown path. */
  readonly endpoint: Endpoint | null
  /** Raw `date` or `starting_date` parameter; null when missing. */
  readonly date: string | null
  /** Whether a range was requested with `starting_date`. */
  readonly isRange: boolean
  /** Raw `limit` parameter; null when missing. */
  readonly limit: string | null
  /** Raw `page` parameter, which is a cursor. Null for a first page. */
  readonly page: string | null
  /** `anthropic-version` header; null when missing. It is documented as required but not enforced. */
  readonly version: string | null
  /** Status of the response; null when there was no response. */
  readonly status: number | null
  /** Kind of the fault that was applied; null when none was. */
  readonly fault: FaultKind | null
}

/** The log of an API. It covers all requests except control requests. */
export interface RequestLog {
  /** Returns the last 10,000 requests, oldest first. */
  readonly list: () => readonly LoggedRequest[]
  /** Returns the number of requests since the start or the last `clear`. */
  readonly total: () => number
  /** Adds a request after it has ended. */
  readonly add: (request: LoggedRequest) => void
  /** Removes all requests and resets the total. */
  readonly clear: () => void
}

/**
 * Maximum number of requests that `list` returns. To bound memory, `add` drops all older requests when the log has
 * twice that number.
 */
const maxRequests = 10_000

/** Creates an empty log. */
export const createRequestLog = (): RequestLog => {
  let requests: LoggedRequest[] = []
  let total = 0
  return {
    list: () => requests.slice(-maxRequests),
    total: () => total,
    add: (request) => {
      total += 1
      requests.push(request)
      // Trims rarely, because each trim copies the log.
      if (requests.length >= 2 * maxRequests) requests = requests.slice(-maxRequests)
    },
    clear: () => {
      requests = []
      total = 0
    },
  }
}
