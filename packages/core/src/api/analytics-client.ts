import type { Seats } from '../adoption/seats.ts'
import { firstServedDay } from '../stats/coverage.ts'
import { addDays, type Day, isDay } from '../time/day.ts'
import type { Period } from '../time/period.ts'
import { AnalyticsError, type AnalyticsErrorCode } from './analytics-error.ts'
import { maskKeys } from './mask-keys.ts'
import { createPageGuard, pageSize } from './page-guard.ts'
import { parseInParts } from './parse-in-parts.ts'
import { parseOrganizationId } from './parse-organization-id.ts'
import { readBody, readTextStart, TooManyBytesError } from './read-body.ts'
import { type PageReading, type Rows, readPage } from './read-page.ts'
import { readSeats } from './read-seats.ts'
import type { Endpoint } from './rows.ts'
import { DeadlineError, withDeadline } from './with-deadline.ts'

/** Options of `createAnalyticsClient`. */
export interface AnalyticsClientOptions {
  /** The Analytics API key. */
  readonly apiKey: string
  /** Base URL of the API. A trailing slash is ignored. @default 'https://api.anthropic.com' */
  readonly baseUrl?: string | undefined
  /** The function that sends requests. @default globalThis.fetch */
  readonly fetch?: typeof fetch | undefined
  /** Timeout of one request including its body, in milliseconds. @default 60_000 */
  readonly timeoutMs?: number | undefined
  /** Aborts all requests, which then reject with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /**
   * Returns advice on a failed connection, which is added to the error message.
   * @param code - The network's own code, such as `ECONNREFUSED`. Undefined if it is unknown, as after a timeout.
   * @default no advice is added
   */
  readonly explainConnectionFailure?: ((code: string | undefined) => string) | undefined
  /**
   * Runs each request. `runRequest` receives a function that sends the request once, and may call this function again
   * to retry. The client itself neither paces nor retries.
   * @default each request is sent once, immediately
   */
  readonly runRequest?:
    | (<Answer>(request: () => Promise<Answer>, info: AnalyticsRequestInfo) => Promise<Answer>)
    | undefined
  /**
   * Called for each answer with the organization's id and rate limit from its headers, before the body is read. If it
   * throws an `AnalyticsError`, the request fails with that error.
   */
  readonly onAnswer?: ((headers: AnswerHeaders) => void) | undefined
}

/** The facts about the organization in the headers of an answer. */
export interface AnswerHeaders {
  /** The id of the Claude organization behind the key. Undefined if the answer has no usable id. */
  readonly organizationId: string | undefined
  /** Undefined if the answer does not report the rate limit. */
  readonly rateLimit: RateLimit | undefined
}

/** Describes a request to `runRequest`. */
export interface AnalyticsRequestInfo {
  readonly endpoint: Endpoint | 'summaries'
  /** Returns the HTTP status of the last attempt. Undefined if no answer came. */
  readonly getLastStatus: () => number | undefined
}

/** The organization's rate limit. All tools of the organization share it. */
export interface RateLimit {
  /** Maximum number of requests per minute. */
  readonly limit: number
  /** Number of requests left. */
  readonly remaining: number
}

/** One page of rows. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  /** Whether this is the last page. */
  readonly isLast: boolean
}

/** Reads the Analytics API with one key. */
export interface AnalyticsClient {
  /**
   * Reads one day, or the totals over several days, page by page. `users` has one row per member, `skills` one per user
   * and skill, and `connectors` one per user and connector, even over several days. The next request is sent only when
   * the caller asks for the next page. The rows are complete only if the generator ends without an error.
   * @param days - A day, or a period of at most 366 days.
   * @throws `AnalyticsError` if a request fails, or the reason of the `signal` option.
   */
  readonly readPages: <E extends Endpoint>(endpoint: E, days: Day | Period) => AsyncGenerator<Page<Rows[E]>, void>
  /**
   * Requests one row, to check that the API accepts the key and serves the day.
   * @throws `AnalyticsError` if the request fails, or the reason of the `signal` option.
   */
  readonly probe: (endpoint: Endpoint, day: Day) => Promise<void>
  /**
   * Reads the newest seats of a period in one request. Null if the answer has no seats.
   * @throws `AnalyticsError` if the request fails, or the reason of the `signal` option.
   */
  readonly readSeats: (period: Period) => Promise<Seats | null>
}

