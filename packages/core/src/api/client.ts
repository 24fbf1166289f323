import { firstServedDay } from '../stats/coverage.ts'
import { type Day, isDay } from '../time/day.ts'
import { AnalyticsError, type AnalyticsErrorCode } from './analytics-error.ts'
import { parseInParts } from './page-body.ts'
import { type PageReading, type Rows, readPage } from './read-page.ts'
import type { Endpoint } from './rows.ts'

export interface AnalyticsClientOptions {
  readonly apiKey: string
  /** Where the API lives; `https://api.anthropic.com` by default. */
  readonly baseUrl?: string | undefined
  readonly fetch?: typeof fetch | undefined
  /** How long one request may take, its body included, in milliseconds; a minute by default. */
  readonly timeout?: number | undefined
  readonly signal?: AbortSignal | undefined
  /**
   * Runs every single request: the place for pacing and retries, which belong to the caller. By default it is run
   * once, at once.
   */
  readonly attempt?: (<Answer>(request: () => Promise<Answer>, about: RequestFacts) => Promise<Answer>) | undefined
  /** Told what each answer says of the organisation's rate limit, where it says anything. */
  readonly onLimit?: ((limit: RateLimit) => void) | undefined
}

/** What can be told of a request. */
export interface RequestFacts {
  readonly endpoint: Endpoint
  /** The HTTP status of the answer to the last try; undefined where none came. */
  readonly status: () => number | undefined
}

/** How many more requests all tools of the organisation together may send. */
export interface RateLimit {
  readonly remaining: number
  /** Until when, in milliseconds since 1970. */
  readonly resetAt: number
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly last: boolean
}

export interface AnalyticsClient {
  /**
   * The pages of one day's rows: of every member (`users`), or of every skill or connector and user. Ends with the
   * last page; throws an `AnalyticsError` otherwise, and then the day is not complete.
   */
  readonly pages: <E extends Endpoint>(endpoint: E, day: Day) => AsyncGenerator<Page<Rows[E]>, void>
  /** One request for a day's first row: whether the day is served, and the key accepted. */
  readonly probe: (endpoint: Endpoint, day: Day) => Promise<void>
}

export const defaultBaseUrl = 'https://api.anthropic.com'
const path = '/v1/organizations/analytics'
const version = '2023-06-01'
/** An empty page may lead to more rows, but not so many of them in a row. */
const mostEmptyPages = 20

/** Reads the Claude Enterprise Analytics API. The key leaves it only as the `x-api-key` header of its requests. */
export const createAnalyticsClient = (options: AnalyticsClientOptions): AnalyticsClient => {
  const { apiKey, timeout = 60_000, signal, attempt = (request) => request() } = options
  const base = (options.baseUrl ?? defaultBaseUrl).replace(/\/+$/, '')
  const send = options.fetch ?? fetch
  const hideKey = (text: string) => text.replaceAll(apiKey, '[key]')

  const get = async <E extends Endpoint>(
    endpoint: E,
    query: URLSearchParams,
    onStatus: (status: number) => void,
  ): Promise<Answer<Rows[E]>> => {
    const timedOut = AbortSignal.timeout(timeout)
    try {
      const response = await send(`${base}${path}/${endpoint}?${query}`, {
        headers: { 'x-api-key': apiKey, 'anthropic-version': version, accept: 'application/json' },
        // A redirect would carry the key to another host.
        redirect: 'manual',
        signal: signal ? AbortSignal.any([signal, timedOut]) : timedOut,
      })
      onStatus(response.status)
      const limit = rateLimit(response.headers)
      if (limit) options.onLimit?.(limit)
      if (response.ok) return await readAnswer(endpoint, response)
      throw failure(response, await response.text(), query.get('date'), hideKey)
    } catch (error) {
      if (error instanceof AnalyticsError) throw error
      signal?.throwIfAborted()
      throw unreachable(error, timedOut.aborted)
    }
  }

  const ask = <E extends Endpoint>(endpoint: E, query: URLSearchParams): Promise<Answer<Rows[E]>> => {
    let status: number | undefined
    const request = (): Promise<Answer<Rows[E]>> => {
      status = undefined
      return get(endpoint, query, (given) => {
        status = given
      })
    }
    return attempt(request, { endpoint, status: () => status })
  }

  return {
    async *pages(endpoint, day) {
      const query = queryOf(endpoint, day, 1000)
      const seenCursors = new Set<string>()
      const seenRows = new Set<string>()
      let emptyInARow = 0
      for (;;) {
        const { rows, nextPage, firstRow } = await ask(endpoint, query)
        // No two rows are alike, so a page that begins as another did is that one again, whatever its cursor.
        if (firstRow !== undefined && seenRows.has(firstRow)) throw endless(endpoint, day)
        if (firstRow !== undefined) seenRows.add(firstRow)
        // Only the cursor says whether there is more: an empty page may have a successor.
        yield { rows, last: !nextPage }
        if (!nextPage) return
        emptyInARow = rows.length === 0 ? emptyInARow + 1 : 0
        if (seenCursors.has(nextPage) || emptyInARow > mostEmptyPages) throw endless(endpoint, day)
        seenCursors.add(nextPage)
        query.set('page', nextPage)
      }
    },
    async probe(endpoint, day) {
      await ask(endpoint, queryOf(endpoint, day, 1))
    },
  }
}

