import { isDay } from '@windmill/claude-core'
import { type Endpoint, endpoints } from '../settings.ts'
import { type RowDefect, rowDefects } from './faulty-rows.ts'

/** All kinds of faults. */
export const faultKinds = [
  /** Error response with `status`, plus headers for `retryAfter` and `shouldRetry` when set. */
  'error',
  /** No response until the client aborts. When faults are cleared, the request continues normally. */
  'hang',
  /** Connection reset before the response. */
  'reset',
  /** Complete response with JSON that ends in the middle. */
  'truncated_json',
  /** Connection reset in the middle of the body. */
  'cut_off',
  /** HTML page with `status`, as from a proxy or a firewall. */
  'html',
  /** Body that arrives one byte at a time, with `delayMs` before each byte. */
  'drip',
  /** `next_page` is the cursor of the same page. */
  'repeated_cursor',
  /** `next_page` is a new cursor to the same page. */
  'repeated_page',
  /** Rows of invented users, and a new cursor. A request with the new cursor gets another page of this kind. */
  'endless_pages',
  /** No rows. Compressed, the body is small. Decompressed, it has `bytes` bytes. */
  'huge_gzip',
  /** A single row of `bytes` bytes. */
  'huge_row',
  /** The last row of a page appears twice. With `isChanged`, the first copy has a count that is too high by 1. */
  'repeated_row',
  /** No rows, and a cursor to the rows that this page should have. */
  'empty_page',
  /** A string replaces a number in the first row. */
  'wrong_type',
  /** Null replaces a block in the first row. */
  'null_block',
  /** `defect` in the first `rows` rows. */
  'bad_rows',
] as const
export type FaultKind = (typeof faultKinds)[number]

/** How an error response contains the request's key, in its message and its request id. */
export const keyEchoes = ['whole', 'cut', 'percent_encoded', 'base64'] as const

/** A fault. It applies to all requests, unless `endpoint`, `date` or `page` narrows them. */
export interface Fault {
  readonly kind: FaultKind
  /** Limits the fault to requests to this endpoint. */
  readonly endpoint?: Endpoint
  /** Limits the fault to requests for this day, or for a range that starts on it: `YYYY-MM-DD`. */
  readonly date?: string
  /** Limits the fault to first pages, or to pages with a cursor. */
  readonly page?: 'first' | 'next'
  /** Number of requests that the fault applies to, at least 1. `@default` all requests until faults are cleared */
  readonly times?: number
  /** Status for `error` and `html`, 400 to 599; for `html` also 200. `@default` 500 for `error`, 502 for `html`. */
  readonly status?: number
  /** `retry-after` header for `error`: seconds, or a string such as an HTTP date. `@default` no header */
  readonly retryAfter?: number | string
  /** `x-should-retry` header for `error`. `@default` no header */
  readonly shouldRetry?: boolean
  /** Error text for `error`. `@default` the text that the API sends with `status` */
  readonly message?: string
  /** How the text and the request id of an `error` contain the request's key. `@default` not at all */
  readonly keyEcho?: (typeof keyEchoes)[number]
  /** Whether the two copies of a `repeated_row` differ in a count. `@default` false */
  readonly isChanged?: boolean
  /** What is wrong with each of the `bad_rows`. `@default` 'negative' */
  readonly defect?: RowDefect
  /** Number of `bad_rows` on each page. `@default` 1 */
  readonly rows?: number
  /** Size of the body of `huge_gzip` and `huge_row`. `@default` 4 GiB */
  readonly bytes?: number
  /** Time before each byte of `drip`, in milliseconds. `@default` 1000 */
  readonly delayMs?: number
}

/** The properties of a request that a fault can match. */
export interface MatchableRequest {
  readonly endpoint: Endpoint
  /** Raw `date` or `starting_date` parameter. */
  readonly date: string | null
  /** Cursor; null for a first page. */
  readonly page: string | null
}