/** The default base URL of the API. */
export const defaultBaseUrl = 'https://api.anthropic.com'
const apiPath = '/v1/organizations/analytics'
const apiVersion = '2023-06-01'
/**
 * Maximum bytes of an answer after decompression: 16 MiB. A page of 1,000 members has 3.5 MB. Parsing needs at most
 * 20 times as much memory as the answer.
 */
const maxAnswerBytes = 16 * 1_048_576
/** Maximum bytes of an error answer that are read. The rest is dropped. */
const maxErrorBytes = 65_536

/**
 * Creates a client for the Claude Enterprise Analytics API. It sends the key only in the `x-api-key` header.
 *
 * @example
 * ```ts
 * import { createAnalyticsClient, createDayCollector } from '@windmill/claude-core/api'
 *
 * const client = createAnalyticsClient({ apiKey })
 * const { users } = createDayCollector()
 * for await (const page of client.readPages('users', '2026-11-18')) users.add(page.rows)
 * ```
 */
export const createAnalyticsClient = (options: AnalyticsClientOptions): AnalyticsClient => {
  const { apiKey, timeoutMs = 60_000, signal, runRequest = (request) => request() } = options
  const { explainConnectionFailure = () => '' } = options
  const baseUrl = (options.baseUrl ?? defaultBaseUrl).replace(/\/+$/, '')
  const fetchAnswer = options.fetch ?? fetch

  // Searching the id for pieces of the key takes long, so the header is parsed only when it changes. Usually all
  // answers name the same organization.
  let organizationHeader: string | null = null
  let organizationId: string | undefined
  const readOrganizationId = (headers: Headers): string | undefined => {
    const header = headers.get('anthropic-organization-id')
    if (header !== organizationHeader) organizationId = parseOrganizationId(discardIfKey(header, apiKey))
    organizationHeader = header
    return organizationId
  }

  const sendOnce = async <Answer>(
    { endpoint, query, read }: ApiRequest<Answer>,
    onStatus: (status: number) => void,
  ): Promise<Answer> => {
    try {
      return await withDeadline(timeoutMs, signal, async (requestSignal) => {
        const response = await fetchAnswer(`${baseUrl}${apiPath}/${endpoint}?${query}`, {
          headers: { 'x-api-key': apiKey, 'anthropic-version': apiVersion, accept: 'application/json' },
          // Following a redirect would send the key to another host.
          redirect: 'manual',
          signal: requestSignal,
        })
        try {
          requestSignal.throwIfAborted()
          onStatus(response.status)
          options.onAnswer?.({
            organizationId: readOrganizationId(response.headers),
            rateLimit: parseRateLimit(response.headers),
          })
          if (response.ok) return await readAnswer({ endpoint, read }, response, requestSignal, apiKey)
          const text = await readTextStart(response.body, maxErrorBytes, requestSignal)
          throw createResponseError(response, text, query, apiKey)
        } finally {
          // Frees the connection of an answer that was not read.
          if (!response.bodyUsed) response.body?.cancel().catch(() => {})
        }
      })
    } catch (error) {
      if (error instanceof AnalyticsError) throw error
      signal?.throwIfAborted()
      throw createConnectionError(error, explainConnectionFailure)
    }
  }

  const send = <Answer>(
    request: ApiRequest<Answer>,
    onDuration: (milliseconds: number) => void = () => {},
  ): Promise<Answer> => {
    let lastStatus: number | undefined
    const sendTimed = async (): Promise<Answer> => {
      lastStatus = undefined
      const startedAt = performance.now()
      try {
        return await sendOnce(request, (status) => {
          lastStatus = status
        })
      } finally {
        onDuration(performance.now() - startedAt)
      }
    }
    return runRequest(sendTimed, { endpoint: request.endpoint, getLastStatus: () => lastStatus })
  }

  const requestPage = <E extends Endpoint>(
    endpoint: E,
    query: URLSearchParams,
    onDuration?: (milliseconds: number) => void,
  ): Promise<PageReading<Rows[E]>> => send({ endpoint, query, read: (body) => readRows(endpoint, body) }, onDuration)

  return {
    async *readPages(endpoint, days) {
      const query = buildQuery(endpoint, days, pageSize)
      const daysText = typeof days === 'string' ? days : `${days.from} to ${days.to}`
      const guard = createPageGuard(endpoint, daysText)
      let hasAnyList = false
      for (;;) {
        const { rows, nextPage, hasList } = await requestPage(endpoint, query, guard.addRequestTime)
        hasAnyList ||= hasList
        // A report with a null list is empty. A list of users that is null on every page is an error instead: read as
        // empty, it would make everyone's usage zero.
        if (!nextPage && !hasAnyList && endpoint === 'users') throw createMissingListError(daysText)
        // Only a missing cursor ends the pages: an empty page can be followed by pages with rows.
        yield { rows, isLast: !nextPage }
        if (!nextPage) return
        guard.check(
          nextPage,
          rows.map(({ identity }) => identity),
        )
        query.set('page', nextPage)
      }
    },
    async probe(endpoint, day) {
      await requestPage(endpoint, buildQuery(endpoint, day, 1))
    },
    readSeats(period) {
      // The API excludes the ending date.
      const query = new URLSearchParams({ starting_date: period.from, ending_date: addDays(period.to, 1) })
      return send({ endpoint: 'summaries', query, read: (body) => readSeats(body, period) })
    },
  }
}

