import { publishedDay, settledDay } from '../freshness.ts'
import type { Listings } from '../listings.ts'
import type { Query } from '../query.ts'
import type { Listing } from '../rows/listing.ts'
import { type Endpoint, endpoints, type Settings } from '../settings.ts'
import { ApiError } from './api-error.ts'
import { type Cursor, fingerprint, formatCursor, gone, parseCursor } from './cursor.ts'
import type { Fault, Faults } from './faults.ts'
import { bendPage, bodyOf, connectionReset, errorOf, htmlPage, type Page } from './faulty-answers.ts'
import { authenticate, authorize, type Keys } from './keys.ts'
import { parseLimit, parseQuery } from './parse-query.ts'
import { createRateLimit } from './rate-limit.ts'
import type { RequestLog } from './request-log.ts'

export interface ResponderOptions {
  readonly organizationId: string
  readonly keys: Keys
  readonly faults: Faults
  readonly log: RequestLog
  readonly now: () => number
  readonly settings: () => Settings
  readonly listings: () => Listings
}

const base = '/v1/organizations/analytics/'

/** Answers requests for reports, and logs them. Rejects where a fault leaves them without an answer. */
export const createResponder = (options: ResponderOptions): ((request: Request, url: URL) => Promise<Response>) => {
  const { organizationId, keys, faults, log, now, settings, listings } = options
  const rateLimit = createRateLimit(now)
  let answered = 0

  return async (request, url) => {
    answered += 1
    const { searchParams: params } = url
    const requestId = `req_011C${answered.toString(36).toUpperCase().padStart(20, '0')}`
    const headers: Record<string, string> = { 'content-type': 'application/json', 'request-id': requestId }
    const endpoint = endpoints.find((known) => url.pathname === `${base}${known}`) ?? null
    const date = params.get('date') ?? params.get('starting_date')
    let fault: Fault | null = null
    let status: number | null = null

    const answer = async (): Promise<Response> => {
      const scopes = authenticate(request.headers, keys, settings())
      headers['anthropic-organization-id'] = organizationId
      Object.assign(headers, rateLimit.take(settings().rpm))
      authorize(scopes, settings())
      if (!endpoint) throw new ApiError(404, `Not found: ${url.pathname}`)
      if (request.method !== 'GET') throw new ApiError(405, 'Only GET is supported.')

      fault = faults.take({ endpoint, date, page: params.get('page') })
      if (fault?.kind === 'error') throw errorOf(fault)
      if (fault?.kind === 'reset') throw connectionReset()
      if (fault?.kind === 'html') return htmlPage(fault)
      if (fault?.kind === 'hang') await faults.hang(request.signal)
      const page = pageOf(endpoint, params, fault)
      return new Response(bodyOf(JSON.stringify(page), fault?.kind ?? null), { headers })
    }

    const pageOf = (endpoint: Endpoint, params: URLSearchParams, fault: Fault | null): Page => {
      const limit = parseLimit(endpoint, params)
      const print = fingerprint(endpoint, params)
      const given = params.get('page')
      const cursor = given === null ? { offset: 0, began: now() } : parseCursor(given, print)
      const query = parseQuery(endpoint, params, { now: now(), began: cursor.began }, settings())
      refuseStale(cursor, query, now(), settings())
      const listing = listings()[endpoint](query, now())
      const at = (offset: number, serial?: number): string =>
        formatCursor({ ...cursor, offset, ...(serial && { serial }) }, print)
      const end = cursor.offset + limit
      const page = {
        data: slice(listing, cursor.offset, end, query.descending),
        next_page: end < listing.length ? at(end) : null,
      }
      if (!fault) return page
      return bendPage(page, fault.kind, { endpoint, here: given ?? at(0), hereAnew: at(cursor.offset, answered) })
    }

    try {
      const response = await answer()
      status = response.status
      return response
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      status = error.status
      return Response.json(error.body(requestId), { status, headers: { ...headers, ...error.headers } })
    } finally {
      log.add({
        endpoint,
        date,
        limit: params.get('limit'),
        page: params.get('page'),
        version: request.headers.get('anthropic-version'),
        status,
        fault: (fault as Fault | null)?.kind ?? null,
      })
    }
  }
}

/** A walk cannot go on once its cursors have expired, or the figures under it were revised. */
const refuseStale = ({ began }: Cursor, query: Query, now: number, settings: Settings): void => {
  const published = publishedDay(began, settings)
  const revised = published !== publishedDay(now, settings) && query.to > settledDay(published, settings)
  if (revised || now - began > settings.cursorMinutes * 60_000) throw gone()
}

const slice = ({ length, rowAt }: Listing<object>, from: number, end: number, descending: boolean): readonly object[] =>
  Array.from({ length: Math.max(0, Math.min(end, length) - from) }, (_, index) =>
    rowAt(descending ? length - 1 - from - index : from + index),
  )