/** The pending faults, in the order in which they were added. */
export interface Faults {
  /** Returns the pending faults with their remaining `times`. */
  readonly list: () => readonly Fault[]
  /** Adds faults after the pending faults. */
  readonly add: (faults: readonly Fault[]) => void
  /** Removes all faults and lets hanging requests continue. */
  readonly clear: () => void
  /** Returns the first fault that matches a request, or null. Reduces the remaining `times` of that fault by one. */
  readonly take: (request: MatchableRequest) => Fault | null
  /** Waits until faults are cleared. Rejects with the signal's reason if it aborts first. */
  readonly hang: (signal: AbortSignal) => Promise<void>
}

/** Creates an empty list of pending faults. */
export const createFaults = (): Faults => {
  let pendingFaults: { readonly fault: Fault; remaining: number }[] = []
  let released = Promise.withResolvers<void>()
  return {
    list: () =>
      pendingFaults.map(({ fault, remaining }) =>
        remaining === Number.POSITIVE_INFINITY ? fault : { ...fault, times: remaining },
      ),
    add: (added) => {
      pendingFaults = [
        ...pendingFaults,
        ...added.map((fault) => ({ fault, remaining: fault.times ?? Number.POSITIVE_INFINITY })),
      ]
    },
    clear: () => {
      pendingFaults = []
      released.resolve()
      released = Promise.withResolvers()
    },
    take: (request) => {
      const match = pendingFaults.find(({ fault }) => matchesRequest(fault, request))
      if (!match) return null
      match.remaining -= 1
      pendingFaults = pendingFaults.filter(({ remaining }) => remaining > 0)
      return match.fault
    },
    hang: async (signal) => {
      const aborted = Promise.withResolvers<never>()
      const rejectWithReason = (): void => aborted.reject(signal.reason)
      signal.addEventListener('abort', rejectWithReason)
      try {
        signal.throwIfAborted()
        await Promise.race([released.promise, aborted.promise])
      } finally {
        signal.removeEventListener('abort', rejectWithReason)
      }
    },
  }
}

const matchesRequest = ({ endpoint, date, page }: Fault, request: MatchableRequest): boolean =>
  (endpoint === undefined || endpoint === request.endpoint) &&
  (date === undefined || date === request.date) &&
  (page === undefined || (page === 'first') === (request.page === null))

const validators: Readonly<Record<keyof Fault, (value: unknown) => boolean>> = {
  kind: (value) => faultKinds.some((known) => known === value),
  endpoint: (value) => endpoints.some((known) => known === value),
  date: isDay,
  page: (value) => value === 'first' || value === 'next',
  times: (value) => Number.isInteger(value) && Number(value) > 0,
  status: (value) => Number.isInteger(value) && (value === 200 || (Number(value) >= 400 && Number(value) <= 599)),
  retryAfter: (value) => typeof value === 'number' || typeof value === 'string',
  shouldRetry: (value) => typeof value === 'boolean',
  message: (value) => typeof value === 'string',
  keyEcho: (value) => keyEchoes.some((known) => known === value),
  isChanged: (value) => typeof value === 'boolean',
  defect: (value) => rowDefects.some((known) => known === value),
  rows: (value) => Number.isInteger(value) && Number(value) > 0,
  bytes: (value) => Number.isInteger(value) && Number(value) > 0,
  delayMs: (value) => typeof value === 'number' && value >= 0,
}

/**
 * Validates one fault or a list of faults.
 *
 * @throws TypeError when a fault is not an object, or has a missing, unknown or invalid field.
 */
export const parseFaults = (input: unknown): Fault[] =>
  (Array.isArray(input) ? input : [input]).map((fault: unknown) => {
    if (typeof fault !== 'object' || fault === null) throw new TypeError('A fault must be an object.')
    if (!('kind' in fault)) throw new TypeError(`A fault needs a "kind": ${faultKinds.join(', ')}.`)
    for (const [name, value] of Object.entries(fault)) {
      const isKnown = Object.hasOwn(validators, name)
      if (!isKnown)
        throw new TypeError(`A fault has no field "${name}". There are: ${Object.keys(validators).join(', ')}.`)
      if (!validators[name as keyof Fault](value)) {
        throw new TypeError(`The field "${name}" of a fault cannot be ${JSON.stringify(value)}.`)
      }
    }
    if ('status' in fault && fault.status === 200 && fault.kind !== 'html') {
      throw new TypeError('The field "status" of a fault can be 200 only for the kind "html".')
    }
    return fault as Fault
  })