/** A request to the API. */
interface ApiRequest<Answer> {
  readonly endpoint: AnalyticsRequestInfo['endpoint']
  readonly query: URLSearchParams
  /** Reads the body of the answer. Throws a `SyntaxError` if it is not JSON. */
  readonly read: (body: AsyncIterable<Uint8Array>) => Promise<Answer>
}

/** Parses the rows while the answer arrives. Throws if the answer is cut off, so a partial page is never returned. */
const readRows = async <E extends Endpoint>(
  endpoint: E,
  body: AsyncIterable<Uint8Array>,
): Promise<PageReading<Rows[E]>> => {
  const rows: Rows[E][] = []
  const addPart = (part: unknown): PageReading<Rows[E]> => {
    const page = readPage(endpoint, part, rows.length)
    for (const row of page.rows) rows.push(row)
    return page
  }
  const { nextPage, hasList } = addPart(await parseInParts(body, addPart))
  return { rows, nextPage, hasList }
}

const readAnswer = async <Answer>(
  { endpoint, read }: Pick<ApiRequest<Answer>, 'endpoint' | 'read'>,
  response: Response,
  signal: AbortSignal,
  apiKey: string,
): Promise<Answer> => {
  try {
    return await read(readBody(response.body, maxAnswerBytes, signal))
  } catch (error) {
    if (error instanceof TooManyBytesError) {
      throw new AnalyticsError(
        'unexpected_answer',
        `Claude’s API answered /${endpoint} with more than ${maxAnswerBytes / 1_048_576} MiB, so the answer was not read to its end. ` +
          'No row of it is used.',
        { status: response.status, requestId: parseRequestId(response.headers.get('request-id'), apiKey) },
      )
    }
    if (!(error instanceof SyntaxError)) throw error
    if (response.headers.get('content-type')?.includes('html')) throw createBlockedError(response.status)
    throw new AnalyticsError('api_unavailable', 'Claude’s API answered with something that is not JSON.', {
      status: response.status,
      requestId: parseRequestId(response.headers.get('request-id'), apiKey),
      isRetryable: true,
    })
  }
}