interface Answer<Row> extends PageReading<Row> {
  /** As it came, names included: to tell pages apart, and for nothing else. */
  readonly firstRow: string | undefined
}

/** Reads the rows of an answer while they arrive. It throws where the answer breaks off: then none of them is used. */
const readAnswer = async <E extends Endpoint>(endpoint: E, response: Response): Promise<Answer<Rows[E]>> => {
  const rows: Rows[E][] = []
  let firstRow: string | undefined
  const take = (part: unknown): string | null => {
    const read = readPage(endpoint, part, rows.length)
    firstRow ??= firstRowOf(part)
    rows.push(...read.rows)
    return read.nextPage
  }
  try {
    const nextPage = take(await parseInParts(response.body ?? [], take))
    return { rows, nextPage, firstRow }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new AnalyticsError('api_unavailable', 'Claude’s API answered with something that is not JSON.', {
      status: response.status,
      requestId: response.headers.get('request-id') ?? undefined,
      retryable: true,
    })
  }
}

const firstRowOf = (body: unknown): string | undefined => {
  const row: unknown = (body as { readonly data: readonly unknown[] }).data[0]
  return row === undefined ? undefined : JSON.stringify(row)
}

const endless = (endpoint: Endpoint, day: Day): AnalyticsError =>
  new AnalyticsError('cursor_repeated', `The pages of /${endpoint} for ${day} go on without an end.`, {
    retryable: true,
  })

const queryOf = (endpoint: Endpoint, day: Day, limit: number): URLSearchParams => {
  const query = new URLSearchParams({ date: day, limit: String(limit) })
  if (endpoint !== 'users') query.set('group_by[]', 'user_id')
  return query
}

const unreachable = (error: unknown, timedOut: boolean): AnalyticsError => {
  if (timedOut)
    return new AnalyticsError('api_unreachable', 'Claude’s API did not answer in time.', { retryable: true })
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = (cause as { code?: unknown } | null)?.code
  const reason = typeof code === 'string' ? ` (${code})` : ''
  return new AnalyticsError('api_unreachable', `The connection to Claude’s API failed${reason}.`, { retryable: true })
}

interface ErrorBody {
  readonly error?: { readonly message?: unknown; readonly details?: { readonly error_code?: unknown } }
  readonly request_id?: unknown
}

const failure = (
  response: Response,
  body: string,
  date: string | null,
  hideKey: (text: string) => string,
): AnalyticsError => {
  const { status, headers } = response
  const answer = parseObject(body)
  const said = typeof answer.error?.message === 'string' ? hideKey(answer.error.message).slice(0, 300) : ''
  const bodyId = typeof answer.request_id === 'string' ? answer.request_id : undefined
  const make = (code: AnalyticsErrorCode, details: { retryable?: boolean; latestDay?: Day } = {}) =>
    new AnalyticsError(code, said ? `Claude’s API said (${status}): ${said}` : `Claude’s API answered ${status}.`, {
      status,
      requestId: headers.get('request-id') ?? bodyId,
      retryAfter: retryAfter(headers),
      ...details,
    })

  if (status === 401) return make('key_refused')
  // The wording only chooses the advice; a 403 or 404 of any wording stops the account's sync.
  if (status === 403) return make(/scope/i.test(said) ? 'scope_missing' : 'access_denied')
  if (status === 404) return make('access_denied')
  if (status === 410) return make('cursor_expired', { retryable: true })
  if (status === 429) return make('rate_limited', { retryable: true })
  if (status === 408 || status === 409 || status >= 500) {
    return make('api_unavailable', { retryable: headers.get('x-should-retry') !== 'false' })
  }
  if (status === 400) {
    const errorCode = answer.error?.details?.error_code
    if (errorCode === 'organization_type_not_supported' || errorCode === 'organization_on_hold') {
      return make('plan_not_supported')
    }
    const named: readonly string[] = said.match(/\b20\d\d-\d\d-\d\d\b/g) ?? []
    // The newest of them: some wordings may also tell where the data begin, and that alone is no latest day.
    const latestDay = named
      .filter((day): day is Day => isDay(day) && date !== null && day > firstServedDay && day < date)
      .toSorted()
      .at(-1)
    if (latestDay) return make('day_too_recent', { latestDay })
  }
  if (status >= 300 && status < 400) return make('api_unreachable')
  return make('request_rejected')
}

const parseObject = (body: string): ErrorBody => {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as ErrorBody) : {}
  } catch {
    return {}
  }
}

const rateLimit = (headers: Headers): RateLimit | undefined => {
  const remaining = Number.parseInt(headers.get('anthropic-ratelimit-requests-remaining') ?? '', 10)
  const resetAt = Date.parse(headers.get('anthropic-ratelimit-requests-reset') ?? '')
  return remaining >= 0 && Number.isFinite(resetAt) ? { remaining, resetAt } : undefined
}

const retryAfter = (headers: Headers): number | undefined => {
  const value = headers.get('retry-after')
  if (value === null) return undefined
  const seconds = Number(value)
  const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - Date.now()
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined
}
