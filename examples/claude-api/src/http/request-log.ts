import type { Endpoint } from '../settings.ts'
import type { FaultKind } from './faults.ts'

/** A request for a report, whatever became of it. */
export interface LoggedRequest {
  /** Null for an unknown path. */
  readonly endpoint: Endpoint | null
  /** The day or the first day that was asked for, as it was written. */
  readonly date: string | null
  readonly limit: string | null
  /** The cursor, null for a first page. */
  readonly page: string | null
  /** The header `anthropic-version`: the API asks for it but does not insist. */
  readonly version: string | null
  /** Null where there was no answer. */
  readonly status: number | null
  readonly fault: FaultKind | null
}

export interface RequestLog {
  /** The last requests, oldest first: at most 10,000. */
  readonly list: () => readonly LoggedRequest[]
  /** How many there were since the start, or since `clear`. */
  readonly total: () => number
  readonly add: (request: LoggedRequest) => void
  readonly clear: () => void
}

const kept = 10_000

export const createRequestLog = (): RequestLog => {
  let requests: LoggedRequest[] = []
  let total = 0
  return {
    list: () => requests.slice(-kept),
    total: () => total,
    add: (request) => {
      total += 1
      requests.push(request)
      if (requests.length >= 2 * kept) requests = requests.slice(-kept)
    },
    clear: () => {
      requests = []
      total = 0
    },
  }
}