const createMissingListError = (daysText: string): AnalyticsError =>
  new AnalyticsError(
    'unexpected_answer',
    `Claude’s API gave no list of users for ${daysText}: the field data is missing or null. No row is used.`,
  )

const buildQuery = (endpoint: Endpoint, days: Day | Period, limit: number): URLSearchParams => {
  const query = new URLSearchParams(
    // The API excludes `ending_date`.
    typeof days === 'string' ? { date: days } : { starting_date: days.from, ending_date: addDays(days.to, 1) },
  )
  query.set('limit', String(limit))
  if (endpoint !== 'users') query.set('group_by[]', 'user_id')
  return query
}

const createConnectionError = (
  error: unknown,
  explain: NonNullable<AnalyticsClientOptions['explainConnectionFailure']>,
): AnalyticsError => {
  const code = error instanceof DeadlineError ? undefined : findNetworkCode(error)
  const proxyStatus = findProxyStatus(error)
  const reason = code === undefined ? '' : ` (${code})`
  const message =
    error instanceof DeadlineError
      ? 'Claude’s API did not answer in time.'
      : proxyStatus !== undefined
        ? `A proxy refused the connection to Claude’s API with status ${proxyStatus}.`
        : `The connection to Claude’s API failed${reason}.`
  return new AnalyticsError('api_unreachable', `${message} ${explain(code)}`.trim(), { isRetryable: true })
}

/** Finds the network's own code, such as `ECONNREFUSED`, in an error or its causes. */
const findNetworkCode = (error: unknown): string | undefined =>
  findInCauses(error, ({ code }) =>
    // The host's `fetch` can set any string as the code.
    typeof code === 'string' && /^[A-Z][A-Z\d_]{1,40}$/.test(code) ? code : undefined,
  )

/** Finds the HTTP status of a proxy that refused to connect, in the error message of Node's `fetch`. */
const findProxyStatus = (error: unknown): string | undefined =>
  findInCauses(error, ({ message }) => /^Proxy response \((\d{3})\)/.exec(String(message))?.[1])

/** Maximum depth of causes, since they could form a cycle. */
const maxCauses = 5

/** Returns the first text that `find` returns for an error or its causes. */
const findInCauses = (
  error: unknown,
  find: (cause: Error & { readonly code?: unknown }) => string | undefined,
): string | undefined => {
  let cause = error
  for (let depth = 0; depth < maxCauses && cause instanceof Error; depth++) {
    const found = find(cause)
    if (found !== undefined) return found
    cause = cause.cause
  }
  return undefined
}

/** The fields of an error body that the client reads. */
interface ErrorBody {
  readonly type?: unknown
  readonly error?: {
    readonly type?: unknown
    readonly message?: unknown
    readonly details?: { readonly error_code?: unknown }
  }
  readonly request_id?: unknown
}

const createResponseError = (
  response: Response,
  body: string,
  query: URLSearchParams,
  apiKey: string,
): AnalyticsError => {
  const { status, headers } = response
  const errorBody = parseErrorBody(body)
  const { error: apiError, request_id: bodyRequestId } = errorBody
  const apiMessage = typeof apiError?.message === 'string' ? maskKeys(apiError.message, apiKey).slice(0, 300) : ''
  const createError = (code: AnalyticsErrorCode, details: { isRetryable?: boolean; latestDay?: Day } = {}) => {
    const message = apiMessage ? `Claude’s API said (${status}): ${apiMessage}` : `Claude’s API answered ${status}.`
    return new AnalyticsError(code, message, {
      status,
      requestId: parseRequestId(headers.get('request-id'), apiKey) ?? parseRequestId(bodyRequestId, apiKey),
      retryAfterMs: parseRetryAfter(headers),
      ...details,
    })
  }

  if (status >= 300 && status < 400) return createError('api_unreachable')
  // Only the request for a later page has a cursor, which can expire. For any other request, 410 is a fault of the API.
  if (status === 410 && query.has('page')) return createError('cursor_expired', { isRetryable: true })
  const isRetryable = headers.get('x-should-retry') !== 'false'
  if (status === 429) return createError('rate_limited', { isRetryable })
  // Status 511 asks for a sign-in to the network, so it comes from something on the way and not from the API.
  if (status === 408 || status === 409 || status === 410 || (status >= 500 && status !== 511)) {
    return createError('api_unavailable', { isRetryable })
  }
  const errorCode = apiError?.details?.error_code
  if (errorCode === 'organization_type_not_supported' || errorCode === 'organization_on_hold') {
    return createError('plan_not_supported')
  }
  if (!isErrorEnvelope(errorBody)) return createBlockedError(status)
  if (status === 400) {
    // The API accepted the query for the first page. On a later page, it can only reject the cursor.
    if (query.has('page')) return createError('cursor_expired', { isRetryable: true })
    const latestDay = findLatestNamedDay(apiMessage, query.get('date'))
    return latestDay ? createError('day_too_recent', { latestDay }) : createError('request_rejected')
  }
  if (status === 401) return createError('key_refused')
  // The API's message only decides between two codes with different advice: every 403 and 404 denies access.
  if (status === 403) return createError(/scope/i.test(apiMessage) ? 'scope_missing' : 'access_denied')
  if (status === 404) return createError('access_denied')
  return createError('api_refused')
}

/** Returns an id that the API sent. Undefined if the id contains a key, or a piece of the key in use. */
const discardIfKey = (id: unknown, apiKey: string): string | undefined =>
  typeof id === 'string' && maskKeys(id, apiKey) === id ? id : undefined

/**
 * Returns a request id that the API sent. Undefined for anything that does not look like a request id, or that contains
 * part of the key.
 */
const parseRequestId = (id: unknown, apiKey: string): string | undefined => {
  const requestId = discardIfKey(id, apiKey)
  return requestId !== undefined && /^[\w-]{1,64}$/.test(requestId) ? requestId : undefined
}

/**
 * Whether a body is an error of Claude's API: `{"type":"error","error":{"type":"…","message":"…"}}`. A refusal without
 * this envelope comes from something else that answered on the way, such as a firewall or a proxy.
 */
const isErrorEnvelope = ({ type, error }: ErrorBody): boolean =>
  type === 'error' && typeof error?.type === 'string' && typeof error.message === 'string'

/** Quotes nothing of the answer, since its text is not Claude's. */
const createBlockedError = (status: number): AnalyticsError =>
  new AnalyticsError('api_blocked', `The request got the answer ${status}, which is not from Claude’s API.`, { status })

/**
 * Finds the latest day that the API serves, in the message of a rejected date: the newest date before the requested
 * one. Ignores the first served day, because messages also name it as the start of the range.
 */
const findLatestNamedDay = (message: string, date: string | null): Day | undefined => {
  const namedDates: readonly string[] = message.match(/\b20\d\d-\d\d-\d\d\b/g) ?? []
  return namedDates
    .filter((day): day is Day => isDay(day) && date !== null && day > firstServedDay && day < date)
    .toSorted()
    .at(-1)
}

const parseErrorBody = (body: string): ErrorBody => {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as ErrorBody) : {}
  } catch {
    return {}
  }
}

const parseRateLimit = (headers: Headers): RateLimit | undefined => {
  const limit = Number.parseFloat(headers.get('anthropic-ratelimit-requests-limit') ?? '')
  const remaining = Number.parseInt(headers.get('anthropic-ratelimit-requests-remaining') ?? '', 10)
  return limit > 0 && Number.isFinite(limit) && remaining >= 0 ? { limit, remaining } : undefined
}

/**
 * Reads the `retry-after` header, which is in seconds or an HTTP date, as milliseconds from now. A date is compared
 * with the answer's own `date`, because the local clock may be wrong.
 */
const parseRetryAfter = (headers: Headers): number | undefined => {
  const value = headers.get('retry-after')?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000
  const answeredAt = Date.parse(headers.get('date') ?? '')
  const milliseconds = Date.parse(value) - (Number.isFinite(answeredAt) ? answeredAt : Date.now())
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined
}
